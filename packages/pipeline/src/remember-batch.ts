import {
  continuationMs,
  continuationWindows,
  countEvents,
  countSignals,
  countWindowMs,
  decideMatter,
  decidingWindows,
  defaultNoveltyPolicy,
  findingIdOf,
  findingWindowMs,
  gatherMatters,
  windowStart,
  type Finding,
  type Matter,
  type WindowCounts,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import { archiveObjectsOf } from './archive-objects.ts';
import type { UnderstoodBatch } from './batch.ts';
import { raiseFinding, type TellPolicy } from './tell-finding.ts';

export type RememberPorts = Pick<
  Ports,
  'archive' | 'quarantine' | 'counts' | 'templates' | 'findings' | 'alerts' | 'remediation' | 'clock'
>;

export interface RememberedBatch {
  /** Findings raised or widened, by rule. */
  readonly findings: readonly Finding[];
  readonly alertsTold: number;
}

/** Bounded concurrency: runs `task` over the items, at most `width` at a time. */
const forEachOf = async <Item>(
  items: readonly Item[],
  width: number,
  task: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
};

/**
 * Whether another process has known a template for so long that it is not new. Shards of one log group learn apart; the
 * store knows what all of them have seen. Asked for matters that would be told, so rarely.
 */
const isKnownElsewhere = async (ports: Pick<Ports, 'templates'>, matter: Matter): Promise<boolean> => {
  const { templateId } = matter.signal.resources;
  if (matter.signal.rule !== 'template-new' || templateId === undefined) return false;
  const stored = await ports.templates.load(matter.scope);
  return stored.some(
    (template) =>
      template.id === templateId && template.firstSeenMs < matter.firstSeenMs - defaultNoveltyPolicy.newForMs,
  );
};

const rowsOf = (ports: Pick<Ports, 'counts'>, matter: Matter): Promise<readonly WindowCounts[]> => {
  const first = Math.min(matter.windowStartMs - countWindowMs, ...decidingWindows(matter));
  return ports.counts.rows(
    matter.signalScope,
    first,
    windowStart(matter.lastSeenMs, findingWindowMs) + findingWindowMs,
  );
};

/** The matter as it began in an earlier finding window, when it has not been quiet since; itself otherwise. */
const begunAs = async (ports: Pick<Ports, 'findings'>, matter: Matter): Promise<Matter> => {
  if (await ports.findings.get(matter.findingId)) return matter;
  for (let back = 1; back <= continuationWindows; back += 1) {
    const windowStartMs = matter.windowStartMs - back * findingWindowMs;
    const findingId = findingIdOf(matter.signal.rule, matter.account, matter.signal.dedupeKey, windowStartMs);
    const stored = await ports.findings.get(findingId);
    if (stored && stored.finding.lastSeenMs >= matter.firstSeenMs - continuationMs)
      return { ...matter, findingId, windowStartMs };
  }
  return matter;
};

const decide = async (
  ports: Pick<Ports, 'counts' | 'findings' | 'templates'>,
  matter: Matter,
): Promise<Finding | undefined> => {
  const finding = decideMatter(matter, await rowsOf(ports, matter));
  if (!finding || (await isKnownElsewhere(ports, matter))) return undefined;
  const begun = await begunAs(ports, matter);
  return begun === matter ? finding : decideMatter(begun, await rowsOf(ports, begun));
};

/**
 * Makes a batch last: archive and quarantine, then counts, then findings with their alerts and workflows. Each effect has
 * a deterministic key made of what was read, so that running it again, wholly or from any point, changes no total.
 *
 * Counts come before findings because thresholds are decided on the counters; templates are saved by the caller
 * afterwards, so that a batch that is given again is understood from the same state.
 *
 * @throws PortError of the first effect that failed; the batch may then be given again
 */
export const rememberBatch = async (
  ports: RememberPorts,
  policy: TellPolicy,
  batch: UnderstoodBatch,
): Promise<RememberedBatch> => {
  await forEachOf(batch.quarantined, 8, (record) => ports.quarantine.keep(record));
  await forEachOf(archiveObjectsOf(batch), 8, (object) => ports.archive.write(object.path, object.bytes));

  const signalled = batch.events.flatMap((understood) => understood.signals);
  await ports.counts.add(batch.shard, [...countEvents(batch.events), ...countSignals(signalled)]);

  const findings: Finding[] = [];
  let alertsTold = 0;
  for (const matter of gatherMatters(signalled)) {
    const finding = await decide(ports, matter);
    if (!finding) continue;
    findings.push(finding);
    if (await raiseFinding(ports, policy, finding)) alertsTold += 1;
  }
  return { findings, alertsTold };
};
