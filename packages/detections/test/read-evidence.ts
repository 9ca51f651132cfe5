import { matchRules, openStream, type CompiledRules, type LogEvent, type RuleMatch } from '@bellwether/log-model';
import type { EvidenceEvent } from '../src/evidence.ts';

const receivedMs = Date.UTC(2026, 2, 2, 9, 20);

/** The rule hits of one evidence event, read as a record of its log group is read. */
export const matchesOf = (compiled: CompiledRules, { logGroup, text }: EvidenceEvent): readonly RuleMatch[] => {
  const origin = { account: '111122223333', region: 'us-east-1', logGroup, logStream: 'evidence' };
  const stream = openStream(origin, { receivedMs });
  const outcomes = [...stream.push({ text, timestampMs: receivedMs }, 0), ...stream.flush()];
  return outcomes.flatMap(({ outcome }) => {
    if (outcome.kind !== 'record') throw new Error(`The evidence was not read: ${JSON.stringify(outcome)} ${text}`);
    const { record } = outcome;
    const event: LogEvent = {
      id: 'evidence',
      timestampMs: record.timestampMs ?? receivedMs,
      dataset: record.dataset,
      ...origin,
      severity: 'INFO',
      category: 'general',
      message: record.message,
      attributes: record.attributes,
      templateId: 'evidence',
    };
    return matchRules(compiled, event, record.document);
  });
};
