import { quietReasonOf } from '@bellwether/log-model';
import { inParallel, type NotificationKind } from '@bellwether/ports';
import { groupOf } from '../group/group-of.ts';
import type { Sighting } from '../group/group.ts';
import type { AlertPolicy } from '../policy.ts';
import { deliverClaims, type DispatchPorts } from './deliver.ts';
import { createCircuitBreaker, type Outputs, type CircuitBreaker } from './spare-outputs.ts';
import { stepGroup } from './step-group.ts';

/** Groups worked on at a time. */
const width = 8;

/**
 * Ids asked for at a time, and rounds of a run of the clock: what is left over is due at the next. A round has to end within the
 * time that a run keeps for it: five groups one after the other, each with an output that times out, are less than a minute.
 */
const maxDueAtOnce = 40;
const maxDueRounds = 50;

/** What a run did, for the metrics. */
export interface Dispatched {
  /** Messages that became due, by kind. */
  readonly said: Readonly<Partial<Record<NotificationKind, number>>>;
  /** Messages that an output took; a message counts once an output. */
  readonly taken: number;
  /** Output of each message that was given up. */
  readonly givenUp: readonly string[];
  /** Groups that a mute began to hold back. */
  readonly muted: number;
  /** Sightings of suppressed findings, which would have notified. */
  readonly suppressed: number;
  /** Groups looked at, and those that failed with the error of the last. */
  readonly groups: number;
  readonly failedGroupIds: readonly string[];
}

/** The settings that people decide, and the outputs that are notified. */
export interface DispatchSettings {
  readonly policy: AlertPolicy;
  readonly outputs: Outputs;
}

/** The same for one run. */
interface Run {
  readonly policy: AlertPolicy;
  readonly outputs: CircuitBreaker;
}

const nothing: Dispatched = {
  said: {},
  taken: 0,
  givenUp: [],
  muted: 0,
  suppressed: 0,
  groups: 0,
  failedGroupIds: [],
};

const sumOf = (left: Dispatched, right: Dispatched): Dispatched => {
  const said: Partial<Record<NotificationKind, number>> = { ...left.said };
  for (const kind of ['opened', 'rolled_up', 'recovered', 'reopened'] as const) {
    const count = (left.said[kind] ?? 0) + (right.said[kind] ?? 0);
    if (count > 0) said[kind] = count;
  }
  return {
    said,
    taken: left.taken + right.taken,
    givenUp: [...left.givenUp, ...right.givenUp],
    muted: left.muted + right.muted,
    suppressed: left.suppressed + right.suppressed,
    groups: left.groups + right.groups,
    failedGroupIds: [...left.failedGroupIds, ...right.failedGroupIds],
  };
};

const dispatchGroup = async (
  ports: DispatchPorts,
  { policy, outputs }: Run,
  id: string,
  sightings: readonly Sighting[],
): Promise<Dispatched> => {
  const claim = ports.chance.next().toString(36).slice(2);
  const stepped = await stepGroup(ports.groups, id, { sightings, nowMs: ports.clock.now() }, policy, claim);
  if (!stepped) return { ...nothing, groups: 1 };
  const said: Partial<Record<NotificationKind, number>> = {};
  for (const { kind } of stepped.due) said[kind] = (said[kind] ?? 0) + 1;
  const done: Dispatched = { ...nothing, said, muted: stepped.isNewlyHeld ? 1 : 0, groups: 1 };
  if (stepped.claims.length === 0) return done;
  const { taken, givenUp } = await deliverClaims(ports, outputs, policy, stepped.kept, stepped.claims);
  return { ...done, taken: taken.reduce((sum, { ids }) => sum + ids.length, 0), givenUp };
};

/** Works on groups side by side; one that fails does not stop the others. */
const dispatchGroups = async (
  ports: DispatchPorts,
  run: Run,
  groups: ReadonlyMap<string, readonly Sighting[]>,
): Promise<Dispatched> => {
  let done = nothing;
  await inParallel([...groups], width, async ([id, sightings]) => {
    try {
      const one = await dispatchGroup(ports, run, id, sightings);
      done = sumOf(done, one);
    } catch (error) {
      ports.onFailure?.('group', error);
      done = sumOf(done, { ...nothing, groups: 1, failedGroupIds: [id] });
    }
  });
  return done;
};

export interface DispatchedSightings extends Dispatched {
  /** Indexes of the sightings whose group failed, ascending: to be given again. */
  readonly failed: readonly number[];
}

/**
 * Adds sightings to their groups and sends the notifications that are due: one conditional write per group, however many sightings,
 * and one more where something was sent. Persists first, notifies after. Repeated sightings change nothing and notify nobody, and those of
 * suppressed findings are in no group.
 */
export const dispatchSightings = async (
  ports: DispatchPorts,
  settings: DispatchSettings,
  sightings: readonly Sighting[],
): Promise<DispatchedSightings> => {
  const { policy } = settings;
  const groups = new Map<string, Sighting[]>();
  const idOf: (string | undefined)[] = [];
  let suppressed = 0;
  for (const sighting of sightings) {
    const quiet = quietReasonOf(sighting.finding, sighting.state, policy);
    if (quiet === 'suppressed') suppressed += 1;
    const id = quiet === undefined ? groupOf(sighting, policy.grouping).id : undefined;
    idOf.push(id);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group) group.push(sighting);
    else groups.set(id, [sighting]);
  }
  const done = await dispatchGroups(ports, { policy, outputs: createCircuitBreaker(settings.outputs) }, groups);
  const failed = idOf.flatMap((id, index) => (id !== undefined && done.failedGroupIds.includes(id) ? [index] : []));
  return { ...done, suppressed, failed };
};

/**
 * Does what time alone makes due: roll-ups, recoveries, mutes that have ended, deliveries to be tried again. Asks an index for
 * the groups that are due, never for all.
 *
 * @param isTimeLeft  asked before each round; groups left over are due at the next run
 * @throws PortError when the due groups could not be asked for
 */
export const dispatchDue = async (
  ports: DispatchPorts,
  settings: DispatchSettings,
  isTimeLeft: () => boolean = () => true,
): Promise<Dispatched> => {
  const run: Run = { policy: settings.policy, outputs: createCircuitBreaker(settings.outputs) };
  let done = nothing;
  const seen = new Set<string>();
  for (let round = 0; round < maxDueRounds && isTimeLeft(); round += 1) {
    const due = await ports.groups.due(ports.clock.now(), maxDueAtOnce);
    // The index may run behind: a group is worked on once per run.
    const fresh = due.filter((id) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const id of fresh) seen.add(id);
    done = sumOf(done, await dispatchGroups(ports, run, new Map(fresh.map((id) => [id, []]))));
  }
  return done;
};
