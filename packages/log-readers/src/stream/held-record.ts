import type { RawRecord, RecordOrigin, ReadRecord } from '@bellwether/log-events';
import type { TraceKind } from './continuation.ts';
import type { Reader, StreamOutcome } from '../reader.ts';
import { cloudHsmReader, continuesHsmEntry } from '../readers/cloud-hsm.ts';
import { continues, endsTraceback, isThrowableLine, opensTrace } from './continuation.ts';
import { droppedAs } from '../outcome.ts';
import { isLastResort, recognise } from '../registry.ts';
import { endsSlowQuery, mysqlSlowReader } from '../readers/mysql.ts';
import { continuesAlert, oracleAlertReader } from '../readers/oracle-alert.ts';
import { lineLayouts } from '../readers/vendor/line-layouts.ts';

/** A record that following lines may still continue, and the outcomes that wait after it. */
export interface Held {
  readonly ordinal: number;
  readonly raw: RawRecord;
  readonly record: ReadRecord;
  lines: string[];
  length: number;
  trace: TraceKind;
  waiting: StreamOutcome[];
  /** Which of several interleaved streams the record belongs to; only lines of the same stream continue it. */
  readonly key: string;
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
  'oracle-alert',
  'cloudhsm-audit',
  'tomcat',
  'kafka',
  'rabbitmq',
  'container',
  'access-error',
  // Programs that write a level also write traces below it.
  ...lineLayouts.filter(({ pattern }) => pattern.source.includes('(?<level>')).map(({ format }) => format),
]);

const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

/** Formats whose records stand on several lines, which only together can be read. */
const blocks: ReadonlyMap<string, Reader> = new Map(
  [mysqlSlowReader, oracleAlertReader, cloudHsmReader].map((reader) => [reader.format, reader]),
);

/** Whether records of a format are read once all their lines are there. */
export const isBlock = (format: string): boolean => blocks.has(format);

const reread = ({ raw, lines, record }: Held, reader: Reader): ReadRecord => {
  const text = [raw.text, ...lines].join('\n');
  const outcome = reader.read({ ...raw, text }, { origin: nowhere, receivedMs: 0, dataset: record.dataset });
  return outcome.kind === 'record' ? outcome.record : record;
};

/** Whether a slow query's last line has come. */
const isSlowQueryWhole = ({ raw, lines }: Held): boolean =>
  endsSlowQuery(lines[lines.length - 1] ?? raw.text.slice(raw.text.lastIndexOf('\n') + 1));

/**
 * Whether a line belongs to the block that is held.
 *
 * @param isBare  whether no reader of a format of its own takes the line
 */
export const continuesBlock = (held: Held, text: string, isBare: () => boolean): boolean => {
  switch (held.record.format) {
    case 'oracle-alert':
      return continuesAlert(text) && isBare();
    case 'cloudhsm-audit':
      return continuesHsmEntry(text);
    default:
      return !text.startsWith('# Time: ') && !isSlowQueryWhole(held);
  }
};

/** The held record with the lines that continue it. */
export const joinLines = (held: Held): ReadRecord => {
  if (held.lines.length === 0) return held.record;
  const block = blocks.get(held.record.format);
  if (block !== undefined) return reread(held, block);
  const before = held.record.message;
  // .NET's console logger writes the header alone on the first line.
  return {
    ...held.record,
    message: before === '' ? held.lines.join('\n').trim() : `${before}\n${held.lines.join('\n')}`,
  };
};

/** Stands for the lines and outcomes of a held record until there are any; never added to. */
export const noLines: string[] = [];
export const noneWaiting: StreamOutcome[] = [];

/** Lines at the margin that an exception's own message may have. */
const maxThrownLines = 8;

/** A continuation is kept as far as the limit allows; its outcome waits after its record's. */
export const joinLine = (open: Held, raw: RawRecord, text: string, ordinal: number, limitBytes: number): void => {
  if (open.lines === noLines) open.lines = [];
  if (open.waiting === noneWaiting) open.waiting = [];
  if (open.length + text.length < limitBytes) {
    open.lines.push(text.trimEnd());
    open.length += text.length + 1;
  }
  const opened = opensTrace(text);
  if (opened !== 'none') open.trace = opened;
  else if (open.trace === 'none' && isThrowableLine(text)) open.trace = 'thrown';
  else if (open.trace === 'thrown' && continues(text, 'none')) open.trace = 'none';
  else if (open.trace === 'python' && endsTraceback(text)) open.trace = 'none';
  open.waiting.push({ ordinal, raw, outcome: droppedAs('continuation') });
};

/** Whether a line follows `thread 'main' panicked at src/main.rs:3:5:`: its message, or the advice after it. */
const isOpenPanic = ({ record, lines }: Held, text: string): boolean =>
  record.message.startsWith("thread '") &&
  record.message.includes("' panicked at ") &&
  (text.startsWith('stack backtrace:') || (lines.length === 0 && record.message.endsWith(':')));

/** Whether a line goes on with the held record. */
export const isContinuation = (open: Held, text: string, origin: RecordOrigin): boolean => {
  if (isBlock(open.record.format)) return continuesBlock(open, text, () => isLastResort(recognise(text, origin)));
  if (continues(text, open.trace)) return true;
  // A header alone on its line, as Erlang and .NET write it, and Rust's panic: what follows at the margin is the message.
  const isHeadOnly = open.record.message === '' ? open.lines.length < maxThrownLines : isOpenPanic(open, text);
  if (isHeadOnly && recognise(text, origin).format === 'plain') return true;
  // The message of an exception may go on at the margin before its frames.
  if (open.trace === 'thrown') return open.lines.length < maxThrownLines && recognise(text, origin).format === 'plain';
  return open.record.format !== 'plain' && open.lines.length === 0 && isThrowableLine(text);
};
