import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'cloudhsm-audit';

const beginning = /^Time: \d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{1,6}, usecs:(\d{16})/;
const field = /^([A-Z][\w ()]{1,40}?) {0,4}: (.{0,400})$/;

/** Whether a line goes on an entry: another of its fields, and not the next entry's time. */
export const continuesHsmEntry = (text: string): boolean => !text.startsWith('Time: ') && field.test(text.trimEnd());

/** Fields of an entry, one per line; the codes in brackets after their values are left out. */
const fieldsOf = (text: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const line of text.split('\n', 40)) {
    const match = field.exec(line.trimEnd());
    if (match !== null) fields.set(match[1]!.toLowerCase(), match[2]!.replace(/ \((?:0x)?[\da-f]{1,8}\)$/i, ''));
  }
  return fields;
};

/**
 * Audit entries of CloudHSM, one field a line.
 *
 * @see https://docs.aws.amazon.com/cloudhsm/latest/userguide/interpreting-audit-logs.html
 */
export const cloudHsmReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) => (beginning.test(text) ? 0.96 : 0),
  read(raw, context) {
    const time = beginning.exec(raw.text);
    if (time === null) return badShape(format, 'Time');
    const fields = fieldsOf(raw.text);
    const attributes: AttributeSet = {};
    const action = fields.get('opcode') ?? fields.get('log type');
    const response = fields.get('response');
    putText(attributes, 'event.action', action);
    putText(attributes, 'user.name', fields.get('user name'));
    putText(attributes, 'aws.cloudhsm.user_type', fields.get('user type'));
    putText(attributes, 'aws.cloudhsm.command', fields.get('command type(hex)'));
    const outcome =
      response === undefined
        ? undefined
        : (outcomeOfWord(response) ?? (response.startsWith('0:') ? 'success' : 'failure'));
    if (outcome !== undefined) attributes['event.outcome'] = outcome;
    if (outcome === 'failure') putText(attributes, 'error.message', response);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: action === undefined ? raw.text.trimEnd() : `${action} ${response ?? '-'}`,
      attributes,
      timestampMs: parseTime(time[1], context.receivedMs),
    });
  },
};
