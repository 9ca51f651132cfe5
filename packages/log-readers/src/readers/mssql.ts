import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'mssql-error';

/** `2023-06-01 10:00:00.12 spid5s      message`: the time in hundredths, then who speaks, padded to twelve places. */
const shape = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d (spid\d{1,6}s?|Logon|Server|Backup) {1,12}/;

/** Severities of SQL Server: 10 and below inform, 11 to 16 the caller can mend, 17 and above are the server's own trouble. */
const levelOf = (message: string): string | undefined => {
  const severity = /^Error: \d{1,6}, Severity: (\d{1,2}),/.exec(message)?.[1];
  if (severity === undefined) return undefined;
  return Number(severity) >= 20 ? 'critical' : Number(severity) >= 11 ? 'error' : 'info';
};

/** The error log of SQL Server, as RDS publishes it. @see https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities */
export const mssqlReader: Reader = {
  format,
  dataset: 'rds',
  recognise: (text) => (shape.test(text) ? 0.92 : 0),
  read(raw, context) {
    const match = shape.exec(raw.text);
    if (match === null) return badShape(format, 'header');
    const message = raw.text.slice(match[0].length).trimEnd();
    const attributes: AttributeSet = { 'process.thread.name': match[1]! };
    const login = /^Login (failed|succeeded) for user '([^'\n]{1,128})'/.exec(message);
    if (login !== null) {
      attributes['event.action'] = 'login';
      attributes['event.outcome'] = login[1] === 'failed' ? 'failure' : 'success';
      putText(attributes, 'user.name', login[2]);
    }
    putAddress(attributes, 'source', /\[CLIENT: ([\w.:]{2,60})\]/.exec(message.slice(0, 2000))?.[1]);
    putText(attributes, 'error.code', /^Error: (\d{1,6}),/.exec(message)?.[1]);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'rds',
      message,
      attributes,
      timestampMs: timestampAt(raw.text, 0, context.receivedMs)?.ms,
      level: levelOf(message),
    });
  },
};
