import type { AttributeSet } from '../attribute-set.ts';
import { buildRecord } from '../build-record.ts';
import { badShape } from '../outcome.ts';
import { splitHeader } from '../header/split-header.ts';
import type { Reader } from '../reader.ts';
import { anyReceivedMs } from '../time/calendar.ts';

const format = 'text';

/** Any line with a header of time or level before its message: log4j, logback, python, glog-like, and systems never seen before. */
export const textReader: Reader = {
  format,
  source: 'application',
  recognise: (text) => (splitHeader(text, anyReceivedMs) === undefined ? 0 : 0.3),
  read(raw, context) {
    const header = splitHeader(raw.text, context.receivedMs);
    if (header === undefined) return badShape(format, 'timestamp');
    const attributes: AttributeSet = {};
    if (header.pid !== undefined) attributes['process.pid'] = header.pid;
    if (header.tid !== undefined) attributes['process.thread.id'] = header.tid;
    if (header.thread !== undefined) attributes['process.thread.name'] = header.thread;
    if (header.logger !== undefined) attributes['log.logger'] = header.logger;
    return buildRecord(raw, {
      format,
      source: context.source ?? 'application',
      message: raw.text.slice(header.end).trimEnd(),
      attributes,
      timestampMs: header.timestampMs,
      level: header.level,
    });
  },
};
