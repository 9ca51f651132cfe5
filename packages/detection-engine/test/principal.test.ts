import { describe, expect, it } from '@jest/globals';
import { compileRules } from '../src/compile-rules.ts';
import { matchRules } from '../src/match-rules.ts';
import { principalOf, seenValueOf } from '../src/principal.ts';
import type { DetectionRule, RuleFirstSeen } from '../src/rule.ts';
import { eventOf, ruleOf } from './rule-factory.ts';

const role = 'arn:aws:iam::111122223333:role/deploy';

describe('who did it', () => {
  it.each<[string, object | undefined, string | undefined]>([
    ['a user', { arn: 'arn:aws:iam::111122223333:user/ana' }, 'arn:aws:iam::111122223333:user/ana'],
    ['the role of a session, by its name', { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ci-7' }, role],
    ['the role that issued a session', { arn: 'x', sessionContext: { sessionIssuer: { arn: role } } }, role],
    [
      'a role without its path',
      { sessionContext: { sessionIssuer: { arn: role.replace('deploy', 'a/b/deploy') } } },
      role,
    ],
    ['nobody of a service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, undefined],
    ['nobody of a name that is too long', { arn: 'a'.repeat(301) }, undefined],
    ['nobody of a name that is no text', { arn: { a: 1 } }, undefined],
  ])('is %s', (_, userIdentity, principal) => {
    expect(principalOf(eventOf(), { userIdentity })).toBe(principal);
  });

  it('is nobody where the log is not one of calls', () => {
    expect(principalOf(eventOf({ dataset: 'vpc-flow' }), { userIdentity: { arn: role } })).toBeUndefined();
  });
});

describe('what must be new', () => {
  it.each<[RuleFirstSeen['of'], object, string | undefined]>([
    ['call', { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' }, 'iam:CreateUser'],
    ['call', { eventName: 'CreateUser' }, undefined],
    ['region', { awsRegion: 'eu-west-1' }, 'eu-west-1'],
    ['network', { sourceIPAddress: '203.0.113.9' }, '203.0.0.0/16'],
    ['network', { sourceIPAddress: '2001:DB8:0001:2::7' }, '2001:db8:1::/48'],
    ['network', { sourceIPAddress: '::1' }, '0:0:0::/48'],
    ['network', { sourceIPAddress: 'cloudformation.amazonaws.com' }, undefined],
    ['agent', { userAgent: 'aws-cli/2.31.0 md/awscrt#0.26.1' }, 'aws-cli'],
    ['agent', { userAgent: '[S3Console/0.4, aws-internal/3]' }, 's3console'],
    ['agent', {}, undefined],
    ['hour', {}, '12:00 to 18:00 UTC'],
    ['match', {}, 'it'],
  ])('is, of a %s, read from %j', (of, document, value) => {
    const event = eventOf({ timestampMs: Date.UTC(2026, 0, 15, 13, 30) });
    expect(seenValueOf(of, event, document as Record<string, unknown>)).toBe(value);
  });
});

describe('rules that look at the past or wait', () => {
  const firstSeen: RuleFirstSeen = { of: 'network', historyDays: 7 };
  const document = { eventName: 'StopLogging', sourceIPAddress: '203.0.113.9', userIdentity: { arn: role } };

  it('match with who did it and what must be new, which is what they are about', () => {
    const [match] = matchRules(compileRules([ruleOf({ firstSeen })]), eventOf(), document);
    expect(match).toMatchObject({ principal: role, seenValue: '203.0.0.0/16', dedupeKey: `${role} | 203.0.0.0/16` });
  });

  it('do not match where nobody is named', () => {
    const rules = compileRules([ruleOf({ firstSeen })]);
    expect(matchRules(rules, eventOf(), { ...document, userIdentity: {} })).toEqual([]);
    expect(matchRules(rules, eventOf(), { ...document, sourceIPAddress: 'x' })).toEqual([]);
  });

  const end = ruleOf({ id: 'end', mode: 'counted', dedupeBy: ['name'] });
  const absence = { rule: 'end', withinMinutes: 60, groupBy: ['name'] };
  it.each<[string, readonly DetectionRule[]]>([
    ['one of threshold, after, firstSeen and absence', [ruleOf({ firstSeen, threshold: { count: 2, groupBy: [] } })]],
    ['only records of CloudTrail', [ruleOf({ firstSeen, dataset: 'eks' })]],
    ['an integer of 1 to 28', [ruleOf({ firstSeen: { of: 'call', historyDays: 29 } })]],
    ['an integer of 1 to 28', [ruleOf({ firstSeen: { of: 'call', historyDays: Number.NaN } })]],
    ['an integer of 5 to 1440', [ruleOf({ absence: { ...absence, withinMinutes: 4 } }), end]],
    ['there is no such rule', [ruleOf({ absence })]],
    ['its mode is not counted', [ruleOf({ absence }), { ...end, mode: 'live' }]],
    ['it is about another dataset', [ruleOf({ absence }), { ...end, dataset: 'eks' }]],
    ['another number of fields', [ruleOf({ absence: { ...absence, groupBy: [] } }), end]],
  ])('are refused by name: %s', (problem, rules) => {
    expect(() => compileRules(rules)).toThrow(problem);
  });
});
