import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { putScalar } from '../fields/ecs.ts';
import { keyValues } from '../fields/key-values.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { dateMs, dateMsNear, fullYear } from '../time/calendar.ts';
import { clockAt } from '../time/clock.ts';

const format = 'klog';

/** `I0101 12:00:00.000000       1 file.go:123] `; glog writes the year before the month, of four digits or two (`I181220`). */
const header =
  /^([IWEF])(20\d\d|\d\d(?=\d{4} ))?(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}\.\d{6})\s{1,8}(\d{1,10}) ([^\]\s]{1,200}:\d{1,6})(?:\] ?|(?= ))/;
/** What CockroachDB writes between the code location and the message: redaction mark, tags, and a counter that two spaces follow. */
const tags = /^ {1,3}(?:⋮ )?(?:\[([^\]]{0,400})\] ?)?(?: ?(\d{1,12}) {2,3}| {0,3})/;
/** The message of structured klog: `"text" key="value"`. */
const quoted = /^"((?:[^"\\]|\\.){0,2000})"(?= |$)/;

/** Lines of glog and klog: every Kubernetes component. @see https://github.com/kubernetes/klog */
export const klogReader: Reader = {
  format,
  dataset: 'eks',
  recognise: (text) => (header.test(text) ? 0.95 : 0),
  read(raw, context) {
    const match = header.exec(raw.text);
    const time = match === null ? undefined : clockAt(match[5]!, 0);
    if (match === null || time === undefined) return badShape(format, 'header');
    const timeMs = time.ms;
    const [year, month, day] = match.slice(2, 5).map(Number) as [number, number, number];
    const dayMs =
      match[2] === undefined
        ? dateMsNear(month, day, timeMs, context.receivedMs)
        : dateMs(year < 100 ? fullYear(year) : year, month, day);
    const attributes: AttributeSet = { 'process.pid': Number(match[6]), 'log.origin.file.name': match[7]! };
    let rest = raw.text.slice(match[0].length).trimEnd();
    const tagged = match[0].endsWith(']') || match[0].endsWith('] ') ? null : tags.exec(rest);
    if (tagged !== null) {
      rest = rest.slice(tagged[0].length);
      putText(attributes, 'labels.tags', tagged[1]);
      putText(attributes, 'labels.counter', tagged[2]);
    }
    const text = quoted.exec(rest);
    if (text !== null)
      for (const { key, value } of keyValues(rest, text[0].length)) putScalar(attributes, `labels.${key}`, value);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'eks',
      // The pairs of a structured line are kept: they are masked when mined, and rules look for them.
      message: rest,
      attributes,
      timestampMs: Number.isNaN(dayMs) ? undefined : dayMs + timeMs,
      level: match[1],
    });
  },
};
