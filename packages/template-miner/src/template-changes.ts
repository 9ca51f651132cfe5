import type { Template } from './miner.ts';

/**
 * One template as two processes know it: text and what it was merged into are those of the later save; it was first seen when
 * either saw it first, and seen as often as the one that counted more. Saved in any order, the same comes out of both figures.
 *
 * @example
 * joinTemplates({ ...t, text: 'Served in <num> ms', count: 5, firstSeenMs: 2000 }, { ...t, text: 'Served in <*> ms', count: 3, firstSeenMs: 1000 });
 * // { ...t, text: 'Served in <*> ms', count: 5, firstSeenMs: 1000 }
 */
export const joinTemplates = (stored: Template, later: Template): Template => ({
  ...later,
  firstSeenMs: Math.min(stored.firstSeenMs, later.firstSeenMs),
  count: Math.max(stored.count, later.count),
});

/** Changes of one call to a store: the latest of each template, joined with those before it, and those that name another's id. */
export interface TemplateChanges {
  readonly latest: readonly Template[];
  /** Templates whose birth text is not that of the first with their scope and id. */
  readonly refused: readonly Template[];
}

/**
 * What a store is to do with changes.
 *
 * @param birthTextOf  the birth text that is stored under the change's scope and id, for stores that know it beforehand
 * @example
 * // Two changes with one id, born as different texts: the first is stored, the second is refused.
 * sortChanges([t1, { ...t1, birthText: 'Another' }]); // { latest: [t1], refused: [{ ...t1, birthText: 'Another' }] }
 */
export const sortChanges = (
  changes: readonly Template[],
  birthTextOf: (change: Template) => string | undefined = () => undefined,
): TemplateChanges => {
  const latest = new Map<string, Template>();
  const refused: Template[] = [];
  for (const change of changes) {
    const key = JSON.stringify([change.scope, change.id]);
    const before = latest.get(key);
    const birthText = before?.birthText ?? birthTextOf(change) ?? change.birthText;
    if (birthText === change.birthText) latest.set(key, before === undefined ? change : joinTemplates(before, change));
    else refused.push(change);
  }
  return { latest: [...latest.values()], refused };
};

/** Why a store refused a template; never quotes its text. */
export const describeRefusal = (refused: readonly Template[]): string =>
  `${refused.length} templates have the id of another, the first is ${refused[0]?.id ?? ''}. Nothing was replaced.`;
