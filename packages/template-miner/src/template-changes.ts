import type { Template } from './miner.ts';

/**
 * Joins one template as two processes know it. The text and `mergedInto` are those of the later save; `firstSeenMs` is the earlier
 * of both, `count` the greater. The two figures do not depend on the order of the saves.
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

/**
 * Changes of one call to a store: the latest of each template, joined with those before it, and the changes that use the id of
 * another template.
 *
 * @example
 * // Of two changes with one id that were born as different texts:
 * const changes: TemplateChanges = { latest: [t1], refused: [{ ...t1, birthText: 'Another' }] };
 */
export interface TemplateChanges {
  readonly latest: readonly Template[];
  /** Templates whose birth text is not that of the first with their scope and id. */
  readonly refused: readonly Template[];
}

/**
 * Says which changes a store should save and which it should refuse.
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

/**
 * Why a store refused templates; never quotes their text.
 *
 * @example
 * describeRefusal([t1]); // '1 templates have the id of another, the first is b181556b24c061cb098375379ee6088c. Nothing was replaced.'
 */
export const describeRefusal = (refused: readonly Template[]): string =>
  `${refused.length} templates have the id of another, the first is ${refused[0]?.id ?? ''}. Nothing was replaced.`;
