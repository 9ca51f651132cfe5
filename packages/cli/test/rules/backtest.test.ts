import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { minuteMs, type DetectionRule } from '@bellwether/log-model';
import { makeEvent, sampleTimeMs } from '@bellwether/testkit';
import { createBacktest } from '../../src/rules/backtest.ts';

const ruleOf = (id: string): DetectionRule => {
  const rule = ownRules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(id);
  return rule;
};

/** A line of sshd, so many minutes after the beginning. */
const lineAt = (minute: number, message: string, address = '203.0.113.9') =>
  makeEvent({
    id: `${message}-${minute}-${address}`,
    timestampMs: sampleTimeMs + minute * minuteMs,
    dataset: 'ec2',
    logGroup: '/ec2/var/log/secure',
    message,
    attributes: { 'source.ip': address },
  });

const failed = 'Failed password for root';
const accepted = 'Accepted password for root';

describe('a backtest of a rule that comes after another', () => {
  const backtest = async (events: readonly ReturnType<typeof lineAt>[]) => {
    const rule = ruleOf('ssh-login-after-failures');
    const { take, conclude } = createBacktest(rule, undefined, ruleOf('ssh-brute-force'));
    for (const event of events) take(event);
    const { matches, findings, examples } = await conclude();
    return { matches, findings, messages: examples.map(({ message }) => message) };
  };
  const failures = Array.from({ length: 12 }, () => lineAt(1, failed));

  it('counts the events of the other rule, and its own alone as matches', async () => {
    const found = await backtest([...failures, lineAt(2, accepted)]);
    expect(found).toEqual({ matches: 1, findings: 1, messages: [accepted] });
  });

  it.each([
    ['nothing failed', [lineAt(2, accepted)]],
    ['too few failed', [...failures.slice(3), lineAt(2, accepted)]],
    ['they failed long before', [...failures, lineAt(90, accepted)]],
    ['another address got in', [...failures, lineAt(2, accepted, '198.51.100.7')]],
  ])('finds nothing where %s', async (_, events) => {
    expect(await backtest(events)).toMatchObject({ matches: 1, findings: 0 });
  });
});

describe('a backtest of a rule about what is new, or what does not follow', () => {
  const trailAt = (minute: number, action: string, attributes: object = {}) =>
    makeEvent({
      ...{ id: `${action}-${minute}`, timestampMs: sampleTimeMs + minute * minuteMs, dataset: 'cloudtrail' },
      ...{ logGroup: '/cloudtrail', message: action, region: 'eu-west-1' },
      attributes: {
        ...{ 'event.action': action, 'event.provider': 'iam.amazonaws.com', 'source.address': '203.0.113.9' },
        'aws.cloudtrail.user_identity.arn': 'arn:aws:sts::111122223333:assumed-role/deploy/ci',
        ...attributes,
      },
    });
  const day = 24 * 60;

  const newNetwork: DetectionRule = {
    ...ruleOf('trail-logging-started'),
    id: 'new-network',
    mode: 'live',
    selections: { named: { 'eventName|exists': true } },
    condition: 'named',
    firstSeen: { of: 'network', historyDays: 14 },
    dedupeBy: [],
  };

  it('finds the new network once its principal is known for long enough', async () => {
    const { take, conclude } = createBacktest(newNetwork, undefined);
    const elsewhere = {
      'source.address': '198.51.100.7',
      'aws.cloudtrail.user_identity.arn': 'arn:aws:sts::111122223333:assumed-role/deploy/other',
    };
    for (const event of [
      trailAt(0, 'CreateUser'),
      trailAt(15 * day, 'CreateUser'),
      trailAt(16 * day, 'TagUser', elsewhere),
    ])
      take(event);
    const { findings, days } = await conclude();
    expect(findings).toBe(1);
    expect(days.filter((one) => one.findings > 0)).toHaveLength(1);
  });

  it.each([
    ['nothing follows', [0], 1],
    ['the wait goes on when the events end', [9 * 60], 0],
  ])('finds what does not follow where %s', async (_, minutes, findings) => {
    const rule: DetectionRule = {
      ...ruleOf('trail-not-started-again'),
      selections: { stopped: { eventName: 'StopLogging' } },
      absence: { rule: 'trail-logging-started', withinMinutes: 60, groupBy: ['awsRegion', 'userIdentity.arn'] },
    };
    const until = sampleTimeMs + 10 * 60 * minuteMs;
    const backtest = createBacktest(rule, undefined, ruleOf('trail-logging-started'), until);
    for (const minute of minutes) backtest.take(trailAt(minute, 'StopLogging'));
    expect((await backtest.conclude()).findings).toBe(findings);
  });
});
