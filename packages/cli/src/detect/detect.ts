import { EventRisks, type ApiCall, type EventRisk, type RuleHit } from '@bellwether/anomaly-models';
import { byNoService, callers } from '@bellwether/detections';
import { compileRules, matchRules, type CompiledRules, type LogEvent, type ReadRecord } from '@bellwether/log-model';
import { UnreadableRest } from '../analyze/open-bytes.ts';
import { unitsOfBytes } from '../analyze/read-units.ts';
import type { Input } from '../parse/open-input.ts';
import { createOutcomeReader, type LineOutcome } from '../parse/read-outcomes.ts';

/** One event and its risk. */
export interface DetectedEvent extends EventRisk {
  /** The event's own id where its service writes one, else the number of its line. */
  readonly id: string;
}

export interface DetectCounts {
  events: number;
  flagged: number;
  unreadable: number;
}

const textIn = (value: unknown, ...path: readonly string[]): string | undefined => {
  let at = value;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return typeof at === 'string' && at !== '' ? at : undefined;
};

/** Matches what an AWS service calls, by itself or for somebody, as the rules classify callers. */
const calledByService = compileRules([
  {
    ...{
      id: 'called-by-service',
      title: 'A service calls',
      description: 'A service calls.',
      severity: 'INFO',
      score: 0,
    },
    ...{ dataset: 'cloudtrail', selections: callers, condition: `not (${byNoService})`, dedupeBy: [] },
  },
]);

/** The call that a record of CloudTrail is about; undefined for other records. */
const callOf = (event: LogEvent, document: ReadRecord['document']): ApiCall | undefined => {
  const [eventSource, eventName] = [textIn(document, 'eventSource'), textIn(document, 'eventName')];
  if (eventSource === undefined || eventName === undefined) return undefined;
  const { readOnly } = document as { readonly readOnly?: unknown };
  return {
    eventSource,
    eventName,
    readOnly: typeof readOnly === 'boolean' ? readOnly : undefined,
    errorCode: textIn(document, 'errorCode'),
    isByService: matchRules(calledByService, event, document).length > 0,
    isByRoot: textIn(document, 'userIdentity', 'type') === 'Root',
  };
};

const principalOf = (document: unknown): string | undefined =>
  textIn(document, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn') ?? textIn(document, 'userIdentity', 'arn');

const idOf = (document: unknown): string | undefined =>
  textIn(document, 'eventID') ?? textIn(document, 'auditID') ?? textIn(document, 'Id') ?? textIn(document, 'id');

/**
 * One risk for every event of the input, in its order. A line that cannot be read is an event without risk.
 *
 * @param rules  rules in shadow are left out by the caller
 */
export async function* detect(
  input: Input,
  rules: CompiledRules,
  risks: EventRisks,
  counts: DetectCounts,
): AsyncGenerator<DetectedEvent, void, undefined> {
  const reader = createOutcomeReader(input.origin, input.receivedMs);
  const riskOf = (record: ReadRecord, { origin, line }: LineOutcome): DetectedEvent => {
    const timestampMs = record.timestampMs ?? input.receivedMs;
    const event: LogEvent = {
      ...{ id: String(line), timestampMs, dataset: record.dataset, ...origin },
      ...{
        severity: 'INFO',
        category: 'general',
        message: record.message,
        attributes: record.attributes,
        templateId: '',
      },
    };
    const hits = matchRules(rules, event, record.document).map(({ rule, group, distinctValue }): RuleHit => ({
      rule: rule.id,
      score: rule.score,
      ...(rule.after && { after: { ...rule.after, group } }),
      ...(rule.threshold && {
        threshold: { count: rule.threshold.count, group, ...(distinctValue === undefined ? {} : { distinctValue }) },
      }),
    }));
    const [call, principal] = [callOf(event, record.document), principalOf(record.document)];
    const risk = risks.next({
      ...{ timestampMs, hits },
      ...(call === undefined ? {} : { call }),
      ...(principal === undefined ? {} : { principal }),
    });
    return { id: idOf(record.document) ?? String(line), ...risk };
  };
  const take = function* (outcomes: readonly LineOutcome[]): Generator<DetectedEvent> {
    for (const one of outcomes) {
      if (one.outcome.kind === 'dropped') continue;
      counts.events += 1;
      const detected: DetectedEvent =
        one.outcome.kind === 'record'
          ? riskOf(one.outcome.record, one)
          : { id: String(one.line), score: 0, isFlagged: false, rules: [] };
      if (one.outcome.kind === 'failure') counts.unreadable += 1;
      if (detected.isFlagged) counts.flagged += 1;
      yield detected;
    }
  };
  try {
    for await (const { units } of unitsOfBytes(input.bytes)) for (const unit of units) yield* take(reader.take(unit));
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    counts.unreadable += 1;
  }
  yield* take(reader.end());
}
