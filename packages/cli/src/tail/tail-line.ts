import {
  classify,
  describeReadFailure,
  escapeForTerminal,
  redact,
  redactMessage,
  templateAsWildcards,
  type ReadOutcome,
  type ReadRecord,
  type RedactionPolicy,
  type Severity,
  type TemplateMiner,
} from '@bellwether/log-model';
import { textStyle, type TextOptions } from '@bellwether/report';
import type { FoldableLine, FoldedLines } from './fold.ts';

/** A record, ready to be printed. Its message is free of what the redaction takes out. */
export interface TailLine extends FoldableLine {
  /** File or log stream; empty where there is one alone. */
  readonly input: string;
  readonly timestampMs: number;
  readonly severity: Severity;
  readonly message: string;
  /** What lines of its kind have in common, with `<*>` for what varies; asked when it is printed, since it may still change. */
  readonly pattern: () => string;
  readonly templateId: string;
}

export interface TailLineParts {
  readonly miner: TemplateMiner;
  readonly redaction: RedactionPolicy;
}

/** Where an outcome was read, and when. */
export interface TailContext {
  readonly input: string;
  /** Time of a record that has none, epoch milliseconds UTC. */
  readonly nowMs: number;
}

/** Loggers that write a constant message have the cause beside it: two causes are two kinds of lines. */
const withCause = (message: string, { attributes }: ReadRecord, redaction: RedactionPolicy): string => {
  const cause = attributes['error.message'];
  if (typeof cause !== 'string' || cause === '') return message;
  const [line = ''] = redact(cause, redaction).text.split('\n');
  return message.includes(line) ? message : `${message}: ${line}`;
};

/** The line of an outcome; undefined for what continues a record or contains nothing. */
export const tailLineOf = (
  outcome: ReadOutcome,
  { miner, redaction }: TailLineParts,
  { input, nowMs }: TailContext,
): TailLine | undefined => {
  if (outcome.kind === 'dropped') return undefined;
  if (outcome.kind === 'failure') {
    const message = describeReadFailure(outcome.failure);
    const key = `${input}\n${message}`;
    return { key, input, timestampMs: nowMs, severity: 'WARNING', message, pattern: () => message, templateId: '' };
  }
  const { record } = outcome;
  const { severity } = classify(record);
  const message = withCause(redactMessage(record, redaction).text, record, redaction);
  const timestampMs = record.timestampMs ?? nowMs;
  const { templateId } = miner.learn(input, message, timestampMs);
  const template = (): ReturnType<TemplateMiner['template']> => miner.template(input, templateId);
  return {
    key: `${input}\n${severity}\n${template()?.id ?? templateId}`,
    input,
    timestampMs,
    severity,
    message,
    pattern: () => templateAsWildcards(template()?.text ?? message),
    templateId,
  };
};

/** Farthest time a JavaScript date reaches from 1970, in milliseconds. */
const farthestMs = 8.64e15;
/** Characters of a line of a message, and lines of it, that are printed. */
const maxLineLength = 2_000;
const maxMessageLines = 20;

const timeText = (timeMs: number): string => (Math.abs(timeMs) <= farthestMs ? new Date(timeMs).toISOString() : '');
const safe = (text: string): string => escapeForTerminal(text.slice(0, maxLineLength));

/** How lines are printed: for a person, or one JSON object each. */
export interface TailPrinter {
  line(line: TailLine): string;
  folded(lines: FoldedLines<TailLine>): string;
}

/**
 * @example
 * // 2026-01-15T12:00:05.000Z  ERROR     orders.log: connection refused
 * //                           + 36      orders.log: connection to <*> refused
 */
export const textPrinter = (options: TextOptions): TailPrinter => {
  const style = textStyle(options);
  const timeWidth = 24;
  const named = ({ input }: TailLine): string => (input === '' ? '' : `${style.dim(`${safe(input)}:`)} `);
  return {
    line: (line) => {
      const [first = '', ...rest] = line.message.split('\n');
      const head = `${style.dim(timeText(line.timestampMs).padEnd(timeWidth))}  ${style.severity(line.severity)(line.severity.padEnd(8))}`;
      const more = rest.slice(0, maxMessageLines).map((text) => style.dim(`    ${safe(text)}`));
      if (rest.length > maxMessageLines) more.push(style.dim(`    ... ${rest.length - maxMessageLines} lines more`));
      return [`${head}  ${named(line)}${safe(first)}`, ...more].join('\n');
    },
    folded: ({ count, last }) => {
      const [pattern = ''] = last.pattern().split('\n');
      return `${' '.repeat(timeWidth)}  ${style.dim(`+ ${count}`.padEnd(8))}  ${named(last)}${style.dim(safe(pattern))}`;
    },
  };
};

/** One JSON object for each line. Nothing is folded. */
export const jsonPrinter: Pick<TailPrinter, 'line'> = {
  line: ({ timestampMs, severity, input, message, templateId, pattern }) =>
    JSON.stringify({
      time: timeText(timestampMs),
      severity,
      ...(input === '' ? {} : { input }),
      message,
      pattern: pattern(),
      templateId,
    }),
};
