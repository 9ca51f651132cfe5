import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'mysql-general';

/** `2023-06-01T10:00:00.123456Z\t   12 Query\tselect 1`; the commands are those of MySQL's protocol. */
const shape =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d)\s{1,8}(\d{1,10}) (Query|Quit|Init DB|Field List|Create DB|Drop DB|Refresh|Shutdown|Statistics|Processlist|Connect|Kill|Debug|Ping|Change user|Binlog Dump(?: GTID)?|Table Dump|Connect Out|Register Slave|Prepare|Execute|Long Data|Close stmt|Reset stmt|Set option|Fetch|Daemon|Error|Reset Connection)(?=\s|$)/;

/** The general query log of MySQL 5.7 and later. @see https://dev.mysql.com/doc/refman/8.0/en/query-log.html */
export const mysqlGeneralReader: Reader = {
  format,
  dataset: 'rds',
  recognise: (text) => (shape.test(text) ? 0.92 : 0),
  read(raw, context) {
    const match = shape.exec(raw.text);
    if (match === null) return badShape(format, 'header');
    const command = match[2]!;
    const attributes: AttributeSet = { 'mysql.thread_id': Number(match[1]), 'event.action': command.toLowerCase() };
    const text = raw.text.slice(match[0].length).trim();
    const user = command === 'Connect' ? /^([\w.$-]{1,64})@([\w.:-]{1,255})/.exec(text) : null;
    if (user !== null) {
      attributes['user.name'] = user[1]!;
      attributes['source.address'] = user[2]!;
    }
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'rds',
      message: text === '' ? command : command === 'Query' || command === 'Execute' ? text : `${command} ${text}`,
      attributes,
      timestampMs: timestampAt(raw.text, 0, context.receivedMs)?.ms,
    });
  },
};
