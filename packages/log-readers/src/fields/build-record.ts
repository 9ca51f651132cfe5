import type { RawRecord, Dataset, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import type { AttributeSet } from './attribute-set.ts';
import type { JsonObject } from './json.ts';

type Building = { -readonly [Key in keyof ReadRecord]: ReadRecord[Key] };

/** What a reader found in one record. A time in the text is preferred to the one that the service gives. */
export interface Found {
  readonly format: string;
  readonly dataset: Dataset;
  readonly message: string;
  readonly attributes: AttributeSet;
  readonly timestampMs?: number | undefined;
  readonly id?: string | undefined;
  readonly level?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly document?: JsonObject | undefined;
}

/** A record's outcome; what is absent is left out instead of being set to undefined. */
export const buildRecord = (raw: RawRecord, found: Found): ReadOutcome => {
  const record: Building = {
    format: found.format,
    dataset: found.dataset,
    message: found.message,
    attributes: found.attributes,
  };
  const timestampMs = found.timestampMs ?? raw.timestampMs;
  if (timestampMs !== undefined) record.timestampMs = timestampMs;
  const id = found.id ?? raw.id;
  if (id !== undefined && id !== '') record.id = id;
  if (found.level !== undefined && found.level !== '') record.level = found.level;
  if (found.account !== undefined) {
    record.account = found.account;
    found.attributes['cloud.account.id'] = found.account;
  }
  if (found.region !== undefined) {
    record.region = found.region;
    found.attributes['cloud.region'] = found.region;
  }
  if (found.document !== undefined) record.document = found.document;
  return { kind: 'record', record };
};
