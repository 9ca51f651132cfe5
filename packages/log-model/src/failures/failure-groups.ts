import { hourMs, minuteMs, type Severity, severityNumberOf } from '@bellwether/log-events';
import type { LedgerContent } from './ledger.ts';
import { namesOfChange, type ChangeKind } from './change-marker.ts';
import { isTied, type Named } from './change-tie.ts';
import type { Change, EvidenceLine } from './records.ts';
import type { Signal } from './signal.ts';
import { learningMsOf, signalsOf, type LedgerSpan } from './signals.ts';

/** A change that came before a failure group. */
export interface ChangeBefore {
  readonly kind: ChangeKind;
  readonly version?: string;
  readonly location: string;
  readonly line: EvidenceLine;
  /** Within ten minutes before; otherwise the last one before. */
  readonly isJust: boolean;
}

/** What belongs together: the likely first cause, and its consequences. */
export interface FailureGroup {
  readonly lead: Signal;
  /** The others, by time. */
  readonly others: readonly Signal[];
  readonly severity: Severity;
  readonly changes: readonly ChangeBefore[];
  readonly locations: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly count: number;
  readonly isNew: boolean;
  readonly goesOn: boolean;
  /** In [0, 1.5]; what groups are ordered by. */
  readonly weight: number;
}

const severityWeight: Readonly<Record<Severity, number>> = {
  CRITICAL: 1,
  ERROR: 0.75,
  WARNING: 0.4,
  INFO: 0.25,
  DEBUG: 0.1,
  TRACE: 0.05,
};

/** What log sources show besides their lines: nobody else says it. */
const stateKinds: ReadonlySet<Signal['what']> = new Set([
  'silence',
  'clock',
  'sign-ins',
  'probes',
  'growth',
  'transfer',
  'secrets',
]);

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** How important a signal is: severity, newness, rarity, burst and whether it says a cause; never its number alone. */
export const weightOf = (signal: Signal, span: LedgerSpan): number => {
  const { severity, what, onsetMs, isNew, isRequest, cause, isException, count } = signal;
  let weight = severityWeight[severity];
  if (onsetMs === undefined) weight -= 0.35;
  else weight += isNew ? 0.25 : 0.1;
  if (isRequest) weight -= / [1-4]\d\d$/.test(signal.title) ? 0.25 : 0.15;
  if (cause !== undefined || isException) weight += 0.08;
  if (stateKinds.has(what)) weight += 0.1;
  if (what === 'shift') weight -= 0.05;
  // A single line is rarely what goes on, and many lines are rarely more than one thing.
  weight += 0.04 * clamp(Math.log10(Math.max(1, count)), 0, 2);
  // What began with the logs began before them.
  if (signal.firstMs - span.startMs < minuteMs && count <= 3) weight -= 0.2;
  return weight;
};

const windowOf = (seed: Signal, span: LedgerSpan): { readonly fromMs: number; readonly toMs: number } => {
  const onsetMs = seed.onsetMs ?? seed.firstMs;
  const lead = clamp(0.03 * (span.endMs - span.startMs), 3 * minuteMs, 15 * minuteMs);
  const behind = clamp(0.5 * (seed.lastMs - onsetMs), 5 * minuteMs, 2 * hourMs);
  return { fromMs: onsetMs - lead, toMs: onsetMs + behind };
};

/** What signals are about: where they were seen, and what their texts and lines name. */
const aboutOf = (signals: readonly Signal[], locations: readonly string[]): Named => ({
  locations: [...new Set([...locations, ...signals.flatMap(({ lines }) => lines.map(({ location }) => location))])],
  texts: signals.flatMap(({ title, cause = '', subject = '', lines }) => [title, cause, subject, lines[0]?.text ?? '']),
});

const changesBefore = (
  content: LedgerContent,
  onsetMs: number,
  span: LedgerSpan,
  about: Named,
): readonly ChangeBefore[] => {
  const { locations } = about;
  const learnt = span.startMs + Math.min(learningMsOf(span), 10 * minuteMs);
  const found: ChangeBefore[] = [];
  const consider = (change: Change): void => {
    // What comes again and again, such as a job, is not a change.
    if (change.count > change.lines.length) return;
    for (const line of change.lines) {
      if (line.timeMs > onsetMs + 5_000 || line.timeMs < learnt) continue;
      const isJust = line.timeMs >= onsetMs - 10 * minuteMs;
      const isRelease = ['release', 'deploy', 'migration', 'schema', 'configuration'].includes(change.kind);
      if (!isJust && !isRelease) continue;
      const { kind, location, version } = change;
      if (!isTied(namesOfChange([location, line.location], line.text), about)) continue;
      found.push({ kind, location, line, isJust, ...(version === undefined ? {} : { version }) });
    }
  };
  for (const source of content.sources.values()) for (const change of source.changes.values()) consider(change);
  const rank = ({ kind, version, isJust, location, line }: ChangeBefore): number =>
    (version === undefined ? 0 : 2) +
    (isJust ? 1 : 0) +
    (locations.includes(location) ? 1 : 0) +
    (kind === 'start' || kind === 'stop' ? 0 : 1) +
    line.timeMs / (span.endMs + 1);
  const seen = new Set<string>();
  return found
    .sort((left, right) => rank(right) - rank(left))
    .filter(({ line, location }) => {
      const key = `${location}|${line.text.replace(/\d+/g, '#')}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    })
    .slice(0, 3)
    .sort((left, right) => left.line.timeMs - right.line.timeMs);
};

/** A group goes on when its newest event is no further from the end than six times the usual distance between its events. */
const goesOnUntil = (members: readonly Signal[], span: LedgerSpan): boolean =>
  members.some(({ what, count, firstMs, lastMs }) => {
    if (what === 'silence') return true;
    const meanGapMs = count > 1 ? (lastMs - firstMs) / (count - 1) : 0;
    return (span.dataEndsMs ?? span.endMs) - lastMs <= Math.max(5 * minuteMs, 6 * meanGapMs);
  });

const compare = (left: Signal, right: Signal): number =>
  left.firstMs - right.firstMs || (left.title < right.title ? -1 : left.title > right.title ? 1 : 0);

/** Maximum number of signals that one group has besides its lead. */
const maxOthers = 40;

/**
 * Joins what a ledger saw into failure groups, the weightiest first: what began in one stretch is one group, with the likely first cause as its
 * lead. What was always so stands by itself, at the end.
 */
export const failureGroupsOf = (content: LedgerContent, span: LedgerSpan): readonly FailureGroup[] => {
  const weighed = signalsOf(content, span)
    .map((signal) => ({ signal, weight: weightOf(signal, span) }))
    .sort((left, right) => right.weight - left.weight || compare(left.signal, right.signal));
  const left = new Set(weighed);
  const groups: FailureGroup[] = [];
  for (const seed of weighed) {
    if (!left.has(seed)) continue;
    left.delete(seed);
    const members = [seed];
    if (seed.signal.onsetMs !== undefined) {
      const { fromMs, toMs } = windowOf(seed.signal, span);
      for (const other of left) {
        const { onsetMs } = other.signal;
        if (members.length > maxOthers || onsetMs === undefined || onsetMs < fromMs || onsetMs > toMs) continue;
        members.push(other);
        left.delete(other);
      }
    } else {
      // What a log source writes as it starts belongs together.
      for (const other of left) {
        const { onsetMs, scope, firstMs } = other.signal;
        const isNear = Math.abs(firstMs - seed.signal.firstMs) <= 5_000;
        if (members.length > maxOthers || onsetMs !== undefined || scope !== seed.signal.scope || !isNear) continue;
        members.push(other);
        left.delete(other);
      }
    }
    const onsetMs = Math.min(...members.map(({ signal }) => signal.onsetMs ?? signal.firstMs));
    const reachMs = Math.max(minuteMs, ...members.map(({ signal }) => (signal.onsetMs ?? signal.firstMs) - onsetMs));
    const asCause = (one: (typeof members)[number]): number =>
      one.weight - 0.25 * (((one.signal.onsetMs ?? one.signal.firstMs) - onsetMs) / reachMs);
    const lead = members.reduce((best, one) => (asCause(one) > asCause(best) ? one : best));
    const signals = members.map(({ signal }) => signal);
    const locations = [...new Set([lead.signal.location, ...signals.map(({ location }) => location)])];
    const severity = signals.reduce<Severity>(
      (worst, one) => (severityNumberOf[one.severity] > severityNumberOf[worst] ? one.severity : worst),
      lead.signal.severity,
    );
    groups.push({
      lead: lead.signal,
      others: signals.filter((signal) => signal !== lead.signal).sort(compare),
      severity,
      locations,
      changes:
        seed.signal.onsetMs === undefined ? [] : changesBefore(content, onsetMs, span, aboutOf(signals, locations)),
      firstMs: Math.min(...signals.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...signals.map(({ lastMs }) => lastMs)),
      count: signals.reduce((sum, { count }) => sum + count, 0),
      isNew: lead.signal.isNew,
      goesOn: goesOnUntil(signals, span),
      weight: seed.weight + 0.05 * Math.min(4, locations.length - 1),
    });
  }
  return groups.sort((one, other) => other.weight - one.weight || compare(one.lead, other.lead));
};
