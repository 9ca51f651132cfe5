import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { asText, at } from '../fields/json.ts';
import { windowsActions } from './windows-actions.ts';

/** What every way of shipping a Windows event has. */
export interface WindowsEvent {
  /** The event id, in digits. */
  readonly code: string | undefined;
  readonly provider?: string | undefined;
  readonly computer?: string | undefined;
  readonly channel?: string | undefined;
  /** Names (`Audit Failure`), or the bit mask in hexadecimal or decimal. */
  readonly keywords?: string | undefined;
  /** The event's own data by name. */
  readonly data: unknown;
}

/** Events whose subject is the system: the account that logs on is the target. @see Microsoft's list of security audit events */
const logonEvents: ReadonlySet<string> = new Set(
  '4624 4625 4634 4647 4648 4768 4769 4770 4771 4776 4778 4779'.split(' '),
);

/** Bits of the keywords' mask. @see https://learn.microsoft.com/dotnet/api/system.diagnostics.eventing.reader.standardeventkeywords */
const auditFailure = 0x10000000000000n;
const auditSuccess = 0x20000000000000n;

const outcomeOf = (keywords: string | undefined): 'success' | 'failure' | undefined => {
  if (keywords === undefined) return undefined;
  if (/audit.?failure/i.test(keywords)) return 'failure';
  if (/audit.?success/i.test(keywords)) return 'success';
  if (!/^(?:0x[0-9a-f]{1,16}|-?\d{1,19})$/i.test(keywords)) return undefined;
  const mask = BigInt.asUintN(64, BigInt(keywords));
  if ((mask & auditFailure) !== 0n) return 'failure';
  return (mask & auditSuccess) === 0n ? undefined : 'success';
};

/** Sets what Windows' event data has ECS fields for. */
export const fillWindows = (attributes: AttributeSet, event: WindowsEvent): void => {
  const { code, data } = event;
  putText(attributes, 'event.code', code);
  putText(attributes, 'event.provider', event.provider);
  putText(attributes, 'event.outcome', outcomeOf(event.keywords) ?? (code === '4625' ? 'failure' : undefined));
  putText(attributes, 'event.action', code === undefined ? undefined : windowsActions.get(code));
  putText(attributes, 'host.name', event.computer);
  putText(attributes, 'winlog.channel', event.channel);
  const isLogon = code !== undefined && logonEvents.has(code);
  const [target, subject] = [at(data, 'TargetUserName'), at(data, 'SubjectUserName')];
  putText(attributes, 'user.name', (isLogon ? (target ?? subject) : (subject ?? target)) ?? at(data, 'AccountName'));
  putText(attributes, 'user.domain', isLogon ? at(data, 'TargetDomainName') : at(data, 'SubjectDomainName'));
  putAddress(attributes, 'source', at(data, 'IpAddress') ?? at(data, 'ClientAddress'));
  putNumber(attributes, 'source.port', at(data, 'IpPort'));
  const program = asText(at(data, 'NewProcessName')) ?? asText(at(data, 'ProcessName')) ?? asText(at(data, 'Image'));
  if (program !== undefined) {
    putText(attributes, 'process.executable', program);
    putText(attributes, 'process.name', program.slice(program.lastIndexOf('\\') + 1));
  }
  // Process ids are written in hexadecimal, `0x1f4`.
  putNumber(attributes, 'process.pid', asText(at(data, 'NewProcessId')) ?? asText(at(data, 'ProcessId')));
  putText(attributes, 'process.command_line', at(data, 'CommandLine'));
};

/** What stands for an event whose text was not shipped with it. */
export const windowsSentence = ({ provider, code }: WindowsEvent): string => {
  const action = code === undefined ? undefined : windowsActions.get(code);
  return `${provider ?? 'Windows'} event ${code ?? '-'}${action === undefined ? '' : ` ${action}`}`;
};
