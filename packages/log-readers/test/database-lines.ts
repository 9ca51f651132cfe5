import type { Line } from './line.ts';

/** Lines of database servers as RDS publishes them. */
// prettier-ignore
export const databaseLines: readonly Line[] = [
  {
    format: 'mysql-audit', text: "20230601 10:00:00,ip-10-0-0-1,bob,192.0.2.1,13,45,QUERY,shop,'SELECT * FROM t WHERE name=\\'x,y\\'',0",
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', message: "SELECT * FROM t WHERE name='x,y'",
    attributes: { 'user.name': 'bob', 'source.ip': '192.0.2.1', 'event.action': 'query', 'event.outcome': 'success', 'mysql.database': 'shop', 'mysql.thread_id': 13 },
  },
  {
    format: 'mysql-audit', text: '1685613600000000,aurora-1,bob,192.0.2.1,13,0,FAILED_CONNECT,,,1045',
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', message: 'FAILED_CONNECT failed with error 1045', attributes: { 'error.code': '1045', 'event.outcome': 'failure' },
  },
  {
    format: 'mysql-audit', text: '20230601 10:00:00,db,root,localhost,7,9,DROP,shop,orders,0',
    dataset: 'rds', message: 'DROP shop.orders', attributes: { 'source.address': 'localhost', 'event.action': 'drop' },
  },
  {
    format: 'mysql-general', text: '2023-06-01T10:00:00.123456Z\t   12 Query\tselect 1',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', message: 'select 1', attributes: { 'mysql.thread_id': 12, 'event.action': 'query' },
  },
  {
    format: 'mysql-general', text: '2023-06-01T10:00:00.123456Z\t   12 Connect\tbob@192.0.2.1 on shop using TCP/IP',
    dataset: 'rds', message: 'Connect bob@192.0.2.1 on shop using TCP/IP', attributes: { 'user.name': 'bob', 'source.address': '192.0.2.1' },
  },
  {
    format: 'mssql-error', text: '2023-06-01 10:00:00.12 Logon       Login failed for user \'sa\'. Reason: Password did not match. [CLIENT: 192.0.2.1]',
    dataset: 'rds', time: '2023-06-01T10:00:00.120Z', message: "Login failed for user 'sa'. Reason: Password did not match. [CLIENT: 192.0.2.1]",
    attributes: { 'user.name': 'sa', 'source.ip': '192.0.2.1', 'event.outcome': 'failure' },
  },
  {
    format: 'mssql-error', text: '2023-06-01 10:00:00.12 spid51      Error: 823, Severity: 24, State: 2.',
    dataset: 'rds', level: 'critical', message: 'Error: 823, Severity: 24, State: 2.', attributes: { 'error.code': '823' },
  },
];
