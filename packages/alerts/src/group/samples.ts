import { severityNumberOf } from '@bellwether/log-model';
import type { Sample } from './group.ts';

/** Maximum number of findings a message shows. */
export const maxSamples = 5;

/** More severe first, then by id: an order that no merge changes. */
const bySeverityThenKey = (left: Sample, right: Sample): number =>
  severityNumberOf[right.severity] - severityNumberOf[left.severity] || (left.key < right.key ? -1 : 1);

const merged = (left: Sample, right: Sample): Sample => ({
  ...left,
  lastSeenMs: Math.max(left.lastSeenMs, right.lastSeenMs),
  count: Math.max(left.count, right.count),
});

/**
 * The five samples that show most: the first of each scope, then the second of each, and so on.
 *
 * Joining is associative: a sample's position in the whole is never before its position in a part, so one that is cut off can never
 * have belonged to the result.
 */
export const joinSamples = (left: readonly Sample[], right: readonly Sample[]): readonly Sample[] => {
  const byKey = new Map<string, Sample>();
  for (const sample of [...left, ...right]) {
    const known = byKey.get(sample.key);
    byKey.set(sample.key, known ? merged(known, sample) : sample);
  }
  const ofScope = new Map<string, number>();
  return [...byKey.values()]
    .sort(bySeverityThenKey)
    .map((sample) => {
      const rank = ofScope.get(sample.scope) ?? 0;
      ofScope.set(sample.scope, rank + 1);
      return { sample, rank };
    })
    .sort((one, other) => one.rank - other.rank || bySeverityThenKey(one.sample, other.sample))
    .slice(0, maxSamples)
    .map(({ sample }) => sample);
};

/** What a message shows: what is new first, filled up with what shows most; the newest last. */
export const shownSamples = (recent: readonly Sample[], samples: readonly Sample[]): readonly Sample[] => {
  const shown = [...recent];
  for (const sample of samples)
    if (shown.length < maxSamples && !shown.some(({ key }) => key === sample.key)) shown.push(sample);
  return shown.sort((left, right) => left.lastSeenMs - right.lastSeenMs || (left.key < right.key ? -1 : 1));
};
