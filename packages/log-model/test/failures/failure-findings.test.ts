import { describe, expect, it } from '@jest/globals';
import { type Finding, type LogEvent } from '../../src/index.ts';
import { createFailureLedger, findingsOfFailures, failureGroupsOf } from '@bellwether/log-model/failures';
import { lineOf, minuteMs, quietLog, startMs } from './log-lines.ts';

const findingsIn = (events: readonly LogEvent[], endMinute: number): readonly Finding[] => {
  const ledger = createFailureLedger();
  for (const event of events) ledger.observe(event);
  const span = { startMs, endMs: startMs + endMinute * minuteMs };
  return findingsOfFailures(failureGroupsOf(ledger.content, span), ledger.content);
};
const rulesIn = (events: readonly LogEvent[], endMinute: number): readonly string[] =>
  findingsIn(events, endMinute).map(({ rule }) => rule);

describe('findings of failure groups', () => {
  it('raise a critical kind from its first line, with the message as the headline', () => {
    const line = lineOf(150, { severity: 'CRITICAL', message: 'panic: belt 7 has no motor' });
    expect(findingsIn([...quietLog(200), line], 200)).toMatchObject([
      {
        ...{
          rule: 'critical-failure',
          severity: 'CRITICAL',
          title: 'sorter.log: panic: belt 7 has no motor',
          count: 1,
        },
        ...{ firstSeenMs: line.timestampMs, lastSeenMs: line.timestampMs, evidence: [line.id], dataset: 'application' },
      },
    ]);
  });

  it('raise a new exception from its first event, and no other new error', () => {
    const attributes = {
      'error.type': 'KeyError',
      'error.message': "'width'",
      'error.stack_trace': "KeyError: 'width'",
    };
    const failed = lineOf(150, { severity: 'ERROR', message: 'not packed', attributes });
    expect(rulesIn([...quietLog(200), failed], 200)).toEqual(['new-exception']);
    expect(rulesIn([...quietLog(200), lineOf(150, { severity: 'ERROR', message: 'not packed' })], 200)).toEqual([]);
  });

  it.each([
    ['a critical kind that was there from the beginning', lineOf(1, { severity: 'CRITICAL', message: 'fan is off' })],
    ['a warning', lineOf(150, { severity: 'WARNING', message: 'belt is warm' })],
    ['words of a failure at DEBUG', lineOf(150, { severity: 'DEBUG', message: 'retry failed, crashed' })],
  ])('raise nothing for %s', (_, line) => {
    expect(rulesIn([...quietLog(200), line], 200)).toEqual([]);
  });

  it('raise a log that stopped, with the id it has however often it is judged', () => {
    const events = [...quietLog(400), ...quietLog(200, { logGroup: 'robot.log' }, 4)];
    const [first] = findingsIn(events, 400);
    expect(first).toMatchObject({ rule: 'log-silence', scope: 'local:robot.log' });
    expect(findingsIn(events, 400)[0]?.id).toBe(first?.id);
  });
});
