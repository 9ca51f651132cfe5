import type { Evidence, EventEvidence, LogEvent } from '@bellwether/log-model';
import { makeEvent } from '@bellwether/testkit';

/** 2026-01-15T12:00:00Z, start of a count window and of a finding window. */
export const noonMs = Date.UTC(2026, 0, 15, 12);

/** A position in a shard; all have one length. */
export const sequenceOf = (ordinal: number): string => String(ordinal).padStart(8, '0');

export const makeEvidence = (changes: Partial<Evidence> = {}): Evidence => ({
  kind: 'rule',
  rule: 'a-rule',
  title: 'Something dangerous',
  severity: 'ERROR',
  score: 0.8,
  dedupeKey: 'ana',
  resources: { user: 'ana' },
  reasons: ['Because of this.'],
  ...changes,
});

export const makeEventEvidence = (
  ordinal: number,
  timestampMs: number,
  evidence: Partial<Evidence> = {},
  event: Partial<LogEvent> = {},
): EventEvidence => ({
  sequence: sequenceOf(ordinal),
  event: makeEvent({ id: `event-${ordinal}`, timestampMs, ...event }),
  scope: '111122223333:/app/web',
  evidence: makeEvidence(evidence),
});
