import { hourMs, minuteMs } from '@bellwether/log-events';
import { growthSignals } from './growth.ts';
import { probeSignals, signInSignals } from './intrusion-signals.ts';
import { isLatency, latencySignals } from './latency.ts';
import type { LedgerContent } from './ledger.ts';
import type { FailureKind, LogSourceSketch, Measure } from './records.ts';
import { secretSignals } from './secrets.ts';
import { binsOf } from './series.ts';
import { shiftOf } from './shift.ts';
import { base, minutes, rounded, type Signal } from './signal.ts';
import { silenceOf } from './silence.ts';
import { transferSignals } from './transfers.ts';

/** The span that is looked at, epoch milliseconds UTC. */
export interface LedgerSpan {
  readonly startMs: number;
  readonly endMs: number;
  /** Where the data ends; `endMs` when absent. */
  readonly dataEndsMs?: number;
}

/** Share of the span that must have passed before a kind counts as new. */
const learningShare = 0.08;
const minLearningMs = 5 * minuteMs;
/** A kind that was known bursts when a stretch contains so many times what was usual. */
const burstRatio = 5;
const burstMin = 10;

export const learningMsOf = ({ startMs, endMs }: LedgerSpan): number =>
  Math.min(3 * hourMs, Math.max(minLearningMs, learningShare * (endMs - startMs)));

/** When a kind that was always there began to come far more often. */
const burstOf = (kind: FailureKind, span: LedgerSpan): number | undefined => {
  const bins = binsOf(kind.times);
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  const width = kind.times.widthMs;
  let seen = 0;
  for (const { startMs, n } of bins) {
    const pastBins = Math.max(1, (startMs - span.startMs) / width);
    const usual = seen / pastBins;
    const rest = total - seen;
    const restBins = Math.max(1, (kind.lastMs - startMs) / width + 1);
    if (
      startMs - span.startMs >= learningMsOf(span) &&
      rest >= burstMin &&
      n > 1 &&
      rest / restBins >= burstRatio * Math.max(usual, 0.02)
    )
      return startMs;
    seen += n;
  }
  return undefined;
};

const topValues = (values: Readonly<Record<string, number>>): string => {
  const sorted = Object.entries(values).sort((left, right) => right[1] - left[1]);
  const named = sorted.slice(0, 3).map(([value, count]) => `${value} (${count})`);
  const rest = sorted.length - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};

const labels: Readonly<Record<string, string>> = {
  'source.ip': 'From',
  'user.name': 'User',
  'host.hostname': 'Host',
  'service.version': 'Version',
};

const notesOfKind = (kind: FailureKind, measures: readonly Measure[]): string[] => {
  const notes: string[] = [];
  for (const [field, values] of Object.entries(kind.values))
    if (field !== 'host.hostname' || Object.keys(values).length > 1)
      notes.push(`${labels[field] ?? field} ${topValues(values)}.`);
  const grown = measures.find(
    ({ first, last, count }) =>
      count >= 3 && first.value > 0 && (last.value >= 2 * first.value || first.value >= 2 * last.value),
  );
  if (grown && kind.lines.length > 1)
    notes.push(`The number went from ${rounded(grown.first.value)} to ${rounded(grown.last.value)}.`);
  return notes;
};

const signalOfKind = (kind: FailureKind, span: LedgerSpan, measures: readonly Measure[]): Signal => {
  const learningMs = learningMsOf(span);
  const isNew = kind.firstMs - span.startMs >= learningMs;
  // A source that begins with the kind says nothing of its past, unless the others were there long before.
  const onsetMs = isNew ? kind.firstMs : burstOf(kind, span);
  const { severity, title, cause, frame, location, scope, count, firstMs, lastMs, isRequest, isException } = kind;
  return {
    what: severity === 'INFO' ? 'notice' : 'failure',
    severity,
    title,
    location,
    scope,
    count,
    firstMs,
    lastMs,
    isNew,
    isRequest,
    isException,
    lines: kind.lines,
    notes: notesOfKind(kind, measures),
    kind,
    ...(cause === undefined ? {} : { cause }),
    ...(frame === undefined ? {} : { frame }),
    ...(onsetMs === undefined ? {} : { onsetMs }),
  };
};

const shiftSignals = (measures: Iterable<Measure>): readonly Signal[] => {
  const signals: Signal[] = [];
  const seen = new Set<string>();
  for (const measure of measures) {
    if (isLatency(measure)) continue;
    const shift = shiftOf(measure.series);
    const template = measure.key.slice(0, measure.key.lastIndexOf('|'));
    if (shift === undefined || seen.has(template)) continue;
    seen.add(template);
    const { location, scope, last, lastMs, first } = measure;
    signals.push({
      ...base,
      what: 'shift',
      severity: 'WARNING',
      location,
      scope,
      lastMs,
      title: `${last.line.text}: ${rounded(shift.after)} where ${rounded(shift.before)} was usual`,
      count: shift.countAfter,
      firstMs: shift.atMs,
      onsetMs: shift.atMs,
      lines: [last.line, first.line],
    });
  }
  return signals;
};

const silenceSignals = (sources: Iterable<LogSourceSketch>, span: LedgerSpan): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const source of sources) {
    const silence = silenceOf(source, span.dataEndsMs ?? span.endMs);
    if (silence === undefined) continue;
    const { location, scope, lastLine } = source;
    signals.push({
      ...base,
      what: 'silence',
      severity: 'ERROR',
      location,
      scope,
      count: 0,
      title: `${location} is silent: it stopped and wrote nothing for ${minutes(silence.toMs - silence.fromMs)}`,
      firstMs: silence.fromMs,
      lastMs: silence.toMs,
      onsetMs: silence.fromMs,
      lines: lastLine === undefined ? [] : [lastLine],
      notes: [`Its longest pause before was ${minutes(silence.longestMs)}, among ${silence.gaps}.`],
    });
  }
  return signals;
};

/** Events that stay after the old clock before it counts as set back. */
const minBehind = 10;

const clockSignals = (sources: Iterable<LogSourceSketch>): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const { location, scope, clock, lastMs } of sources) {
    if (clock === undefined || clock.behind < minBehind) continue;
    const { before, after, backMs, behind } = clock;
    signals.push({
      ...base,
      what: 'clock',
      severity: 'WARNING',
      location,
      scope,
      count: behind,
      lastMs,
      title: `The clock of ${location} jumped backwards by ${minutes(backMs)}: ${behind} lines are earlier than the one before the jump`,
      firstMs: after.timeMs,
      onsetMs: after.timeMs,
      lines: [before, after],
    });
  }
  return signals;
};

/** Everything that a ledger has to say about a span, in no order. */
export const signalsOf = (content: LedgerContent, span: LedgerSpan): readonly Signal[] => {
  const byTemplate = new Map<string, Measure[]>();
  for (const measure of content.measures.values()) {
    const template = measure.key.slice(0, measure.key.lastIndexOf('|'));
    byTemplate.set(template, [...(byTemplate.get(template) ?? []), measure]);
  }
  const sources = [...content.sources.values()];
  return [
    ...[...content.kinds.values()].map((kind) =>
      signalOfKind(kind, span, byTemplate.get(`${kind.scope}|${kind.templateId}`) ?? []),
    ),
    ...shiftSignals(content.measures.values()),
    ...latencySignals(content.measures.values()),
    ...growthSignals(content.measures.values()),
    ...silenceSignals(sources, span),
    ...clockSignals(sources),
    ...signInSignals(sources),
    ...probeSignals(sources),
    ...transferSignals(sources),
    ...secretSignals(sources),
  ];
};
