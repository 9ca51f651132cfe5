import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import { splitHeader } from '../header/split-header.ts';
import { putServedRequest } from '../fields/served-request.ts';
import type { Reader } from '../reader.ts';
import { anyReceivedMs } from '../time/calendar.ts';

const format = 'text';

/**
 * What java.util.logging writes after the time, over two lines: `com.acme.Main run`, line end, `WARNING: `.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.logging/java/util/logging/SimpleFormatter.html
 */
const julHead = /^([\w.$]{1,200})(?: [\w$<>]{1,100})?\r?\n([A-Z]{4,11}): /;
const maxJulHeadLength = 330;

/** The message without what closes it; in a quoted column, quotes of its own are doubled. */
const withoutClosing = (message: string, closing: string): string => {
  if (closing === '') return message;
  const bare = message.endsWith(closing) ? message.slice(0, -closing.length).trimEnd() : message;
  return closing === '"' ? bare.replaceAll('""', '"') : bare;
};

/** Any line with a header of time or level before its message: log4j, logback, python, glog-like, and systems never seen before. */
export const textReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) => (splitHeader(text, anyReceivedMs) === undefined ? 0 : 0.3),
  read(raw, context) {
    const header = splitHeader(raw.text, context.receivedMs);
    if (header === undefined) return badShape(format, 'timestamp');
    const attributes: AttributeSet = {};
    if (header.pid !== undefined) attributes['process.pid'] = header.pid;
    if (header.tid !== undefined) attributes['process.thread.id'] = header.tid;
    if (header.thread !== undefined) attributes['process.thread.name'] = header.thread;
    if (header.logger !== undefined) attributes['log.logger'] = header.logger;
    if (header.context.length > 0) attributes['labels.context'] = header.context.join(' ');
    const second =
      header.level === undefined ? julHead.exec(raw.text.slice(header.end, header.end + maxJulHeadLength)) : null;
    if (second !== null) attributes['log.logger'] = second[1]!;
    const start = header.end + (second?.[0].length ?? 0);
    const message = withoutClosing(raw.text.slice(start).trimEnd(), header.closing);
    putServedRequest(attributes, message);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message,
      attributes,
      timestampMs: header.timestampMs,
      level: header.level ?? second?.[2],
    });
  },
};
