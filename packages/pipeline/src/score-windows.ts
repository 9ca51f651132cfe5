import {
  countWindowMs,
  defaultVolumePolicy,
  findingOfVolume,
  scoreVolume,
  sources,
  type Finding,
  type Source,
  type VolumePolicy,
  type WindowCounts,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import { raiseFinding, type TellPolicy } from './tell-finding.ts';

export type ScorePorts = Pick<Ports, 'counts' | 'findings' | 'alerts' | 'remediation' | 'clock'>;

/** Where most of a scope's events come from, read off its counters. */
const placeOf = (scope: string, rows: readonly WindowCounts[]): Pick<Finding, 'source' | 'account' | 'region'> => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const [field, count] of Object.entries(row.fields)) {
      if (!field.startsWith('source:')) continue;
      const source = field.slice('source:'.length, field.indexOf('/'));
      counts.set(source, (counts.get(source) ?? 0) + count);
    }
  }
  const most = [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
  const source: Source = sources.find((known) => known === most) ?? 'application';
  return { source, account: scope.slice(0, scope.indexOf(':')), region: '' };
};

/** Windows that can be unusual: those with events, and those in which a silence after events would complete. */
const windowsToScore = (
  rows: readonly WindowCounts[],
  fromMs: number,
  toMs: number,
  silenceWindows: number,
): readonly number[] => {
  const starts = new Set<number>();
  for (const row of rows) {
    starts.add(row.windowStartMs);
    starts.add(row.windowStartMs + silenceWindows * countWindowMs);
  }
  return [...starts].filter((startMs) => startMs >= fromMs && startMs < toMs).sort((left, right) => left - right);
};

/** Rows whose window starts in `[fromMs, toMs)`; `rows` are in time order, so their ends are found by halving. */
const rowsBetween = (rows: readonly WindowCounts[], fromMs: number, toMs: number): readonly WindowCounts[] => {
  const firstAtLeast = (timeMs: number): number => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.windowStartMs ?? timeMs) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return rows.slice(firstAtLeast(fromMs), firstAtLeast(toMs));
};

/**
 * Judges the closed windows that start in `[fromMs, toMs)` of every scope with recent events against the scope's own
 * past, and raises what is unusual. Judging a window again raises nothing new.
 *
 * @param fromMs  start of the first window, aligned to five minutes, epoch milliseconds UTC
 */
export const scoreWindows = async (
  ports: ScorePorts,
  policy: TellPolicy & { readonly volume?: VolumePolicy },
  fromMs: number,
  toMs: number,
): Promise<{ readonly findings: readonly Finding[]; readonly windowsScored: number }> => {
  const volume = policy.volume ?? defaultVolumePolicy;
  const historyMs =
    (Math.max(volume.baselineWindows, volume.silenceSteadyWindows) + volume.silenceWindows) * countWindowMs;
  const findings: Finding[] = [];
  let windowsScored = 0;
  for (const scope of await ports.counts.scopes(fromMs - historyMs, toMs)) {
    const rows = await ports.counts.rows(scope, fromMs - historyMs, toMs);
    const place = placeOf(scope, rows);
    for (const startMs of windowsToScore(rows, fromMs, toMs, volume.silenceWindows)) {
      windowsScored += 1;
      const known = rowsBetween(rows, startMs - historyMs, startMs + 1);
      for (const anomaly of scoreVolume(scope, known, startMs, volume)) {
        const finding = findingOfVolume(anomaly, place);
        findings.push(finding);
        await raiseFinding(ports, policy, finding);
      }
    }
  }
  return { findings, windowsScored };
};
