import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersPolicy, type PolicyQuestion } from '../../src/policy/policy-questions.ts';
import { holds } from '../rule-factory.ts';

const own = '111122223333';
type Statement = Readonly<Record<string, unknown>>;
const allow = (fields: Statement): Statement => ({ Effect: 'Allow', ...fields });
const deny = (fields: Statement): Statement => ({ Effect: 'Deny', ...fields });
const answers = (question: PolicyQuestion, ...statements: readonly Statement[]): boolean =>
  answersPolicy(question, { Version: '2012-10-17', Statement: statements }, own);

type Row = [name: string, statement: Statement, expected: boolean];

const administrator: readonly Row[] = [
  ['every action on every resource', { Action: '*', Resource: '*' }, true],
  ['*:* as every action', { Action: '*:*', Resource: '*' }, true],
  ['stars in a row as one', { Action: '**', Resource: '**' }, true],
  ['every action anywhere in a list', { Action: ['s3:GetObject', '*'], Resource: ['arn:aws:s3:::x', '*'] }, true],
  ['every ARN as every resource', { Action: '*', Resource: 'arn:aws:*' }, true],
  ['all actions but some', { NotAction: 'aws-portal:*', Resource: '*' }, true],
  ['all resources but some as not every resource', { Action: '*', NotResource: 'arn:aws:s3:::secret/*' }, false],
  ['all but IAM as not every action', { NotAction: ['iam:*', 'organizations:*'], Resource: '*' }, false],
  ['a condition on how the call is made', { Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, true], // prettier-ignore
  ['a condition on what the call is about as narrower', { Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }, false], // prettier-ignore
  ['one service', { Action: 's3:*', Resource: '*' }, false],
  ['one bucket', { Action: '*', Resource: 'arn:aws:s3:::my-bucket/*' }, false],
  ['no resource at all', { Action: [], Resource: '*' }, false],
];

const identities: readonly Row[] = [
  ['every action of IAM', { Action: 'iam:*', Resource: '*' }, true],
  ['a wildcard over what gives rights', { Action: 'iam:Put*', Resource: '*' }, true],
  ['letters in any case', { Action: 'IAM:attach*', Resource: 'arn:aws:iam::*:*' }, true],
  ['reading as harmless', { Action: ['iam:Get*', 'iam:List*'], Resource: '*' }, false],
  ['one action in full as what a deployment asks for', { Action: 'iam:PutRolePolicy', Resource: '*' }, false],
  ['one role', { Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/web' }, false],
];

const get = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' };
const given = (operator: string, key: string, value: unknown): Statement => ({
  ...get,
  Principal: '*',
  Condition: { [operator]: { [key]: value } },
});
const everybody: readonly Row[] = [
  ['everybody', { ...get, Principal: '*' }, true],
  ['everybody among AWS principals', { ...get, Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } }, true],
  ['everybody but one', { ...get, NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' } }, true],
  ['a service', { ...get, Principal: { Service: 'cloudtrail.amazonaws.com' } }, false],
  ['a kind of principal that there is not', { ...get, Principal: { '*': '*' } }, false],
  ['a named identity', { ...get, Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } }, false], // prettier-ignore
  ['a policy of an identity', get, false],
  ['encryption on the way as nobody in particular', given('Bool', 'aws:SecureTransport', 'true'), true],
  ['every address', given('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0']), true],
  ['two halves of the internet', given('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1']), true],
  ['one network', given('IpAddress', 'aws:SourceIp', '198.51.100.0/24'), false],
  ['all addresses but one', given('NotIpAddress', 'aws:SourceIp', '198.51.100.7/32'), true],
  ['an organisation', given('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'), false],
  ['an organisation for those that have one', given('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-exampleorgid'), true], // prettier-ignore
  ['any organisation', given('StringLike', 'aws:PrincipalOrgID', 'o-*'), true],
  ['a session of one role', given('StringLike', 'aws:userId', 'AROAEXAMPLE0000000001:*'), false],
  ['a role of one account', given('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*'), false],
  ['a role of any account', given('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/admin'), true],
  ['a bucket as the source', given('ArnEquals', 'aws:SourceArn', 'arn:aws:s3:::orders'), false],
  ['what a caller says of itself', given('StringLike', 'aws:Referer', 'https://example.com/*'), true],
];

const otherAccounts: readonly Row[] = [
  ['the root of another account', { ...get, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }, true],
  ['another account by its number', { ...get, Principal: { AWS: '444455556666' } }, true],
  ['a role of its own account', { ...get, Principal: { AWS: 'arn:aws:iam::111122223333:role/web' } }, false],
  ['a service', { ...get, Principal: { Service: 'lambda.amazonaws.com' } }, false],
];

describe('answersPolicy', () => {
  it.each(administrator)('reads %s', (_name, statement, expected) => {
    expect(answers('administrator', allow(statement))).toBe(expected);
  });
  it.each(identities)('reads, of rights over identities, %s', (_name, statement, expected) => {
    expect(answers('identities', allow(statement))).toBe(expected);
  });
  it.each(everybody)('reads, of who is allowed, %s', (_name, statement, expected) => {
    expect(answers('public', allow(statement))).toBe(expected);
  });
  it.each(otherAccounts)('reads, of accounts, %s', (_name, statement, expected) => {
    expect(answers('other-account', allow(statement))).toBe(expected);
  });

  it('takes a guard that denies everything for no grant', () => {
    const guard = deny({ Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }); // prettier-ignore
    expect(answers('administrator', guard)).toBe(false);
    expect(answers('administrator', guard, allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' }))).toBe(
      false,
    );
    expect(answers('administrator', guard, allow({ Action: '*', Resource: '*' }))).toBe(true);
  });

  it('leaves nothing of a grant where everything is denied', () => {
    const grant = allow({ Action: '*', Resource: '*' });
    expect(answers('administrator', grant, deny({ Action: '*', Resource: '*' }))).toBe(false);
    expect(answers('administrator', grant, deny({ Action: 's3:*', Resource: '*' }))).toBe(true);
  });

  it('reads the same policy however it is written', () => {
    const blanks = fc.array(fc.constantFrom(' ', '\n', '\t', '\r\n'), { maxLength: 6 }).map((all) => all.join(''));
    const actions = fc
      .shuffledSubarray(['s3:GetObject', 'ec2:*', 'sqs:Send*'])
      .chain((some) => fc.shuffledSubarray([...some, '*'], { minLength: some.length + 1 }));
    fc.assert(
      fc.property(blanks, actions, fc.boolean(), fc.boolean(), (blank, list, isEscaped, isEncoded) => {
        const spelt = JSON.stringify({ Statement: { Resource: '*', Action: list, Effect: 'Allow' } });
        const spaced = spelt.replace(/([:,[{])(?=["[{])/g, `${blank}$1${blank}`);
        const escaped = isEscaped ? spaced.replaceAll('*', '\\u002a').replaceAll('Allow', '\\u0041llow') : spaced;
        const text = isEncoded ? encodeURIComponent(escaped.trim()) : escaped;
        expect(answersPolicy('administrator', text, own)).toBe(true);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.string(),
          fc.jsonValue().map((value) => ({ Statement: value })),
        ),
        (policy) => {
          for (const question of ['administrator', 'identities', 'public', 'other-account'] as const)
            expect(typeof answersPolicy(question, policy, own)).toBe('boolean');
        },
      ),
    );
  });
});

describe('a line with |policy', () => {
  const text = JSON.stringify({ Statement: [allow({ Action: '*:*', Resource: '*' })] });
  it('reads a text and an object', () => {
    expect(holds({ 'p|policy': 'administrator' }, { p: text })).toBe(true);
    expect(holds({ 'p|policy': ['public', 'administrator'] }, { p: JSON.parse(text) as unknown })).toBe(true);
    expect(holds({ 'p|policy': 'public' }, { p: text })).toBe(false);
    expect(holds({ 'p|policy': 'administrator' }, {})).toBe(false);
  });
  it('takes the account that the record was delivered to for its own', () => {
    const policy = JSON.stringify({ Statement: [allow({ ...get, Principal: { AWS: '444455556666' } })] });
    expect(holds({ 'p|policy': 'other-account' }, { p: policy, recipientAccountId: '444455556666' })).toBe(false);
    expect(holds({ 'p|policy': 'other-account' }, { p: policy, recipientAccountId: own })).toBe(true);
  });
  it('refuses a question that there is not', () => {
    expect(() => holds({ 'p|policy': 'everything' }, {})).toThrow(/p\|policy: \|policy takes administrator/);
  });
});

describe('a path into a text that is JSON', () => {
  const document = {
    p: JSON.stringify({
      Statement: [
        { Effect: 'Deny', Action: '*' },
        { Effect: 'Allow', Action: ['s3:*'] },
      ],
    }),
  };
  it.each([
    ['reads a value', { 'p{}.Statement.Effect': 'Allow' }, true],
    [
      'keeps lines of one element together',
      { 'p{}.Statement[].Effect': 'Allow', 'p{}.Statement[].Action': '\\*' },
      false,
    ],
    ['finds the element', { 'p{}.Statement[].Effect': 'Allow', 'p{}.Statement[].Action': 's3:\\*' }, true],
    ['finds nothing that is not there', { 'p{}.Version|exists': true }, false],
  ])('%s', (_name, selection, expected) => {
    expect(holds(selection, document)).toBe(expected);
  });
  it('finds nothing in a text that is not JSON, or too long', () => {
    expect(holds({ 'p{}.a|exists': true }, { p: '{"a":' })).toBe(false);
    expect(holds({ 'p{}.a|exists': true }, { p: `{"a":"${'x'.repeat(140_000)}"}` })).toBe(false);
    expect(holds({ 'p{}.a|exists': true }, { p: `${'['.repeat(60_000)}${']'.repeat(60_000)}` })).toBe(false);
  });
});
