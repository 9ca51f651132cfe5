import { describe, expect, it } from '@jest/globals';
import { compileRules } from '../../src/compile-rules.ts';
import { matchRules } from '../../src/match-rules.ts';
import { loadSigma } from '../../src/sigma/load-sigma.ts';
import { readSigmaRule } from '../../src/sigma/read-sigma-rule.ts';
import { eventOf } from '../rule-factory.ts';

const dialects = { sigma: await loadSigma() };

const sigma = {
  title: 'A bucket was emptied',
  id: '3a1f0c52-7a55-4c0a-9a11-0d6d3f1b2c3d',
  description: 'Somebody deleted many objects.',
  author: 'A. Author',
  references: ['https://example.com/a'],
  tags: ['attack.impact', 'attack.t1485'],
  logsource: { product: 'aws', service: 'cloudtrail' },
  detection: {
    selection: { eventSource: 's3.amazonaws.com', 'eventName|startswith': 'DeleteObject' },
    filter_status: { errorCode: null },
    condition: 'selection and 1 of filter_*',
  },
  level: 'high',
};

describe('readSigmaRule', () => {
  it('takes over what the rule says, with its author', () => {
    expect(readSigmaRule(sigma)).toEqual({
      id: 'sigma-3a1f0c52-7a55-4c0a-9a11-0d6d3f1b2c3d',
      title: 'A bucket was emptied',
      description: 'Somebody deleted many objects.',
      severity: 'ERROR',
      score: 0.8,
      dataset: 'cloudtrail',
      dialect: 'sigma',
      logSource: { category: '', product: 'aws', service: 'cloudtrail' },
      selections: { selection: sigma.detection.selection, filter_status: { errorCode: null } },
      condition: 'selection and 1 of filter_*',
      dedupeBy: ['userIdentity.arn', 'eventName'],
      attack: { tactic: 'TA0040', technique: 'T1485' },
      references: ['https://example.com/a'],
      attribution: 'A. Author, Sigma rule 3a1f0c52-7a55-4c0a-9a11-0d6d3f1b2c3d, Detection Rule License 1.1',
    });
  });

  it('gives a rule that runs', () => {
    const rules = compileRules([readSigmaRule(sigma)], dialects);
    expect(matchRules(rules, eventOf(), { eventSource: 's3.amazonaws.com', eventName: 'DeleteObjects' })).toHaveLength(
      1,
    );
    expect(matchRules(rules, eventOf(), { eventSource: 's3.amazonaws.com', eventName: 'GetObject' })).toEqual([]);
  });

  it('takes a list of words as words of the message, and a list of conditions as any of them', () => {
    const detection = { words: ['rm -rf', 'mkfs'], other: { a: 'b' }, condition: ['words', 'other'] };
    const rules = compileRules(
      [readSigmaRule({ ...sigma, logsource: { product: 'linux', service: 'syslog' }, detection })],
      dialects,
    );
    expect(matchRules(rules, eventOf({ dataset: 'ec2', message: 'sudo mkfs /dev/sda' }))).toHaveLength(1);
    expect(matchRules(rules, eventOf({ dataset: 'ec2', message: 'sudo ls' }))).toEqual([]);
  });

  it.each([
    ['a text', 'title: x', 'document: it is not a Sigma rule'],
    ['a rule without a detection', { ...sigma, detection: undefined }, 'detection: it is missing'],
    [
      'a rule without a condition',
      { ...sigma, detection: { selection: { a: 'b' } } },
      'detection.condition: it is missing',
    ],
    [
      'a source that is not read',
      { ...sigma, logsource: { product: 'windows', service: 'security' } },
      'windows/security is not read here',
    ],
    ['correlation', { ...sigma, detection: { ...sigma.detection, timeframe: '5m' } }, 'detection.timeframe'],
    ['a level that is none', { ...sigma, level: 'constructor' }, 'level'],
    [
      'a value that is a map',
      { ...sigma, detection: { selection: { a: { b: 'c' } }, condition: 'selection' } },
      'detection.selection.a',
    ],
    [
      'a selection that is a text',
      { ...sigma, detection: { selection: 'x', condition: 'selection' } },
      'detection.selection',
    ],
  ])('refuses %s', (_name, parsed, problem) => {
    expect(() => readSigmaRule(parsed)).toThrow(problem);
  });
});
