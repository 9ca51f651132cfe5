import { isRuleScope } from '@bellwether/log-model';
import { readLakePath } from '@bellwether/lake';
import { readParquet } from '@bellwether/lake/parquet';
import { lastingEffects, memoryArchive } from '@bellwether/testkit';
import { groupsOf, type World } from './system-world.ts';

/** Ids of the events in the parts of the archive, repeats included, with the objects that are not parts. */
const archiveOf = async ({ ports }: World) => {
  const events: string[] = [];
  const left: string[] = [];
  for (const [path, bytes] of ports.archive.objects) {
    const { kind, dataset = '' } = readLakePath(path) ?? {};
    if (kind === 'events-parquet')
      events.push(...(await readParquet(bytes, dataset)).map(({ event }) => `${dataset} ${event.id}`));
    else if (!path.startsWith('payloads-kept/')) left.push(path);
  }
  return { events: events.sort(), left };
};

/** Everything that can be seen of a run from outside, in an order that does not depend on how it came about. */
export const seenFromOutside = async (world: World) => {
  const { ports, output, undelivered, groups } = world;
  const { counts, quarantined, workflows, templates } = lastingEffects({ ...ports, archive: memoryArchive() });
  const opened = new Map<string, Set<string>>();
  for (const { id, groupId, kind } of output.delivered)
    if (kind === 'opened') opened.set(groupId, (opened.get(groupId) ?? new Set()).add(id));
  // A crash, or a process that was frozen, may send a message a second time under the same id, by which its reader knows it.
  const lastKind = new Map<string, string>();
  const known = new Set<string>();
  for (const { id, groupId, kind } of output.delivered) {
    if (!known.has(id)) lastKind.set(groupId, kind);
    known.add(id);
  }
  return {
    archive: await archiveOf(world),
    counts,
    quarantined,
    workflows,
    templates,
    findings: ports.findings
      .all()
      // Ids of events and example lines are those of the batch that raised it.
      .map(({ finding: { evidence: _, context: __, ...finding }, notifiedAtMs }) => ({
        ...finding,
        isNotified: notifiedAtMs !== undefined,
      }))
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
    groups: groupsOf({ groups }).map((group) => ({
      ...group,
      opened: opened.get(group.id)?.size ?? 0,
      isOver: lastKind.get(group.id) === 'recovered',
    })),
    undelivered: undelivered.kept,
    lateWindows: ports.lateWindows.all(),
  };
};

/** The findings as rule and log group, sorted. */
export const namesOf = (world: World): readonly string[] =>
  world.ports.findings
    .all()
    .map(({ finding: { rule, scope } }) => `${rule} ${scope.slice(scope.indexOf(':') + 1)}`)
    .sort();

/**
 * The law of conservation for counts: every event that was classified is in a row or was left out, and every family of names of a row
 * adds up to its events, what was folded into `other` included.
 *
 * @returns the laws that are violated
 */
export const lostInCounts = ({ ports, contributed, unaccounted }: World): readonly string[] => {
  const lost = [...unaccounted];
  let counted = 0;
  for (const { scope, windowStartMs, fields } of ports.counts.all()) {
    if (isRuleScope(scope)) continue;
    const { events = 0 } = fields;
    counted += events;
    for (const family of ['severity:', 'dataset:', 'template:']) {
      const named = Object.entries(fields).filter(([field]) => field.startsWith(family));
      const sum = named.reduce((total, [, count]) => total + count, 0);
      if (sum !== events) lost.push(`${scope} ${windowStartMs} ${family} ${sum} of ${events}`);
    }
  }
  if (counted + contributed.leftOut !== contributed.offered)
    lost.push(`${counted} counted and ${contributed.leftOut} left out of ${contributed.offered}`);
  return lost;
};
