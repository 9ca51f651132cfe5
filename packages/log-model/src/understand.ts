import { classify } from './classify/classify.ts';
import { scopeOf } from './count/scope.ts';
import type { Signal, SignalledEvent } from './decide/matter.ts';
import { type CompiledRules, matchRules, type RuleHit } from './detect/match-rules.ts';
import type { LogEvent, RecordOrigin } from './event.ts';
import type { TemplateMiner } from './mine/miner.ts';
import type { ReadRecord } from './read/reader.ts';
import { redact, redactAttributes } from './redact/redact.ts';
import { defaultNoveltyPolicy, isNewFailure, type NoveltyPolicy } from './score/novelty.ts';

/** Where a record stands: what makes its event's id and sequence. */
export interface RecordPlace {
  readonly origin: RecordOrigin;
  /** Position of the record in its shard. */
  readonly sequence: string;
  /** Used when neither the record nor its service says when it happened; epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** Id of the event when its service gave it none. */
  readonly fallbackId: string;
}

/** An event with everything the core noticed in it. */
export interface UnderstoodEvent {
  readonly sequence: string;
  readonly event: LogEvent;
  readonly signals: readonly SignalledEvent[];
}

export interface Understander {
  understand(record: ReadRecord, place: RecordPlace): UnderstoodEvent;
}

/** The scope a record belongs to, known before it is understood so that the scope's templates can be loaded first. */
export const scopeOfRecord = (record: ReadRecord, origin: RecordOrigin): string =>
  scopeOf({ account: record.account ?? origin.account, logGroup: origin.logGroup, source: record.source });

const signalOfHit = (hit: RuleHit): Signal => ({
  kind: 'rule',
  rule: hit.rule.id,
  title: hit.rule.title,
  severity: hit.rule.severity,
  score: hit.rule.score,
  dedupeKey: hit.rule.threshold ? hit.group : hit.dedupeKey,
  resources: hit.resources,
  reasons: [...hit.reasons, hit.rule.description],
  ...(hit.rule.attack ? { attack: hit.rule.attack } : {}),
  ...(hit.rule.threshold
    ? {
        threshold: {
          count: hit.rule.threshold.count,
          ...(hit.distinctValue === undefined ? {} : { distinctValue: hit.distinctValue }),
        },
      }
    : {}),
});

/** Rules look at the record as it came; what they quote of it leaves redacted. */
const redactSignal = (signal: Signal): Signal => ({
  ...signal,
  dedupeKey: redact(signal.dedupeKey).text,
  reasons: signal.reasons.map((reason) => redact(reason).text),
  resources: Object.fromEntries(Object.entries(signal.resources).map(([name, value]) => [name, redact(value).text])),
});

const signalOfNewFailure = (event: LogEvent, templateText: string, policy: NoveltyPolicy): Signal => ({
  kind: 'anomaly',
  rule: 'template-new',
  title: `A kind of failure not seen before in ${event.logGroup || event.source}`,
  severity: event.severity,
  score: event.severity === 'CRITICAL' ? 0.9 : 0.75,
  dedupeKey: `${event.logGroup || event.source}|${event.templateId}`,
  resources: { logGroup: event.logGroup, templateId: event.templateId },
  reasons: [`New: ${templateText.slice(0, 400)}`],
  threshold: { count: policy.minEvents },
});

/**
 * The whole pure core for one record after another: severity, category, redaction, template, rule hits and novelty.
 *
 * The miner is the only state. A scope's first template says since when the scope is known.
 */
export const createUnderstander = (parts: {
  readonly miner: TemplateMiner;
  readonly rules: CompiledRules;
  readonly novelty?: NoveltyPolicy;
}): Understander => {
  const novelty = parts.novelty ?? defaultNoveltyPolicy;
  const scopeFirstSeenMs = new Map<string, number>();
  /** Since when the scope is known: its first template's time, restored or learnt; asked before the scope's first event is learnt. */
  const knownSince = (scope: string, timestampMs: number): number => {
    const known = scopeFirstSeenMs.get(scope);
    if (known !== undefined) return known;
    const first = parts.miner
      .templates(scope)
      .reduce((least, template) => Math.min(least, template.firstSeenMs), timestampMs);
    scopeFirstSeenMs.set(scope, first);
    return first;
  };
  return {
    understand: (record, place) => {
      const { severity, category } = classify(record);
      const origin = {
        account: record.account ?? place.origin.account,
        region: record.region ?? place.origin.region,
        logGroup: place.origin.logGroup,
        logStream: place.origin.logStream,
      };
      const message = redact(record.message).text;
      const timestampMs = record.timestampMs ?? place.arrivalMs;
      const scope = scopeOfRecord(record, place.origin);
      const scopeSinceMs = knownSince(scope, timestampMs);
      const mined = parts.miner.learn(scope, message, timestampMs);
      const event: LogEvent = {
        id: record.id ?? place.fallbackId,
        timestampMs,
        source: record.source,
        ...origin,
        severity,
        category,
        message,
        attributes: redactAttributes(record.attributes).attributes,
        templateId: mined.templateId,
      };
      const signals = matchRules(parts.rules, event, record.document).map(signalOfHit).map(redactSignal);
      if (severity === 'ERROR' || severity === 'CRITICAL') {
        const template = parts.miner.template(scope, mined.templateId);
        if (template && isNewFailure(event, template.firstSeenMs, scopeSinceMs, novelty)) {
          signals.push(signalOfNewFailure(event, template.text, novelty));
        }
      }
      return {
        sequence: place.sequence,
        event,
        signals: signals.map((signal) => ({ sequence: place.sequence, event, scope, signal })),
      };
    },
  };
};
