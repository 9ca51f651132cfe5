import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime, timestampAt } from '../time/timestamp.ts';

const errorFormat = 'mysql-error';
const slowFormat = 'mysql-slow';

/** `2019-03-24T13:44:31.085670Z 0 [System] [MY-010116] [Server] `; the codes belong to the message, as MySQL's manual cites them. */
const modern =
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{6})?(?:Z|[+-]\d\d:\d\d)? (\d{1,10}) \[(\w{3,12})\] (?:\[(MY-\d{6})\] \[(\w{1,20})\] )?/;
/** Before 5.7: `161209 14:18:50 [Note] ` and `161209 14:18:50 InnoDB: `. */
const old = /^\d{6} {1,2}\d{1,2}:\d\d:\d\d (?:(\d{1,10}) )?(?:\[(\w{3,12})\] |(?= ?InnoDB: |mysqld))/;

/** The error log of MySQL and MariaDB. */
export const mysqlErrorReader: Reader = {
  format: errorFormat,
  dataset: 'rds',
  recognise: (text) => (modern.test(text) || old.test(text) ? 0.9 : 0),
  read(raw, context) {
    const match = modern.exec(raw.text) ?? old.exec(raw.text);
    const time = match === null ? undefined : timestampAt(raw.text, 0, context.receivedMs);
    if (match === null || time === undefined) return badShape(errorFormat, 'header');
    const attributes: AttributeSet = {};
    putNumber(attributes, 'mysql.thread_id', match[1]);
    putText(attributes, 'event.code', match[3]);
    putText(attributes, 'event.provider', match[4]);
    const codes = match[3] === undefined ? 0 : `[${match[3]}] [${match[4]!}] `.length;
    const message = raw.text.slice(match[0].length - codes).trim();
    return buildRecord(raw, {
      format: errorFormat,
      dataset: context.dataset ?? 'rds',
      message,
      attributes,
      timestampMs: time.ms,
      level: match[2],
    });
  },
};

const slowHead = /^# (?:Time: |User@Host: )/;
const timings =
  /# Query_time: ([\d.]{1,20})\s{1,4}Lock_time: ([\d.]{1,20})\s{1,4}Rows_sent: (\d{1,18})\s{1,4}Rows_examined: (\d{1,18})/;
const userHost = /# User@Host: ([\w.$-]{0,64})\[[^\]]{0,64}\] @ {1,2}([\w.-]{0,255}) ?\[([\d.a-fA-F:]{0,39})\]/;

const preamble = /^(?:#|SET timestamp=\d{1,12};|use [`\w$-]{1,66};)/i;

/** Whether a slow query's last line ends it: a statement's semicolon, not the server's own `SET timestamp`. */
export const endsSlowQuery = (line: string): boolean => line.trimEnd().endsWith(';') && !preamble.test(line);

/** The query after the comment lines and the `use` and `SET timestamp` that the server writes before it. */
const queryOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('#') && !/^(?:SET timestamp=\d{1,12};|use [`\w$-]{1,66};)$/i.test(line.trim()))
    .join('\n')
    .trim();

/** The slow query log of MySQL and MariaDB; one record contains several lines. */
export const mysqlSlowReader: Reader = {
  format: slowFormat,
  dataset: 'rds',
  recognise: (text) => (slowHead.test(text) ? 0.9 : 0),
  read(raw, context) {
    const { text } = raw;
    if (!slowHead.test(text)) return badShape(slowFormat, 'header');
    const attributes: AttributeSet = {};
    const user = userHost.exec(text);
    putText(attributes, 'user.name', user?.[1]);
    putAddress(attributes, 'source', user?.[3] === '' ? user[2] : user?.[3]);
    const times = timings.exec(text);
    if (times !== null) {
      attributes['event.duration'] = Math.round(Number(times[1]) * 1e9);
      putNumber(attributes, 'mysql.slowlog.lock_time_seconds', times[2]);
      putNumber(attributes, 'mysql.slowlog.rows_sent', times[3]);
      putNumber(attributes, 'mysql.slowlog.rows_examined', times[4]);
    }
    const written = /^# Time: (\d[^\n]{5,40})/.exec(text)?.[1] ?? /SET timestamp=(\d{10})/.exec(text)?.[1];
    const query = queryOf(text);
    return buildRecord(raw, {
      format: slowFormat,
      dataset: context.dataset ?? 'rds',
      message: query === '' ? text.trimEnd() : query,
      attributes,
      timestampMs: parseTime(written, context.receivedMs),
    });
  },
};
