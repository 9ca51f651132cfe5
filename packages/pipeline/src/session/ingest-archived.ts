import type { ArchivedEvent } from '@bellwether/lake';
import type { CommitPorts } from '../commit/commit-ports.ts';
import { archivedEvents } from '../source/archived-events.ts';
import { openIngestion, type IngestParts, type IngestResult } from './ingestion.ts';

/** Takes understood events of one shard, or of one ordering key of it, in its order. */
export type IngestArchived = (shard: string, events: readonly ArchivedEvent[]) => Promise<IngestResult>;

/** What the ingestion of archived events is made with; records of our own were dropped before they were archived. */
export type ArchivedIngestParts = Omit<IngestParts, 'ownLogGroupPrefixes'>;

/**
 * Builds the ingestion of understood events of an archive. What their counters have taken is left out by shard and
 * sequence, so that events of one sequence must come together.
 *
 * @throws PortError of the first effect that failed; the events may then be given again
 */
export const createArchivedIngest = (ports: CommitPorts, parts: ArchivedIngestParts): IngestArchived => {
  const ruleOf = new Map(parts.rules.rules.map((rule) => [rule.id, rule]));
  const ingestion = openIngestion(ports, { ...parts, ownLogGroupPrefixes: [] });
  return (shard, events) => ingestion.take(() => archivedEvents(shard, events, ruleOf));
};
