import { countWindowMs, type Severity } from '@bellwether/log-events';
import { scoreVolume, type VolumeAnomaly, type VolumePolicy } from '../score/volume.ts';
import type { WindowDetector } from './detector.ts';
import type { ObservedEvidence } from './evidence.ts';

const words: Readonly<Record<VolumeAnomaly['kind'], { title: string; severity: Severity; counted: string }>> = {
  'volume-spike': { title: 'Far more events than usual', severity: 'WARNING', counted: 'events' },
  'warning-spike': { title: 'Far more warnings than usual', severity: 'WARNING', counted: 'warnings' },
  'error-spike': { title: 'Far more errors than usual', severity: 'ERROR', counted: 'errors' },
  'volume-silence': { title: 'A steady dataset has gone silent', severity: 'ERROR', counted: 'events' },
};

const rounded = (value: number): string => (Math.round(value * 10) / 10).toString();

/** What an unusual window speaks for. */
export const evidenceOfVolume = (anomaly: VolumeAnomaly): ObservedEvidence => {
  const { kind, scope, windowStartMs, observed, expected, zScore, windows } = anomaly;
  const { title, severity, counted } = words[kind];
  const minutes = (windows * countWindowMs) / 60_000;
  return {
    kind: 'anomaly',
    rule: kind,
    title: `${title}: ${scope}`,
    severity,
    score: Math.min(1, Math.abs(zScore) / 20),
    reasons: [
      kind === 'volume-silence'
        ? `No events for ${minutes} minutes where about ${rounded(expected)} in ${countWindowMs / 60_000} minutes are usual.`
        : `${observed} ${counted} in ${minutes} minutes where about ${rounded(expected)} are usual.`,
      `That is ${rounded(Math.abs(zScore))} standard deviations ${zScore > 0 ? 'above' : 'below'} this log group's own recent past.`,
    ],
    dedupeKey: scope,
    resources: {},
    observed: {
      firstSeenMs: windowStartMs - (windows - 1) * countWindowMs,
      lastSeenMs: windowStartMs + countWindowMs - 1,
      count: observed,
    },
  };
};

/** Spikes of events, warnings and errors against the scope's own past, and the silence of a steady one. */
export const volumeDetector = ({ volume }: { readonly volume: VolumePolicy }): WindowDetector => ({
  id: 'volume',
  over: 'window',
  historyWindows: Math.max(volume.baselineWindows, volume.silenceSteadyWindows) + volume.silenceWindows,
  quietWindows: [volume.silenceWindows],
  evaluate: ({ scope, windowStartMs, isPastEnd }, { rows }) =>
    scoreVolume(scope, rows, windowStartMs, volume)
      .filter(({ kind }) => kind !== 'volume-silence' || !isPastEnd)
      .map(evidenceOfVolume),
});
