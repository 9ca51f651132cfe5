import { describe, expect, it } from '@jest/globals';
import { EventRisks } from '@bellwether/anomaly-models';
import { ownRules } from '@bellwether/detections';
import { compileRules } from '@bellwether/log-model';
import { cloudTrailRecord } from '@bellwether/testkit';
import { detect } from '../../src/detect/detect.ts';
import { gather, inputOf } from '../parse/input-of.ts';

const rules = compileRules(
  ownRules.filter(
    ({ mode, firstSeen, absence }) => mode === undefined && firstSeen === undefined && absence === undefined,
  ),
);
const detected = async (content: string) => {
  const counts = { events: 0, flagged: 0, unreadable: 0 };
  return { events: await gather(detect(inputOf(content), rules, new EventRisks(), counts)), counts };
};
const stopLogging = (eventID: string, changes: Record<string, unknown> = {}) =>
  cloudTrailRecord({
    ...{ eventID, eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', requestParameters: { name: 'm' } },
    ...changes,
  });

describe('detect', () => {
  it('gives one row an event, in their order, with the id that the service wrote', async () => {
    const records = [
      cloudTrailRecord({
        eventID: 'e1',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstances',
        readOnly: true,
      }),
      stopLogging('e2'),
    ];
    const { events, counts } = await detected(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    expect(events.map(({ id, isFlagged, rules: matched }) => [id, isFlagged, matched])).toEqual([
      ['e1', false, []],
      ['e2', true, ['cloudtrail-logging-disabled']],
    ]);
    expect(events[1]?.score).toBeGreaterThan(0.9);
    expect(events[0]?.score).toBeLessThan(0.1);
    expect(counts).toEqual({ events: 2, flagged: 1, unreadable: 0 });
  });

  it('reads the records of a file of a trail each for itself', async () => {
    const { events } = await detected(JSON.stringify({ Records: [stopLogging('a'), stopLogging('b')] }));
    expect(events.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('flags what the console does for a person, not what a service does', async () => {
    const by = (invokedBy: string) =>
      stopLogging(invokedBy, { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/x', invokedBy } });
    const lines = ['signin.amazonaws.com', 'cloudformation.amazonaws.com'].map((name) => JSON.stringify(by(name)));
    const { events } = await detected(lines.join('\n'));
    expect(events[0]!.score).toBeGreaterThan(events[1]!.score);
  });

  it('gives a line without an id its number, and one that cannot be read no risk', async () => {
    const { events, counts } = await detected(
      '2026-01-15 12:00:00 INFO ready\n{"broken": \n\u0000\u0001\u0002\u0003\u0004\n',
    );
    expect(events[0]).toMatchObject({ id: '1', isFlagged: false });
    expect(events.slice(1).every(({ score }) => score === 0)).toBe(true);
    expect(counts.unreadable).toBeGreaterThan(0);
  });
});
