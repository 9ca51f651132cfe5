import { defaultGrouping, groupFromText, type DispatchSettings, type Sighting } from '@bellwether/alerts';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { kinesisHandler } from '@bellwether/lambda-kit';
import {
  compileRules,
  defaultRedactionPolicy,
  defaultVolumePolicy,
  minuteMs,
  sumOfEvents,
} from '@bellwether/log-model';
import { declaredOf, deployedArchive, startMissedWorkflows, type ArchivePolicy } from '@bellwether/pipeline';
import { PortError, type CountStore, type FindingStore } from '@bellwether/ports';
import {
  memoryAlertGroups,
  memoryOutput,
  memoryPorts,
  memoryUndelivered,
  openFleet,
  ownPrefix,
  unobserved,
  type FaultSchedule,
  type FleetRates,
  type MemoryFindings,
} from '@bellwether/testkit';
import { compactArchive, defaultCompactLimits } from '../../functions/compact-archive/src/compact-archive.ts';
import { dispatchAlert } from '../../functions/dispatch-alert/src/dispatch-alert.ts';
import { ingestStream } from '../../functions/ingest-stream/src/ingest-stream.ts';
import { scoreDueWindows } from '../../functions/score-windows/src/score-due-windows.ts';

const rules = compileRules(ownRules);
const declaredDatasets = declaredOf('111122223333:/cloudtrail/management=cloudtrail');

/** A past short enough for a test, everything else as deployed. */
const volume = {
  ...defaultVolumePolicy,
  minHistoryWindows: 5,
  baselineWindows: 5,
  silenceSteadyWindows: 6,
};
const scorePolicy = {
  alertMinSeverity: 'WARNING',
  anomalyMinScore: 0,
  volume,
  thresholds: [{ name: 'errors', kind: 'errors', atLeast: 20, windows: 1, findingSeverity: 'ERROR' }],
} as const;

/** Minutes after its end that an hour is compacted. */
export const settleMinutes = 20;

export interface WorldOptions {
  readonly faults: FaultSchedule;
  readonly chance: () => number;
  readonly rates: FleetRates;
  readonly archived: ArchivePolicy['kind'];
}

/** Findings whose changes are read like the stream of their table: what raising has changed, in its order. */
const watchedFindings = (findings: MemoryFindings) => {
  const changes: Sighting[] = [];
  const raisedMs = new Map<string, number>();
  const before = new Map<string, string>();
  const watched: FindingStore = {
    ...findings,
    raise: async (finding) => {
      const stored = await findings.raise(finding);
      const { id, firstSeenMs } = stored.finding;
      if (!raisedMs.has(id)) raisedMs.set(id, firstSeenMs);
      const seen = JSON.stringify(stored.finding);
      if (before.get(id) !== seen) changes.push({ finding: stored.finding, raisedMs: raisedMs.get(id) ?? firstSeenMs });
      before.set(id, seen);
      return stored;
    },
  };
  return { watched, changes };
};

/** Counts that say what was offered to them and what they left out, whatever became of the answer. */
const watchedCounts = (counts: CountStore) => {
  const contributed = { offered: 0, leftOut: 0 };
  const watched: CountStore = {
    ...counts,
    add: async (shard, contributions) => {
      const added = await counts.add(shard, contributions);
      contributed.offered += sumOfEvents(contributions);
      contributed.leftOut += added.eventsLeftOut;
      return added;
    },
  };
  return { watched, contributed };
};

/** Everything that is deployed, over stores in memory: each function is a fleet of processes that fail, die and freeze. */
export const openWorld = ({ faults, chance, rates, archived }: WorldOptions) => {
  const ports = memoryPorts();
  const { archive, quarantine, counts, countedIds, lateWindows, ledger, templates, remediation, clock } = ports;
  const { watched: findings, changes } = watchedFindings(ports.findings);
  const { watched: countsOfAll, contributed } = watchedCounts(counts);
  /** Batches whose account and counts disagree. */
  const unaccounted: string[] = [];
  const [groups, undelivered, output] = [memoryAlertGroups(), memoryUndelivered(), memoryOutput('default')];
  const how = { faults, chance, rates };

  const ingest = openFleet(
    {
      archive,
      quarantine,
      counts: countsOfAll,
      countedIds,
      lateWindows,
      ledger,
      findings,
      templates,
      remediation,
      clock,
    },
    how,
    (faulty) => {
      const own = watchedCounts(faulty.counts);
      const run = ingestStream(
        { ...faulty, counts: own.watched },
        {
          rules,
          policy: { alertMinSeverity: 'WARNING' },
          ownLogGroupPrefixes: [ownPrefix],
          fastPath: knownLines(7),
          archive: archived === 'payload' ? deployedArchive(archived) : { kind: archived },
          redaction: defaultRedactionPolicy,
          declaredDatasets,
          parallelisationFactor: 1,
        },
      );
      return kinesisHandler({
        ...unobserved,
        now: () => clock.now(),
        run: async (batch) => {
          const before = { ...own.contributed };
          const { accounting, eventsLeftOut } = await run(batch);
          const offered = own.contributed.offered - before.offered;
          const leftOut = own.contributed.leftOut - before.leftOut;
          if (accounting.classified !== offered || eventsLeftOut !== leftOut)
            unaccounted.push(`${accounting.classified} classified, ${offered} offered to the counts`);
        },
      });
    },
  );

  const score = openFleet({ counts, lateWindows, findings, remediation, clock }, how, (faulty) => {
    const scoreDue = scoreDueWindows(faulty, scorePolicy);
    return async (scheduledAtMs: number): Promise<void> => {
      await scoreDue({ scheduledAtMs });
      await startMissedWorkflows(faulty, scorePolicy, scheduledAtMs);
    };
  });

  // Alert groups and outputs are not ports of the core; a fleet treats all alike.
  const dispatched = { groups, undelivered, output, clock };
  const dispatch = openFleet(dispatched as object, how, (given) => {
    const faulty = given as typeof dispatched;
    const settings: DispatchSettings = {
      policy: {
        alertMinSeverity: 'WARNING',
        anomalyMinScore: 0,
        grouping: defaultGrouping,
        mutes: [],
        routes: [],
      },
      outputs: {
        named: (name) => {
          if (name !== 'default') throw new PortError('outputs', name, false);
          return { name, deliver: (message) => faulty.output.deliver(message) };
        },
      },
    };
    return dispatchAlert({
      groups: faulty.groups,
      undelivered: faulty.undelivered,
      clock,
      chance: { next: chance },
      askedWaitMs: () => undefined,
      onFailure: () => undefined,
      settings: async () => settings,
      sightingOf: ({ image }) => image['sighting'] as Sighting | undefined,
    });
  });

  const compact = openFleet({ archive, templates }, how, (faulty) =>
    compactArchive(
      {
        lake: {
          list: (prefix) => archive.list(prefix),
          read: (path) => faulty.archive.read(path),
          write: (path, bytes) => faulty.archive.write(path, bytes),
          remove: (paths) => faulty.archive.remove(paths),
        },
        templates: faulty.templates,
      },
      {
        settleMs: settleMinutes * minuteMs,
        ownLogGroupPrefix: ownPrefix,
        rules,
        redaction: defaultRedactionPolicy,
        declaredDatasets,
        limits: defaultCompactLimits,
      },
    ),
  );

  return {
    ports,
    groups,
    undelivered,
    output,
    changes,
    contributed,
    unaccounted,
    fleets: { ingest, score, dispatch, compact },
  };
};

export type World = ReturnType<typeof openWorld>;

/** What alert groups have come to, by id. */
export const groupsOf = ({ groups }: Pick<World, 'groups'>) =>
  groups
    .all()
    .map(({ state }) => groupFromText(state))
    .map(({ id, evidence }) => ({ id, counted: [...evidence.counted].sort() }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
