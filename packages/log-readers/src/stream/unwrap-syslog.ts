import { splitSyslog, putSyslog } from '../readers/syslog.ts';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { skipSpaces } from '../time/cursor.ts';
import { timestampAt } from '../time/timestamp.ts';
import { beginsRecord } from './begins-record.ts';
import type { Unwrapped } from './unwrapped.ts';

/** Maximum index at which a record may begin after a syslog header. */
const headLength = 400;

/** Where JSON, CEF, LEEF or `@cee:` may begin: nearly all lines contain none of these signs. */
const mayHold = /[{@]|CEF:|LEEF:|[a-z]=|[IWEF]\d{4} |\w\]: /;

/** Takes off a syslog header before a record of another format, which says more about itself: JSON, `@cee:`, CEF, klog, key=value. */
export const unwrapSyslog = (text: string, receivedMs: number): Unwrapped | undefined => {
  const code = text.charCodeAt(0);
  if (code !== 0x3c && !((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) && text.charCodeAt(10) !== 0x54)
    return undefined;
  // A lower-case word with which no time begins, begins no header either.
  if (code >= 0x61 && timestampAt(text, 0, receivedMs) === undefined) return undefined;
  if (!mayHold.test(text.length > headLength ? text.slice(0, headLength) : text)) return undefined;
  const header = splitSyslog(text, receivedMs);
  if (header === undefined) return undefined;
  let start = header.start;
  if (text.startsWith('@cee:', start)) start = skipSpaces(text, start + 5);
  const line = text.slice(start);
  const isDigit = line.charCodeAt(0) >= 0x30 && line.charCodeAt(0) <= 0x39;
  // Heroku's dynos write whole lines.
  const isDyno = header.process !== undefined && header.host === undefined;
  if (!isDyno && (isDigit || !beginsRecord(line))) return undefined;
  const attributes: AttributeSet = {};
  putSyslog(attributes, header);
  return {
    text: line,
    attributes,
    timestampMs: header.timestampMs,
    level: header.level,
    isPartial: false,
    key: [header.host, header.program, header.process, header.pid].join(' '),
  };
};
