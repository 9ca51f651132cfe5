import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'oracle-alert';

/** The time stands alone on the first line of an entry. */
const beginning = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d)(?:\r?\n|$)/;

/** Whether a line goes on an entry: it is not the time of the next. */
export const continuesAlert = (text: string): boolean => !/^\d{4}-\d\d-\d\d[T ]/.test(text);

/** Errors that stop or harm the database: internal ones, and those of its processes. */
const error = /\b(ORA-\d{5}|TNS-\d{5})\b/;

/**
 * Entries of Oracle's alert log: a line with the time, then lines of text.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.Oracle.html
 */
export const oracleAlertReader: Reader = {
  format,
  dataset: 'rds',
  recognise: (text) => (beginning.test(text) ? 0.96 : 0),
  read(raw, context) {
    const time = beginning.exec(raw.text);
    if (time === null) return badShape(format, 'time');
    const message = raw.text.slice(time[0].length).trim();
    const attributes: AttributeSet = {};
    const code = error.exec(message.slice(0, 4000))?.[1];
    putText(attributes, 'error.code', code);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'rds',
      message,
      attributes,
      timestampMs: parseTime(time[1], context.receivedMs),
      level: code === undefined ? undefined : 'error',
    });
  },
};
