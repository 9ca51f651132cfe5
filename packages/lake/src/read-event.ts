import {
  categories,
  datasets,
  findingProvenances,
  severities,
  type Dataset,
  type LogEvent,
  type KeptRuleMatch,
} from '@bellwether/log-model';
import type { ArchivedEvent } from './event-line.ts';
import { mixedDataset } from './layout.ts';
import { isOneOf, readKeptProvenance } from './kept-provenance.ts';

const textFields = ['id', 'account', 'region', 'logGroup', 'logStream', 'message', 'templateId', 'sequence'] as const;

const isAttributes = (value: unknown): value is LogEvent['attributes'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => Object.values(value ?? '').every((text) => typeof text === 'string');

const isKeptMatch = (value: unknown): value is KeptRuleMatch => {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, dedupeKey, resources, reasons, distinctValue, fields, provenance, principal, seenValue } =
    value as Partial<Record<keyof KeptRuleMatch, unknown>>;
  return (
    typeof rule === 'string' &&
    typeof dedupeKey === 'string' &&
    isAttributes(resources) &&
    isTexts(resources) &&
    Array.isArray(reasons) &&
    isTexts(reasons) &&
    (fields === undefined || (isAttributes(fields) && isTexts(fields))) &&
    (distinctValue === undefined || typeof distinctValue === 'string') &&
    (principal === undefined || typeof principal === 'string') &&
    (seenValue === undefined || typeof seenValue === 'string') &&
    (provenance === undefined || isOneOf(findingProvenances, provenance))
  );
};

/** Stored rule matches; undefined for anything else. */
const keptMatchesOf = (value: unknown): readonly KeptRuleMatch[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every(isKeptMatch) ? value : undefined;

/**
 * Reads an event back from its columns, as a line or a row of Parquet has them.
 *
 * @param pathDataset  the dataset that the object's path says
 * @returns undefined when the columns are not those of an archived event
 */
export const readEventColumns = (
  columns: Readonly<Record<string, unknown>>,
  pathDataset: string,
): ArchivedEvent | undefined => {
  const { timestampMs, severity, category, attributes } = columns;
  const dataset = pathDataset === mixedDataset ? columns['eventDataset'] : pathDataset;
  if (textFields.some((field) => typeof columns[field] !== 'string')) return undefined;
  if (typeof timestampMs !== 'number' || !Number.isFinite(timestampMs) || !isAttributes(attributes)) return undefined;
  if (!isOneOf(severities, severity) || !isOneOf(categories, category) || !isOneOf<Dataset>(datasets, dataset))
    return undefined;
  const text = columns as Readonly<Record<(typeof textFields)[number], string>>;
  const { id, account, region, logGroup, logStream, message, templateId, sequence } = text;
  const shard = typeof columns['shard'] === 'string' && columns['shard'] !== '' ? { shard: columns['shard'] } : {};
  const common = { id, timestampMs, dataset, account, region, logGroup, logStream };
  const hits = keptMatchesOf(columns['hits']);
  const provenance = readKeptProvenance(columns['provenance']);
  const seen = {
    ...(columns['isOfDocument'] === true ? { isOfDocument: true } : {}),
    ...(hits === undefined ? {} : { hits }),
    ...(provenance === undefined ? {} : { provenance }),
  };
  return { ...shard, ...seen, sequence, event: { ...common, severity, category, message, attributes, templateId } };
};

/** Reads a line back; undefined for one that is not an archived event. */
export const readEventLine = (line: string, pathDataset: string): ArchivedEvent | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return typeof value === 'object' && value !== null
    ? readEventColumns(value as Readonly<Record<string, unknown>>, pathDataset)
    : undefined;
};
