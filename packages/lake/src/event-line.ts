import { categories, severities, sources, type LogEvent, type Source } from '@bellwether/log-model';
import { mixedSource } from './layout.ts';

/** An event as it lies in the lake, with the position of the record that held it. */
export interface ArchivedEvent {
  /** The shard of the record, where what it lies in does not say it. */
  readonly shard?: string;
  readonly sequence: string;
  readonly event: LogEvent;
}

/**
 * The line of an event. What the path says stands in the path alone: the line names its source only where the object holds
 * several.
 */
export const eventLine = ({ sequence, event }: ArchivedEvent, pathSource: string): string => {
  const { source, ...columns } = event;
  return `${JSON.stringify({ ...columns, sequence, ...(pathSource === mixedSource ? { eventSource: source } : {}) })}\n`;
};

const isOneOf = <Word extends string>(words: readonly Word[], value: unknown): value is Word =>
  typeof value === 'string' && (words as readonly string[]).includes(value);

const textFields = ['id', 'account', 'region', 'logGroup', 'logStream', 'message', 'templateId', 'sequence'] as const;

const isAttributes = (value: unknown): value is LogEvent['attributes'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads an event back from its columns, as a line or a row of Parquet has them.
 *
 * @param pathSource  the source that the object's path says
 * @returns undefined for what is no archived event
 */
export const readEventColumns = (
  columns: Readonly<Record<string, unknown>>,
  pathSource: string,
): ArchivedEvent | undefined => {
  const { timestampMs, severity, category, attributes } = columns;
  const source = pathSource === mixedSource ? columns['eventSource'] : pathSource;
  if (textFields.some((field) => typeof columns[field] !== 'string')) return undefined;
  if (typeof timestampMs !== 'number' || !Number.isFinite(timestampMs) || !isAttributes(attributes)) return undefined;
  if (!isOneOf(severities, severity) || !isOneOf(categories, category) || !isOneOf<Source>(sources, source))
    return undefined;
  const text = columns as Readonly<Record<(typeof textFields)[number], string>>;
  const { id, account, region, logGroup, logStream, message, templateId, sequence } = text;
  const shard = typeof columns['shard'] === 'string' && columns['shard'] !== '' ? { shard: columns['shard'] } : {};
  const place = { id, timestampMs, source, account, region, logGroup, logStream };
  return { ...shard, sequence, event: { ...place, severity, category, message, attributes, templateId } };
};

/** Reads a line back; undefined for one that is no archived event. */
export const readEventLine = (line: string, pathSource: string): ArchivedEvent | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return typeof value === 'object' && value !== null
    ? readEventColumns(value as Readonly<Record<string, unknown>>, pathSource)
    : undefined;
};
