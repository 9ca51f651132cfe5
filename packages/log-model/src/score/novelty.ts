import type { LogEvent } from '@bellwether/log-events';

/** When a template that was never seen before is worth a look. */
export interface NoveltyPolicy {
  /** A scope is learning, and nothing in it is new, until it has this much past. Milliseconds. */
  readonly learningMs: number;
  /** The same for CRITICAL events: what a scope begins with was there before, all else that is critical is new at once. Milliseconds. */
  readonly criticalLearningMs: number;
  /** A template counts as new for this long after it was first seen. Milliseconds. */
  readonly newForMs: number;
  /** Events of the new template that confirm it; a critical one, and one with a stack trace, confirms itself. */
  readonly minEvents: number;
}

/** Three hours of learning: after one, the first rare failures of a quiet night were still taken for news. */
export const defaultNoveltyPolicy: NoveltyPolicy = {
  learningMs: 10_800_000,
  criticalLearningMs: 300_000,
  newForMs: 1_800_000,
  minEvents: 3,
};

/**
 * Whether an event speaks for a new kind of failure: an error whose template appeared a short while ago in a scope that
 * has been known for longer.
 *
 * @param templateFirstSeenMs  epoch milliseconds UTC of the template's first event
 * @param scopeFirstSeenMs     epoch milliseconds UTC of the scope's first event
 */
export const isNewFailure = (
  event: Pick<LogEvent, 'severity' | 'timestampMs'>,
  templateFirstSeenMs: number,
  scopeFirstSeenMs: number,
  policy: NoveltyPolicy = defaultNoveltyPolicy,
): boolean =>
  (event.severity === 'ERROR' || event.severity === 'CRITICAL') &&
  templateFirstSeenMs - scopeFirstSeenMs >=
    (event.severity === 'CRITICAL' ? policy.criticalLearningMs : policy.learningMs) &&
  event.timestampMs - templateFirstSeenMs < policy.newForMs;
