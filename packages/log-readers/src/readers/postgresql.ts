import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';
import { splitCsv } from '../fields/split-csv.ts';

const format = 'postgresql';

/** Where the prefix that `log_line_prefix` chose ends: level, colon and two spaces. */
const levelMark =
  /(?:^|[ :\]])(DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|DETAIL|HINT|STATEMENT|QUERY|CONTEXT|LOCATION): {1,2}/;
const beginning = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const csvBeginning = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [A-Z]{2,5},/;
/** Prefixes are short: after this many characters a level word belongs to the message. */
const maxPrefixLength = 240;

/** One part of a prefix without a time: `[123]`, `shop@orders`, `db=orders`. */
const prefixPart =
  /^(?:\[\d{1,10}(?:-\d{1,9})?\]:?|[\w.$-]{1,64}@[\w.$-]{1,64}:?|(?:user|db|app|client|host|pid|session|line)=\S{0,64})$/;
/** Levels that no other program writes: these alone are recognised without any prefix. */
const ownLevel = /^(?:LOG|DETAIL|HINT|STATEMENT|CONTEXT)$/;

/** Whether a line is PostgreSQL's although its `log_line_prefix` has no time: `[123] LOG:  `, `user=shop,db=orders ERROR:  `. */
const isTimeless = (text: string): boolean => {
  const mark = levelMark.exec(text.slice(0, maxPrefixLength));
  if (mark === null || !mark[0].endsWith('  ')) return false;
  const parts = text
    .slice(0, mark.index + 1)
    .split(/[\s,]/)
    .filter((part) => part !== '');
  return mark.index === 0 ? ownLevel.test(mark[1]!) : parts.every((part) => prefixPart.test(part));
};

/** Every SQLSTATE has a digit; `AUDIT` is a word. */
const sqlState = /^(?![A-Z]{5})([0-9A-Z]{5}): /;
/** `duration: 7.775 ms  parse <name>: ` and `statement: ` before the query of a CSV record. */
const queryPrefix =
  /^(?:duration: ([\d.]{1,15}) ms {2})?(?:statement|parse [^:]{1,80}(?::0x[0-9a-f]{1,16})?|bind [^:]{1,80}(?::0x[0-9a-f]{1,16})?|execute [^:]{1,80}(?::0x[0-9a-f]{1,16})?): /;

const putDuration = (attributes: AttributeSet, milliseconds: string | undefined): void => {
  const value = Number(milliseconds);
  if (milliseconds !== undefined && Number.isFinite(value))
    attributes['event.duration'] = Math.round(value * 1_000_000);
};

/** Process, user, database and client, wherever the prefix names them. */
const putPrefix = (attributes: AttributeSet, prefix: string): void => {
  putNumber(attributes, 'process.pid', /\[(\d{1,10})(?:-\d{1,9})?\]/.exec(prefix)?.[1]);
  const user = /(?:^|[\s:])\[?([\w.$-]{1,64})\]?@\[?([\w.$-]{1,64})\]?/.exec(prefix);
  putText(attributes, 'user.name', user?.[1] ?? /(?:^|[\s,])user=([^\s,]{1,64})/.exec(prefix)?.[1]);
  putText(attributes, 'postgresql.log.database', user?.[2] ?? /(?:^|[\s,])db=([^\s,]{1,64})/.exec(prefix)?.[1]);
  for (const [, key, value] of prefix.matchAll(/(?:^|[\s,])(app|client|host|pid|session|line)=([^\s,]{1,64})/g))
    putText(attributes, `labels.${key!}`, value);
  const client = /([\d.]{7,15}|[0-9a-fA-F:]{3,39})\((\d{1,5})\)/.exec(prefix);
  if (client !== null)
    putEndpoint(attributes, 'source', `${client[1]!.includes(':') ? `[${client[1]!}]` : client[1]!}:${client[2]!}`);
};

/** A client that was not let in, or not let do what it asked for. */
const refusal =
  /authentication failed|no pg_hba\.conf entry|does not exist|is not permitted to log in|permission denied|too many (?:connections|clients)|remaining connection slots|must be (?:owner|superuser)/;

/** `AUDIT: SESSION,1,1,DDL,DROP TABLE,TABLE,public.t,...`. @see https://github.com/pgaudit/pgaudit#format */
const putAudit = (attributes: AttributeSet, message: string): void => {
  if (!message.startsWith('AUDIT: ')) return;
  const [, , , kind, command, , name] = splitCsv(message.slice(7), 9);
  putText(attributes, 'event.action', command);
  putText(attributes, 'postgresql.audit.class', kind);
  putText(attributes, 'postgresql.audit.object', name);
};

const readText = (raw: RawRecord, context: ReadContext): ReadOutcome => {
  const { text } = raw;
  const time = beginning.test(text) ? timestampAt(text, 0, context.receivedMs) : undefined;
  const mark = levelMark.exec(text.slice(0, maxPrefixLength));
  if ((time === undefined && !isTimeless(text)) || mark === null) return badShape(format, 'level');
  const attributes: AttributeSet = {};
  putPrefix(attributes, text.slice(time?.end ?? 0, mark.index + 1));
  const rest = text.slice(mark.index + mark[0].length);
  const state = sqlState.exec(rest);
  if (state !== null && state[1] !== '00000') attributes['error.code'] = state[1]!;
  const message = (state === null ? rest : rest.slice(state[0].length)).trimEnd();
  putDuration(attributes, /^duration: ([\d.]{1,15}) ms/.exec(message)?.[1]);
  putAudit(attributes, message);
  if ((mark[1] === 'FATAL' || mark[1] === 'ERROR') && refusal.test(message)) attributes['event.outcome'] = 'failure';
  return buildRecord(raw, {
    format,
    dataset: context.dataset ?? 'rds',
    message,
    attributes,
    timestampMs: time?.ms,
    level: mark[1],
  });
};

/** Columns of the CSV log. @see https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG */
const readCsv = (raw: RawRecord, context: ReadContext): ReadOutcome => {
  const time = timestampAt(raw.text, 0, context.receivedMs);
  const fields = splitCsv(raw.text, 30);
  const [, user, database, pid, client, , , command, , , , level, state, text] = fields;
  if (time === undefined || level === undefined || text === undefined) return badShape(format, 'columns');
  const attributes: AttributeSet = {};
  putText(attributes, 'user.name', user);
  putText(attributes, 'postgresql.log.database', database);
  putNumber(attributes, 'process.pid', pid);
  if (client !== undefined && client !== '[local]') putEndpoint(attributes, 'source', client);
  putText(attributes, 'postgresql.log.command', command);
  if (state !== '00000') putText(attributes, 'error.code', state);
  const prefix = queryPrefix.exec(text);
  putDuration(attributes, prefix?.[1]);
  const message = prefix === null ? text : text.slice(prefix[0].length);
  return buildRecord(raw, {
    format,
    dataset: context.dataset ?? 'rds',
    message,
    attributes,
    timestampMs: time.ms,
    level,
  });
};

/** PostgreSQL's server log: stderr with any prefix, also one without a time, RDS's prefix `%t:%r:%u@%d:[%p]:`, and CSV. */
export const postgresqlReader: Reader = {
  format,
  dataset: 'rds',
  recognise(text) {
    if (!beginning.test(text)) return isTimeless(text) ? 0.85 : 0;
    if (csvBeginning.test(text)) return 0.9;
    return levelMark.test(text.slice(0, maxPrefixLength)) &&
      /(?:LOG|ERROR|FATAL|PANIC|DETAIL|HINT|STATEMENT|QUERY|CONTEXT|LOCATION|WARNING|NOTICE|DEBUG\d): {2}/.test(
        text.slice(0, maxPrefixLength),
      )
      ? 0.85
      : 0;
  },
  read: (raw, context) => (csvBeginning.test(raw.text) ? readCsv(raw, context) : readText(raw, context)),
};
