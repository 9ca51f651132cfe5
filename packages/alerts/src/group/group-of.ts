import { minuteMs, identify, windowStart } from '@bellwether/log-model';
import type { GroupKey, Grouping } from '../policy.ts';
import type { AlertGroup, Sighting } from './group.ts';
import { summaryKeyOf, windowMinutesOf } from './learning-groups.ts';

/** Order in which parts of a key are written, whatever order the settings name them in. */
const keyOrder: readonly GroupKey[] = ['rule', 'account', 'region', 'scope', 'dedupeKey'];

const idOf = (key: AlertGroup['key'], windowStartMs: number, windowMinutes: number): string =>
  identify('alert-group', JSON.stringify([...keyOrder.map((name) => key[name] ?? null), windowStartMs, windowMinutes]));

/**
 * The group of a finding: made of nothing that changes while sightings are merged into a finding, so a finding is never of two groups.
 *
 * The window is the one of event time that contains the finding's beginning. A candidate that goes on stays in the finding it began
 * as, and so in its group.
 */
export const groupOf = (
  { finding, raisedMs }: Sighting,
  grouping: Pick<Grouping, 'by' | 'windowMinutes'>,
): Pick<AlertGroup, 'id' | 'key' | 'windowStartMs'> => {
  const key: Partial<Record<GroupKey, string>> = { ...summaryKeyOf(finding) };
  const isPlain = key.rule === undefined;
  if (isPlain) for (const name of keyOrder) if (grouping.by.includes(name)) key[name] = finding[name];
  // A forged line must not stand in for a real finding: what is only claimed makes groups of its own.
  if (finding.provenance === 'claimed') key.rule = `${key.rule ?? ''} (claimed)`.trim();
  // What a threshold counted may have begun in the window before that of the finding.
  const beginMs = Math.max(raisedMs, finding.windowStartMs);
  const windowMinutes = windowMinutesOf({ key }, grouping);
  const windowStartMs = windowStart(beginMs, windowMinutes * minuteMs);
  return { id: idOf(key, windowStartMs, windowMinutes), key, windowStartMs };
};

/** Id of the group with the same key in the window that follows. */
export const successorIdOf = (
  { key, windowStartMs }: Pick<AlertGroup, 'key' | 'windowStartMs'>,
  { windowMinutes }: Pick<Grouping, 'windowMinutes'>,
): string => idOf(key, windowStartMs + windowMinutes * minuteMs, windowMinutes);
