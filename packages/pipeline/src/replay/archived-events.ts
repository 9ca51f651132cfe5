import type { ArchivedEvent } from '@bellwether/lake';
import {
  scopeOf,
  signalOfKept,
  type DetectionRule,
  type ReadRecord,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import type { ArchivePolicy } from '../commit/archive-policy.ts';
import type { IngestResult } from '../session/ingest.ts';
import { createLearntCore, type CoreParts, type LearntCore } from '../session/learnt-core.ts';
import type { PlacedRecord } from '../account/read-batch.ts';
import { commitBatch, type CommitPorts } from '../commit/commit-batch.ts';
import { emptyAccounting } from '../account/record-accounting.ts';
import type { NotifyPolicy } from '../commit/raise-finding.ts';
import { parsedJson } from './parsed-json.ts';

/** Takes understood events of one shard, or of one lane of it, in its order. */
export type IngestArchived = (shard: string, events: readonly ArchivedEvent[]) => Promise<IngestResult>;

/** The JSON that the record was, where the message is all of it. */
const documentOf = (message: string): Pick<ReadRecord, 'document'> => {
  const document = message.startsWith('{') ? parsedJson(message) : undefined;
  return document === undefined ? {} : { document: document as Readonly<Record<string, unknown>> };
};

/** An understood event as a record, so that the rules of today look at it. */
const recordOf = ({ sequence, event }: ArchivedEvent): PlacedRecord => {
  const { id, timestampMs, source, severity: level, account, region, message, attributes } = event;
  const record = { format: 'archive', source, timestampMs, id, level, account, region, message, attributes };
  const { logGroup, logStream } = event;
  const origin = { account, region, logGroup, logStream };
  return {
    record: { ...record, ...documentOf(message) },
    place: { origin, sequence, arrivalMs: timestampMs, fallbackId: id },
  };
};

/**
 * The event as it was archived, and what rules that are still there found in it then. Rules of today are believed about the
 * others only where they see all that they would have seen of the record: without its document a filter would find nothing.
 */
const asArchived = (
  { sequence, event, isOfDocument, hits = [] }: ArchivedEvent,
  understood: UnderstoodEvent,
  ruleOf: ReadonlyMap<string, DetectionRule>,
): UnderstoodEvent => {
  const scope = scopeOf(event);
  const kept = hits.flatMap((hit) => {
    const rule = ruleOf.get(hit.rule);
    return rule === undefined ? [] : [{ sequence, event, scope, signal: signalOfKept(rule, hit) }];
  });
  const seesAll = isOfDocument !== true || understood.isOfDocument === true;
  const today = understood.signals.filter(
    ({ signal }) => (seesAll || signal.kind !== 'rule') && hits.every(({ rule }) => rule !== signal.rule),
  );
  return {
    sequence,
    event,
    signals: [...kept, ...today.map((signalled) => ({ ...signalled, event }))],
    ...(isOfDocument ? { isOfDocument } : {}),
  };
};

/**
 * Builds the ingestion of events that an archive holds understood. What their counters have taken is left out by shard and
 * sequence, so that events of one sequence must come together.
 *
 * @throws PortError of the first effect that failed; the events may then be given again
 */
export const createArchivedIngest = (
  ports: CommitPorts,
  parts: CoreParts & { readonly policy: NotifyPolicy; readonly archive?: ArchivePolicy },
): IngestArchived => {
  const ruleOf = new Map(parts.rules.rules.map((rule) => [rule.id, rule]));
  let core: LearntCore | undefined;
  return async (shard, archived) => {
    try {
      core ??= createLearntCore(ports, parts);
      const understood = await core.understand(archived.map(recordOf));
      const events = archived.flatMap((one, index) => {
        const today = understood[index];
        return today === undefined ? [] : [asArchived(one, today, ruleOf)];
      });
      const [firstSequence = '', lastSequence = ''] = [archived[0]?.sequence, archived.at(-1)?.sequence];
      const accounting = { ...emptyAccounting, received: events.length, classified: events.length };
      const batch = { shard, firstSequence, lastSequence, events, quarantined: [], accounting };
      const committed = await commitBatch(ports, parts.policy, batch, parts.archive);
      await core.save();
      return { accounting, ...committed, ...core.takeNotes() };
    } catch (error) {
      core = undefined;
      throw error;
    }
  };
};
