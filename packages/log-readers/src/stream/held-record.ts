import type { RawRecord, RecordOrigin, ReadRecord } from '@bellwether/log-events';
import type { TraceKind } from './continuation.ts';
import type { StreamOutcome } from '../reader.ts';
import { endsSlowQuery, mysqlSlowReader } from '../readers/mysql.ts';

/** A record that following lines may still continue, and the outcomes that wait behind it. */
export interface Held {
  readonly ordinal: number;
  readonly raw: RawRecord;
  readonly record: ReadRecord;
  lines: string[];
  length: number;
  trace: TraceKind;
  waiting: StreamOutcome[];
}

/** Formats whose records people and programs write over several lines; the others are held by nothing. */
export const joinable: ReadonlySet<string> = new Set([
  'text',
  'plain',
  'syslog',
  'lambda',
  'klog',
  'postgresql',
  'mysql-error',
  'mysql-slow',
  'tomcat',
  'kafka',
  'rabbitmq',
  'container',
  'access-error',
]);

const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

const reread = ({ raw, lines, record }: Held): ReadRecord => {
  const text = [raw.text, ...lines].join('\n');
  const outcome = mysqlSlowReader.read({ ...raw, text }, { origin: nowhere, receivedMs: 0, dataset: record.dataset });
  return outcome.kind === 'record' ? outcome.record : record;
};

/** Whether a slow query's last line has come. */
export const isSlowQueryWhole = ({ raw, lines }: Held): boolean =>
  endsSlowQuery(lines[lines.length - 1] ?? raw.text.slice(raw.text.lastIndexOf('\n') + 1));

/** The held record with the lines that continue it. */
export const joinLines = (held: Held): ReadRecord => {
  if (held.lines.length === 0) return held.record;
  // A slow query is told over several lines, and only all of them together can be read.
  if (held.record.format === 'mysql-slow') return reread(held);
  const before = held.record.message;
  // .NET's console logger writes the header alone on the first line.
  return {
    ...held.record,
    message: before === '' ? held.lines.join('\n').trim() : `${before}\n${held.lines.join('\n')}`,
  };
};
