import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'mysql-audit';

/** `time,serverhost,username,host,connectionid,queryid,operation,`; RDS writes a date and time, Aurora microseconds. */
const head =
  /^(\d{8} \d\d:\d\d:\d\d|\d{16}),([^,\n]{0,255}),([^,\n]{0,128}),([^,\n]{0,255}),(\d{1,20}),(\d{1,20}),([A-Z_]{2,30}),/;

/** The statement without its quotes; the plugin guards quotes and line ends in it with a backslash. */
const unquote = (text: string): string =>
  text.startsWith("'") && text.length > 1
    ? text.slice(1, text.endsWith("'") ? -1 : undefined).replace(/\\(['"\\])/g, '$1')
    : text;

const sentence = (operation: string, database: string, object: string, code: string): string => {
  if (operation.startsWith('QUERY') && object !== '') return object;
  const target = [database, object].filter((part) => part !== '').join('.');
  return `${operation}${target === '' ? '' : ` ${target}`}${code === '0' ? '' : ` failed with error ${code}`}`;
};

/**
 * The audit log of MySQL and MariaDB by the MariaDB audit plugin, as RDS and Aurora publish it. The statement is not
 * quoted as CSV has it, so its end is the last comma.
 *
 * @see https://mariadb.com/kb/en/mariadb-audit-plugin-log-format/
 */
export const mysqlAuditReader: Reader = {
  format,
  dataset: 'rds',
  recognise: (text) => (head.test(text) ? 0.95 : 0),
  read(raw, context) {
    const text = raw.text.trimEnd();
    const match = head.exec(text);
    const last = text.lastIndexOf(',');
    if (match === null || last < match[0].length) return badShape(format, 'fields');
    const [whole, time, serverHost, user, host, connection, query, operation] = match as unknown as readonly string[];
    const rest = text.slice(whole!.length, last);
    const comma = rest.indexOf(',');
    const database = comma < 0 ? rest : rest.slice(0, comma);
    const object = comma < 0 ? '' : unquote(rest.slice(comma + 1));
    const code = text.slice(last + 1).trim();
    const attributes: AttributeSet = {
      'event.action': operation!.toLowerCase(),
      'event.outcome': code === '0' ? 'success' : 'failure',
    };
    putText(attributes, 'host.hostname', serverHost);
    putText(attributes, 'user.name', user);
    putAddress(attributes, 'source', host);
    putNumber(attributes, 'mysql.thread_id', connection);
    putNumber(attributes, 'mysql.query_id', query);
    putText(attributes, 'mysql.database', database);
    if (code !== '0') putText(attributes, 'error.code', code);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'rds',
      message: sentence(operation!, database, object, code),
      attributes,
      timestampMs: parseTime(time, context.receivedMs),
    });
  },
};
