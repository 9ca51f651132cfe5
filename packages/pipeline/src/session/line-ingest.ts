import type { CompiledRules, RedactionPolicy } from '@bellwether/log-model';
import type { ArchivePolicy } from '../commit/archive-policy.ts';
import type { IngestParts } from './ingest.ts';
import type { NotifyPolicy } from '../commit/raise-finding.ts';

/** What a function that ingests log lines is made with. */
export interface LineIngestOptions {
  readonly rules: CompiledRules;
  readonly policy: NotifyPolicy;
  /** What the archive keeps; the redacted events when absent. */
  readonly archive?: ArchivePolicy;
  /** What is taken out of messages and fields; the default policy when absent. */
  readonly redaction?: RedactionPolicy;
  /** Log groups that begin with this are dropped; empty drops none. */
  readonly ownLogGroupPrefix: string;
  /** A secret number, so that no line can be made to pass for another; see `ReadOptions.hashSeed`. */
  readonly hashSeed: number;
}

/** The parts of an ingestion that such a function asks for. */
export const ingestPartsOf = ({
  rules,
  policy,
  archive,
  redaction,
  ownLogGroupPrefix,
  hashSeed,
}: LineIngestOptions): IngestParts => ({
  rules,
  policy,
  ...(archive ? { archive } : {}),
  ...(redaction ? { redaction } : {}),
  read: { ownLogGroupPrefixes: [ownLogGroupPrefix], hashSeed },
});
