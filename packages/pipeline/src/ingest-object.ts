import type { CompiledRules, Finding } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import type { IngestResult } from './ingest.ts';
import { createLearntCore, type LearntCore } from './learnt-core.ts';
import { defaultObjectLimits, objectShard, readObject, type LogObject, type ObjectLimits } from './read-object.ts';
import { rememberBatch, type RememberPorts } from './remember-batch.ts';
import { addTallies, emptyTally } from './tally.ts';
import type { TellPolicy } from './tell-finding.ts';

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
  ports: RememberPorts & Pick<Ports, 'objects'>,
  parts: { readonly rules: CompiledRules; readonly policy: TellPolicy; readonly limits?: ObjectLimits },
): IngestObject => {
  let core: LearntCore | undefined;
  return async (object) => {
    const opened = await ports.objects.open(object.bucket, object.key, object.versionId);
    if (opened === 'not_found') return 'vanished';
    core ??= createLearntCore(ports, parts);
    const shard = objectShard(object);
    const findings: Finding[] = [];
    let [tally, alertsTold] = [emptyTally, 0];
    try {
      for await (const batch of readObject(ports, object, opened, parts.limits ?? defaultObjectLimits)) {
        const { firstSequence, lastSequence, read } = batch;
        const events = await core.understand(read.records);
        const { quarantined, tally: batchTally } = read;
        const understood = { shard, firstSequence, lastSequence, events, quarantined, tally: batchTally };
        const remembered = await rememberBatch(ports, parts.policy, understood);
        tally = addTallies(tally, batchTally);
        findings.push(...remembered.findings);
        alertsTold += remembered.alertsTold;
      }
      await core.save();
      return { tally, findings, alertsTold };
    } catch (error) {
      core = undefined;
      throw error;
    }
  };
};
