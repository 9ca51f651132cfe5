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
import type { ArchivePolicy } from './archive-policy.ts';
import type { UnderstoodBatch } from './understood-batch.ts';
import { byOrderingKey } from './ordering-keys.ts';
import { raiseFinding, type NotifyPolicy, type NotifyPorts } from './raise-finding.ts';

export type CommitPorts = Pick<Ports, 'archive' | 'quarantine' | 'counts' | 'templates'> & NotifyPorts;

export interface CommittedBatch {
  /** Findings raised or widened, by rule. */
  readonly findings: readonly Finding[];
  readonly alertsSent: number;
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

type RowsOf = (matter: Matter) => Promise<readonly WindowCounts[]>;

/** The counters that decide about a matter. Matters of one rule share rows, so what one has read the next is given again. */
const rowsReader = (ports: Pick<Ports, 'counts'>): RowsOf => {
  const read = new Map<string, Promise<readonly WindowCounts[]>>();
  return (matter) => {
    const first = Math.min(matter.windowStartMs - countWindowMs, ...decidingWindows(matter));
    const end = windowStart(matter.lastSeenMs, findingWindowMs) + findingWindowMs;
    const key = `${first} ${end} ${matter.signalScope}`;
    const known = read.get(key);
    if (known) return known;
    const rows = ports.counts.rows(matter.signalScope, first, end);
    read.set(key, rows);
    return rows;
  };
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
  ports: Pick<Ports, 'findings' | 'templates'>,
  rowsOf: RowsOf,
  matter: Matter,
): Promise<Finding | undefined> => {
  const finding = decideMatter(matter, await rowsOf(matter));
  if (!finding || (await isKnownElsewhere(ports, matter))) return undefined;
  const begun = await begunAs(ports, matter);
  return begun === matter ? finding : decideMatter(begun, await rowsOf(begun));
};

/**
 * Makes a batch last: archive and quarantine, then counts, then findings with their alerts and workflows. Each effect has
 * a deterministic key made of what was read, so that running it again, wholly or from any point, changes no total.
 *
 * Counts come before findings because thresholds are decided on the counters; templates are saved by the caller
 * afterwards, so that a batch that is given again is understood from the same state.
 *
 * @param archive  what the archive keeps
 * @throws PortError of the first effect that failed; the batch may then be given again
 */
export const commitBatch = async (
  ports: CommitPorts,
  policy: NotifyPolicy,
  batch: UnderstoodBatch,
  archive: ArchivePolicy,
): Promise<CommittedBatch> => {
  await forEachOf(batch.quarantined, 8, (record) => ports.quarantine.keep(record));
  await forEachOf(archiveObjectsOf(batch, archive), 8, (object) => ports.archive.write(object.path, object.bytes));

  const signalled = batch.events.flatMap((understood) => understood.signals);
  const contributions = [...countEvents(batch.events), ...(batch.contributions ?? []), ...countSignals(signalled)];
  await forEachOf([...byOrderingKey(batch.shard, batch.orderingKeys, contributions)], 4, ([guard, ofGuard]) =>
    ports.counts.add(guard, ofGuard),
  );

  const rowsOf = rowsReader(ports);
  const findings: Finding[] = [];
  let alertsSent = 0;
  for (const matter of gatherMatters(signalled)) {
    const finding = await decide(ports, rowsOf, matter);
    if (!finding) continue;
    findings.push(finding);
    if (await raiseFinding(ports, policy, finding)) alertsSent += 1;
  }
  return { findings, alertsSent };
};
