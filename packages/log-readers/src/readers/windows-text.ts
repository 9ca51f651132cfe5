import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { fillWindows, windowsSentence } from './windows-event.ts';

const format = 'windows-text';

/** `[Security] [INFORMATION] [4624] [provider] [computer] [message]`. */
const shape =
  /^\[([^\][\n]{1,120})\] \[(CRITICAL|ERROR|WARNING|INFORMATION|VERBOSE|UNDEFINED)?\] \[(\d{1,5})\] \[([^\][\n]{1,200})\] \[([^\][\n]{1,255})\] \[/;

/** Windows events as text, what the CloudWatch agent sends with `event_format: text`, its default. */
export const windowsTextReader: Reader = {
  format,
  dataset: 'ec2',
  recognise: (text) => (shape.test(text) ? 0.95 : 0),
  read(raw, context) {
    const match = shape.exec(raw.text);
    if (match === null) return badShape(format, 'header');
    const [whole, channel, level, code, provider, computer] = match;
    const text = raw.text.slice(whole.length).trimEnd();
    const message = (text.endsWith(']') ? text.slice(0, -1) : text).trim();
    const event = { code, provider, computer, channel, data: undefined };
    const attributes: AttributeSet = {};
    fillWindows(attributes, event);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'ec2',
      message: message === '' ? windowsSentence(event) : message,
      attributes,
      level: level === 'UNDEFINED' ? undefined : level,
    });
  },
};
