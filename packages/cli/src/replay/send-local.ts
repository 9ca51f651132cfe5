import { randomInt } from 'node:crypto';
import { ownRules } from '@bellwether/detections';
import { knownLines, knownTrailRecords } from '@bellwether/known-lines';
import { fileAlerts, fileMarkKey, openLocalState } from '@bellwether/local-adapters';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  createArchivedIngest,
  createIngest,
  createObjectIngest,
  defaultObjectLimits,
  nothingDeclared,
  scoreWindows,
  type IngestResult,
} from '@bellwether/pipeline';
import type { ObjectSource } from '@bellwether/ports';
import { endOfData } from '../analyze/end-of-data.ts';
import { noRemediation } from '../analyze/no-remediation.ts';
import { NotForTarget, type ReplayTarget, type SendableItem } from './replay-target.ts';

/** Hash seeds are below this. */
const maxHashSeed = 2 ** 32;

/** A state folder. No schedule judges the windows that a replay has filled, so `judge` does. */
export interface LocalTarget extends ReplayTarget {
  /** Judges the windows of a range of event time, as an analysis does at its end. */
  judge(fromMs: number, toMs: number): Promise<void>;
}

/**
 * Sends items through the whole core into a state folder. Each item commits in one transaction. A record that still cannot be read is
 * not quarantined again: it is in quarantine already.
 *
 * @param keepsArchive  whether events are archived; false when they come from this very archive
 * @param objects  reads the objects that could not be read to their end
 * @throws StateError when the folder cannot be used
 */
export const openLocalTarget = async (
  directory: string,
  keepsArchive: boolean,
  objects: ObjectSource,
  now: () => number,
): Promise<LocalTarget> => {
  const state = await openLocalState(directory);
  if (state.notice !== undefined) console.error(state.notice);
  const ports = {
    archive: keepsArchive ? state.archive : { write: async () => undefined },
    quarantine: { keep: async () => undefined },
    counts: state.counts,
    countedIds: state.countedIds,
    findings: state.findings,
    templates: state.templates,
    alerts: fileAlerts(state.layout.alerts),
    remediation: noRemediation,
    clock: { now },
    objects,
  };
  const parts = {
    rules: compileRules(ownRules),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: { ...defaultRedactionPolicy, hashKey: await fileMarkKey(state.layout.markKey).read() },
  } as const;
  const ofLines = { ...parts, ownLogGroupPrefixes: [], readsByOrderingKey: false };
  const ofRecords = createIngest(ports, ofLines, knownLines(randomInt(maxHashSeed)));
  const ofEvents = createArchivedIngest(ports, parts);
  // Nobody configures a laptop: an object that a notice of the trail names is the trail's. Nothing is acted on here.
  const trailBuckets = { ...nothingDeclared, ofBucket: () => 'cloudtrail' as const };
  const ofObject = createObjectIngest(
    ports,
    { ...parts, limits: defaultObjectLimits, declaredDatasets: trailBuckets },
    knownTrailRecords,
  );

  const ingest = async (item: SendableItem): Promise<IngestResult> => {
    if (item.kind === 'events') return ofEvents(item.shard, item.events);
    if (item.kind === 'delivery') return ofRecords(item.delivery.batch);
    if (item.kind === 'changes')
      throw new NotForTarget(
        `A state folder sends its own alerts: send it with --to lambda --function ${item.changes.functionName}.`,
      );
    if (item.kind === 'notification')
      throw new NotForTarget('A notification that was not delivered can only be sent with --to topic.');
    const { object } = item.notice;
    if (object === undefined) throw new NotForTarget('A message of the queue can only be replayed with --to queue.');
    const result = await ofObject(object);
    if (result === 'vanished') throw new NotForTarget(`${object.bucket}/${object.key} no longer exists.`);
    return result;
  };

  return {
    send: async (item) => {
      const { accounting } = await state.transaction(() => ingest(item));
      return {
        events: accounting.classified,
        unreadable: Object.values(accounting.unreadable).reduce((sum, count) => sum + count, 0),
      };
    },
    judge: async (fromMs, toMs) => {
      const scopes = await state.counts.scopes(fromMs, toMs);
      const dataEndsMs = await endOfData(state.counts, scopes, { startMs: fromMs, endMs: toMs });
      if (dataEndsMs === undefined) return;
      await state.transaction(() => scoreWindows(ports, { ...parts.policy, dataEndsMs }, fromMs, toMs));
    },
    close: () => state.close(),
  };
};
