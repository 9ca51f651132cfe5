import { matchRules, openStream, type CompiledRules, type LogEvent, type RuleMatch } from '@bellwether/log-model';

/** A record of a log group, as its service writes it. */
export interface GivenEvent {
  readonly logGroup: string;
  readonly text: string;
}

/** When lines without a time happened; epoch milliseconds UTC. */
const receivedMs = Date.UTC(2026, 0, 1);

/**
 * The rules that a record matches, read as a record of its log group is read.
 *
 * @throws RangeError when the record cannot be read
 */
export const matchLine = (rules: CompiledRules, { logGroup, text }: GivenEvent): readonly RuleMatch[] => {
  const origin = { account: '111122223333', region: 'us-east-1', logGroup, logStream: 'test' };
  const stream = openStream(origin, { receivedMs });
  const outcomes = [...stream.push({ text, timestampMs: receivedMs }, 0), ...stream.flush()];
  return outcomes.flatMap(({ outcome }) => {
    if (outcome.kind !== 'record') throw new RangeError('it cannot be read as a record');
    const { record } = outcome;
    const event: LogEvent = {
      id: 'test',
      timestampMs: record.timestampMs ?? receivedMs,
      dataset: record.dataset,
      ...origin,
      severity: 'INFO',
      category: 'general',
      message: record.message,
      attributes: record.attributes,
      templateId: 'test',
    };
    return matchRules(rules, event, record.document);
  });
};
