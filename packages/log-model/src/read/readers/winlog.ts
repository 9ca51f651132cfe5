import type { AttributeSet } from '../attribute-set.ts';
import { putAddress, putNumber, putText } from '../attribute-set.ts';
import { buildRecord } from '../build-record.ts';
import { flattenEcs } from '../ecs.ts';
import { asText, at } from '../json.ts';
import { jsonReader } from '../json-reader.ts';
import { parseTime } from '../timestamp.ts';
import { windowsActions } from './windows-actions.ts';

const format = 'winlog';

/** Events whose subject is the system: the account that logs on is the target. @see Microsoft's list of security audit events */
const logonEvents: ReadonlySet<string> = new Set([
  '4624',
  '4625',
  '4634',
  '4647',
  '4648',
  '4768',
  '4769',
  '4770',
  '4771',
  '4776',
  '4778',
  '4779',
]);

/** Windows events as Winlogbeat and its kin ship them. */
export const winlogReader = jsonReader({
  format,
  source: 'ec2',
  keys: ['winlog', 'event_id', 'provider_name'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    const winlog = document['winlog'];
    const data = at(winlog, 'event_data');
    const id = at(winlog, 'event_id');
    const code = typeof id === 'number' ? String(id) : asText(id);
    for (const name of ['event', 'host', 'user', 'source', 'process']) flattenEcs(attributes, name, document[name]);
    putText(attributes, 'event.code', code);
    putText(attributes, 'event.provider', at(winlog, 'provider_name'));
    putText(attributes, 'event.outcome', at(winlog, 'outcome') ?? at(document, 'event', 'outcome'));
    const action = code === undefined ? undefined : windowsActions.get(code);
    putText(attributes, 'event.action', action);
    const isLogon = code !== undefined && logonEvents.has(code);
    const user = isLogon
      ? (at(data, 'TargetUserName') ?? at(data, 'SubjectUserName'))
      : (at(data, 'SubjectUserName') ?? at(data, 'TargetUserName'));
    putText(attributes, 'user.name', user ?? at(data, 'AccountName') ?? at(winlog, 'user_data', 'SubjectUserName'));
    putText(attributes, 'user.domain', isLogon ? at(data, 'TargetDomainName') : at(data, 'SubjectDomainName'));
    putText(attributes, 'host.name', at(winlog, 'computer_name'));
    putAddress(attributes, 'source', at(data, 'IpAddress') ?? at(data, 'ClientAddress'));
    putNumber(attributes, 'source.port', at(data, 'IpPort'));
    const program = asText(at(data, 'NewProcessName')) ?? asText(at(data, 'ProcessName'));
    if (program !== undefined) {
      putText(attributes, 'process.executable', program);
      putText(attributes, 'process.name', program.slice(program.lastIndexOf('\\') + 1));
    }
    const pid = asText(at(data, 'NewProcessId')) ?? asText(at(data, 'ProcessId'));
    if (pid !== undefined) putNumber(attributes, 'process.pid', Number(pid));
    const text = asText(document['message']) ?? asText(at(winlog, 'message'));
    return buildRecord(raw, {
      format,
      source: context.source ?? 'ec2',
      message:
        text ??
        `${asText(at(winlog, 'provider_name')) ?? 'Windows'} event ${code ?? '-'}${action === undefined ? '' : ` ${action}`}`,
      attributes,
      timestampMs: parseTime(at(winlog, 'time_created') ?? document['@timestamp'], context.receivedMs),
      level: asText(at(document, 'log', 'level')) ?? asText(at(winlog, 'level')),
      document,
    });
  },
});
