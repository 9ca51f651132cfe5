import { describe, expect, it } from '@jest/globals';
import { compileRules } from '../../src/compile-rules.ts';
import { matchRules } from '../../src/match-rules.ts';
import { readSigmaCollection, type SigmaCollection } from '../../src/sigma/read-sigma-collection.ts';
import { readRuleDocuments } from '../../src/sigma/rule-documents.ts';
import { eventOf } from '../rule-factory.ts';
import { sigma } from './sigma-factory.ts';

const ruleText = (id: string, more = ''): string =>
  `title: Rule ${id}\nid: ${id}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s: {eventName: ${id}}\n  condition: s\n${more}`;

const correlationText = (rules: string, more = ''): string =>
  `title: Many\nid: many\nname: many\ncorrelation:\n  type: event_count\n  rules: ${rules}\n  group-by: [who, where]\n  timespan: 5m\n  condition: {gte: 3}\n  aliases: {who: {A: userIdentity.arn}}\n${more}`;

const read = (...texts: readonly string[]): SigmaCollection =>
  readSigmaCollection(
    texts.flatMap((text, index) => readRuleDocuments(`${index}.yml`, text)),
    sigma,
  );

describe('readSigmaCollection', () => {
  it('reads rules, correlations and filters, in whatever order they come', () => {
    const filter = 'title: F\nlogsource: {product: aws}\nfilter:\n  rules: any\n  s: {user: bot}\n  condition: not s\n';
    const { rules, correlations, filters, leftOut } = read(correlationText('A'), filter, ruleText('A'));
    expect(leftOut).toEqual([]);
    expect(rules.map(({ file, read: { id } }) => [file, id])).toEqual([['2.yml', 'sigma-A']]);
    expect(rules[0]?.read.filters).toHaveLength(1);
    expect(correlations.map(({ read: { id } }) => id)).toEqual(['many']);
    expect(filters.map(({ file }) => file)).toEqual(['1.yml']);
  });

  const leftOut: readonly (readonly [name: string, texts: readonly string[], reason: string])[] = [
    ['a log that is not read', ['title: W\nlogsource: {product: windows, category: process_creation}\ndetection: {s: {a: b}, condition: s}\n'], 'a log source that is not read'],
    ['what cannot be expressed', [ruleText('A').replace('eventName: A', 'a|re: (?=x)y')], 'look-around in |re is not supported'],
    ['malformed content', [ruleText('A').replace('condition: s', 'condition: t')], 'malformed'],
    ['no title and no condition', ['detection: {s: {a: b}}\nlogsource: {product: aws, service: cloudtrail}\n'], 'malformed'],
    ['a deprecated rule', [ruleText('A', 'status: deprecated\n')], 'its status is deprecated'],
    ['a list', ['- a\n- b\n'], 'not a document of Sigma'],
    ['a collection by action', ['action: global\ntitle: x\n'], 'a collection by "action" is not supported'],
    ['a correlation over nothing', [correlationText('[A]')], 'a correlation over rules that are not there'],
    ['correlations in a circle', [correlationText('[many2]'), correlationText('[many]').replaceAll(': many\n', ': many2\n')], 'correlations that refer to each other in a circle'],
  ]; // prettier-ignore
  it.each(leftOut)('leaves out %s, with its reason', (_name, texts, reason) => {
    const collection = read(...texts);
    expect(collection.rules).toEqual([]);
    expect(collection.correlations).toEqual([]);
    expect(collection.leftOut.map((one) => one.reason)).toEqual(texts.map(() => reason));
  });

  it('leaves out a second rule of one id, and keeps the first', () => {
    const { rules, leftOut: left } = read(ruleText('A'), ruleText('A'));
    expect(rules).toHaveLength(1);
    expect(left).toMatchObject([{ file: '1.yml', id: 'A', reason: 'malformed' }]);
    expect(left[0]?.detail).toContain('0.yml has it too');
  });

  it('leaves out a correlation over a correlation that was left out', () => {
    const { correlations, leftOut: left } = read(
      correlationText('[A]'),
      correlationText('[many]').replaceAll(': many\n', ': more\n'),
    );
    expect(correlations).toEqual([]);
    expect(left.map(({ id, reason }) => [id, reason])).toEqual([
      ['many', 'a correlation over rules that are not there'],
      ['more', 'a correlation over rules that are not there'],
    ]);
  });

  it('marks rules that only correlations look at, with the fields that those compare', () => {
    const [base] = read(correlationText('A'), ruleText('A')).rules;
    expect(base?.read).toMatchObject({
      mode: 'part',
      correlatedBy: { where: 'where', 'userIdentity.arn': 'userIdentity.arn' },
    });
    const rules = compileRules(base === undefined ? [] : [base.read], { sigma });
    const document = { eventName: 'A', userIdentity: { arn: 'alice' } };
    expect(matchRules(rules, eventOf(), document)[0]?.fields).toEqual({ 'userIdentity.arn': 'alice' });
  });

  it('keeps the findings of a rule where a correlation over it says so', () => {
    const [base] = read(correlationText('A', '  generate: true\n'), ruleText('A')).rules;
    expect(base?.read.mode).toBeUndefined();
    expect(base?.read.correlatedBy).toBeDefined();
  });

  it('calls fields as records of the log source do', () => {
    const { rules, leftOut: left } = read(
      'title: D\nid: d\nlogsource: {category: dns}\ndetection:\n  s:\n    query|endswith: .evil.example\n    record_type: TXT\n  condition: s\n',
    );
    expect(left).toEqual([]);
    expect(rules[0]?.read).toMatchObject({
      dataset: 'route53',
      selections: { s: { 'dns.question.name|endswith': '.evil.example', 'dns.question.type': 'TXT' } },
    });
  });
});
