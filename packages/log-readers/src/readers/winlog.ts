import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { flattenEcs } from '../fields/ecs.ts';
import { asText, at } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { fillWindows, windowsSentence } from './windows-event.ts';

const format = 'winlog';

/** Windows events as Winlogbeat and its kin ship them. */
export const winlogReader = jsonReader({
  format,
  dataset: 'ec2',
  inside: ['winlog'],
  keys: ['winlog', 'event_id', 'provider_name'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    const winlog = document['winlog'];
    const id = at(winlog, 'event_id');
    const code = typeof id === 'number' ? String(id) : asText(id);
    for (const name of ['event', 'host', 'user', 'source', 'process']) flattenEcs(attributes, name, document[name]);
    const event = {
      code,
      provider: asText(at(winlog, 'provider_name')),
      computer: asText(at(winlog, 'computer_name')),
      data: at(winlog, 'event_data'),
    };
    fillWindows(attributes, event);
    putText(attributes, 'event.outcome', at(winlog, 'outcome') ?? at(document, 'event', 'outcome'));
    if (attributes['user.name'] === undefined)
      putText(attributes, 'user.name', at(winlog, 'user_data', 'SubjectUserName'));
    const text = asText(document['message']) ?? asText(at(winlog, 'message'));
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'ec2',
      message: text ?? windowsSentence(event),
      attributes,
      timestampMs: parseTime(at(winlog, 'time_created') ?? document['@timestamp'], context.receivedMs),
      level: asText(at(document, 'log', 'level')) ?? asText(at(winlog, 'level')),
      document,
    });
  },
});
