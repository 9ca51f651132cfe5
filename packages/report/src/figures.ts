import { severities, type Finding, type Severity } from '@bellwether/log-model';
import type { RecordAccounting, ReportFacts, DatasetCounts } from './facts.ts';

export const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Records that ended nowhere; 0 unless something was lost. */
export const unaccountedOf = (records: RecordAccounting): number =>
  records.received - records.classified - sumOf(records.unreadable) - sumOf(records.dropped);

export const countOf = (facts: ReportFacts, severity: Severity): number =>
  facts.datasets.reduce((sum, { bySeverity }) => sum + (bySeverity[severity] ?? 0), 0);

export const errorsOf = (facts: ReportFacts): number => countOf(facts, 'CRITICAL') + countOf(facts, 'ERROR');

export const eventsOf = (facts: ReportFacts): number =>
  facts.datasets.reduce((sum, { bySeverity }) => sum + sumOf(bySeverity), 0);

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Most severe first, then by score, then by time; one order whatever order they came in. */
export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      right.score - left.score ||
      left.firstSeenMs - right.firstSeenMs ||
      byText(left.id, right.id),
  );

/** Datasets by events, most first. */
export const sortDatasets = (datasets: readonly DatasetCounts[]): readonly DatasetCounts[] =>
  datasets.toSorted(
    (left, right) => sumOf(right.bySeverity) - sumOf(left.bySeverity) || byText(left.dataset, right.dataset),
  );

/** Counts by name, greatest first. */
export const sortCounts = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted((left, right) => right[1] - left[1] || byText(left[0], right[0]));

/** `1,234,567`; the same in every locale. */
export const number = (value: number): string => {
  const rounded = Math.round(value);
  return `${rounded < 0 ? '-' : ''}${String(Math.abs(rounded)).replace(/\B(?=(?:\d{3})+$)/g, ',')}`;
};

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** Share as `12.3 %`; `0 %` when there is nothing to share. */
export const percent = (part: number, whole: number): string => {
  if (whole <= 0 || part <= 0) return '0 %';
  const share = (part / whole) * 100;
  return share < 0.1 ? '< 0.1 %' : `${share < 10 ? share.toFixed(1) : share.toFixed(0)} %`;
};

const lastMs = 8.64e15;
const isoOf = (timeMs: number): string =>
  Number.isFinite(timeMs) && Math.abs(timeMs) <= lastMs ? new Date(timeMs).toISOString() : '';

/** ISO 8601 UTC to the second; `unknown time` for what is not a time. */
export const time = (timeMs: number): string => isoOf(timeMs).replace(/\.\d{3}Z$/, 'Z') || 'unknown time';

/** `09:15` UTC. */
export const clock = (timeMs: number): string => isoOf(timeMs).replace(/^.*T(\d\d:\d\d).*$/, '$1') || '--:--';

/** `2 h 5 min`, to the two greatest units. */
export const duration = (lengthMs: number): string => {
  const seconds = Math.max(0, Math.round(lengthMs / 1000));
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return '0 s';
  let rest = seconds;
  const words = units.slice(first, first + 2).flatMap(([size, unit]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount === 0 ? [] : [`${amount} ${unit}`];
  });
  return words.join(' ');
};
