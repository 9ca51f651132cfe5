import { createTrailLane, type TrailLane } from '@bellwether/known-lines';
import type { Finding } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import type { ArchivePolicy } from '../commit/archive-policy.ts';
import type { IngestResult } from './ingest.ts';
import { createLearntCore, type CoreParts, type LearntCore } from './learnt-core.ts';
import {
  defaultObjectLimits,
  objectShard,
  readObject,
  type LogObject,
  type ObjectLimits,
} from '../source/read-object.ts';
import { commitBatch, type CommitPorts } from '../commit/commit-batch.ts';
import { changedTemplatesOnly } from '../commit/changed-templates.ts';
import { addAccounting, emptyAccounting } from '../account/record-accounting.ts';
import type { NotifyPolicy } from '../commit/raise-finding.ts';
import { understandItems } from '../fast-path/understand-object.ts';

/** Takes one object after another through the whole core. */
export type IngestObject = (object: LogObject) => Promise<IngestResult | 'vanished'>;

/**
 * Builds the ingestion of objects of a process. An object is a shard of its own and its records' ordinals are the sequence, so
 * that an object given again, whole or broken off anywhere, adds nothing that was added.
 *
 * Templates are saved after an object's last batch, not after each: an object that is given again is then understood from the
 * same state from its first record on.
 *
 * @returns `vanished` when the object is no longer there
 * @throws PortError of the first effect that failed, or of the reading
 */
export const createObjectIngest = (
  ports: CommitPorts & Pick<Ports, 'objects'>,
  parts: CoreParts & {
    readonly policy: NotifyPolicy;
    readonly limits?: ObjectLimits;
    /** What the archive keeps; the redacted events when absent. */
    readonly archive?: ArchivePolicy;
  },
): IngestObject => {
  let core: LearntCore | undefined;
  /** Knows what the core has learnt, so it lives as long. */
  let lane: TrailLane | undefined;
  const templates = changedTemplatesOnly(ports.templates);
  return async (object) => {
    const opened = await ports.objects.open(object.bucket, object.key, object.versionId);
    if (opened === 'not_found') return 'vanished';
    if (core === undefined) {
      const keepsPayloads = parts.archive?.kind === 'payload';
      core = createLearntCore({ templates }, { ...parts, keeps: keepsPayloads ? 'signals' : 'events' });
      lane = keepsPayloads ? createTrailLane(parts.rules) : undefined;
    }
    const shard = objectShard(object);
    const findings: Finding[] = [];
    let [accounting, alertsSent] = [emptyAccounting, 0];
    try {
      for await (const batch of readObject(ports, object, opened, parts.limits ?? defaultObjectLimits, lane)) {
        const { firstSequence, lastSequence, read } = batch;
        const { events, contributions } = await understandItems(core, lane, batch);
        const { quarantined, accounting: batchAccounting } = read;
        const understood = {
          ...{ shard, firstSequence, lastSequence, events, contributions, quarantined, accounting: batchAccounting },
          // As it came, the object lies in the trail's own bucket already.
          ...(lane === undefined ? {} : { payloads: [] }),
        };
        const committed = await commitBatch(ports, parts.policy, understood, parts.archive);
        accounting = addAccounting(accounting, batchAccounting);
        findings.push(...committed.findings);
        alertsSent += committed.alertsSent;
      }
      await core.save();
      return { accounting, findings, alertsSent, ...core.takeNotes() };
    } catch (error) {
      core = undefined;
      throw error;
    }
  };
};
