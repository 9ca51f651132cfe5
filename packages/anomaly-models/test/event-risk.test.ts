import { describe, expect, it } from '@jest/globals';
import { EventRisks, riskOfCall, type ApiCall, type RuleHit } from '../src/index.ts';

const call = (eventSource: string, eventName: string, fields: Partial<ApiCall> = {}): ApiCall => ({
  eventSource: `${eventSource}.amazonaws.com`,
  eventName,
  readOnly: undefined,
  errorCode: undefined,
  isByService: false,
  isByRoot: false,
  ...fields,
});
const minute = 60_000;

describe('the risk of a call', () => {
  it.each<[string, ApiCall, ApiCall]>([
    ['a read than a change', call('ec2', 'DescribeInstances'), call('ec2', 'CreateTags')],
    [
      'an ordinary read than one that reveals a secret',
      call('s3', 'ListBuckets'),
      call('secretsmanager', 'GetSecretValue'),
    ],
    ['a change of a machine than one of a guard', call('ec2', 'CreateTags'), call('guardduty', 'UpdateDetector')],
    ['a change of a guard than its end', call('guardduty', 'UpdateDetector'), call('guardduty', 'DeleteDetector')],
    [
      'what failed than what succeeded',
      call('iam', 'CreateUser', { errorCode: 'LimitExceeded' }),
      call('iam', 'CreateUser'),
    ],
    [
      'what failed than what was refused',
      call('iam', 'CreateUser', { errorCode: 'LimitExceeded' }),
      call('iam', 'CreateUser', { errorCode: 'AccessDenied' }),
    ],
    [
      'what a service does than what somebody does',
      call('iam', 'CreateRole', { isByService: true }),
      call('iam', 'CreateRole'),
    ],
    ['what a user does than what root does', call('s3', 'PutObject'), call('s3', 'PutObject', { isByRoot: true })],
    [
      'what CloudTrail calls read-only than the same word without',
      call('x', 'Frobnicate', { readOnly: true }),
      call('x', 'Frobnicate'),
    ],
  ])('is lower for %s', (_, lower, higher) => {
    expect(riskOfCall(lower)).toBeLessThan(riskOfCall(higher));
  });

  it('is below what any rule says, whatever the call', () => {
    for (const name of ['DeleteTrail', 'GetSecretValue', 'PutBucketPolicy', '', 'x'.repeat(10_000)])
      for (const isByRoot of [true, false]) expect(riskOfCall(call('iam', name, { isByRoot }))).toBeLessThan(0.5);
  });
});

const hit = (rule: string, score = 0.8): RuleHit => ({ rule, score });

describe('the risk of an event', () => {
  it('is flagged by a rule, and by nothing else', () => {
    const risks = new EventRisks();
    expect(risks.next({ timestampMs: 0, hits: [hit('a-rule')] })).toEqual({
      score: expect.closeTo(0.8) as unknown,
      isFlagged: true,
      rules: ['a-rule'],
    });
    expect(risks.next({ timestampMs: 1, hits: [], call: call('iam', 'CreateUser') }).isFlagged).toBe(false);
    expect(risks.next({ timestampMs: 2, hits: [hit('weak', 0.4)] }).isFlagged).toBe(false);
  });

  it('is flagged once by a rule that counts: when its threshold is reached', () => {
    const risks = new EventRisks();
    const next = (n: number, group = 'g') =>
      risks.next({ timestampMs: n * minute, hits: [{ rule: 'burst', score: 0.7, threshold: { count: 3, group } }] });
    expect([0, 1, 2, 3].map((n) => next(n).isFlagged)).toEqual([false, false, true, false]);
    expect(next(4, 'another').isFlagged).toBe(false);
    // Six hours later it counts anew.
    expect([500, 501, 502].map((n) => next(n).isFlagged)).toEqual([false, false, true]);
  });

  it('says nothing by a rule that comes after another before that one matched often enough', () => {
    const risks = new EventRisks();
    const fail = (group: string) =>
      risks.next({ timestampMs: 0, hits: [{ rule: 'failed', score: 0.7, threshold: { count: 9, group } }] });
    const succeed = (atMs: number) =>
      risks.next({
        timestampMs: atMs,
        hits: [{ rule: 'in', score: 0.9, after: { rule: 'failed', count: 3, group: 'g' } }],
      });
    expect(succeed(1)).toMatchObject({ isFlagged: false, rules: [] });
    for (const group of ['g', 'g', 'another', 'another']) fail(group);
    expect(succeed(2).isFlagged).toBe(false);
    fail('g');
    expect(succeed(3)).toMatchObject({ isFlagged: true, rules: ['in'] });
    expect(succeed(7 * 60 * minute).isFlagged).toBe(false);
  });

  it('counts a distinct value once', () => {
    const risks = new EventRisks();
    const next = (distinctValue: string) =>
      risks.next({
        timestampMs: 0,
        hits: [{ rule: 'scan', score: 0.7, threshold: { count: 2, group: 'g', distinctValue } }],
      });
    expect([next('a'), next('a'), next('b')].map(({ isFlagged }) => isFlagged)).toEqual([false, false, true]);
  });

  it('is greater for other calls of a principal that a rule spoke about, and less again with time', () => {
    const risks = new EventRisks();
    const next = (atMs: number, principal: string) =>
      risks.next({ timestampMs: atMs, hits: [], call: call('s3', `Get${atMs}`), principal }).score;
    const before = next(0, 'mallory');
    risks.next({ timestampMs: minute, hits: [hit('a-rule')], principal: 'mallory' });
    const after = next(2 * minute, 'mallory');
    expect(after).toBeGreaterThan(before + 0.1);
    expect(next(2 * minute, 'alice')).toBeCloseTo(before);
    expect(next(300 * minute, 'mallory')).toBeLessThan(before + 0.02);
  });

  it('is greater for a call that a principal never made, once enough is known of it', () => {
    const risks = new EventRisks();
    const next = (eventName: string) =>
      risks.next({ timestampMs: 0, hits: [], call: call('s3', eventName), principal: 'alice' }).score;
    const early = next('PutObjectTagging');
    for (let n = 0; n < 60; n += 1) next('GetObject');
    expect(next('PutObjectLegalHold')).toBeGreaterThan(early + 0.05);
  });

  it('is less with each event like it', () => {
    const risks = new EventRisks();
    const scores = Array.from({ length: 20 }, (_, n) => risks.next({ timestampMs: n, hits: [hit('a-rule')] }).score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(scores.at(-1)).toBeLessThan(0.5);
  });
});
