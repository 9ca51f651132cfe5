import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { defineEnv, EnvironmentError } from '@bellwether/env';

const readEnv = defineEnv({
  FINDINGS_TABLE: z.string().min(3).describe('DynamoDB table that receives findings.'),
  ALERT_THRESHOLD: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.8)
    .describe('Anomaly score in [0, 1] that raises a finding.'),
  NARRATE: z.stringbool().default(false).describe('Ask the language model to word the report.'),
  MODEL_ID: z.string().describe('Bedrock model or inference profile.').optional(),
});

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('defineEnv', () => {
  it.each([
    [
      'reads every variable',
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: '0.5', NARRATE: 'true', MODEL_ID: 'm' },
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: 0.5, NARRATE: true, MODEL_ID: 'm' },
    ],
    [
      'uses defaults for absent variables',
      { FINDINGS_TABLE: 'findings' },
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: 0.8, NARRATE: false, MODEL_ID: undefined },
    ],
    [
      'counts a blank variable as absent',
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: ' ', NARRATE: '', MODEL_ID: '\t' },
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: 0.8, NARRATE: false, MODEL_ID: undefined },
    ],
    [
      'reads "false" as false',
      { FINDINGS_TABLE: 'findings', NARRATE: 'false' },
      { FINDINGS_TABLE: 'findings', ALERT_THRESHOLD: 0.8, NARRATE: false, MODEL_ID: undefined },
    ],
  ])('%s', (_name, given, expected) => {
    expect(readEnv(given)).toEqual(expected);
  });

  it('reports all problems at once, by name', () => {
    expect(problemsOf(() => readEnv({ ALERT_THRESHOLD: '7', NARRATE: 'perhaps' }))).toEqual([
      'FINDINGS_TABLE is not set.',
      'ALERT_THRESHOLD must be at most 1.',
      expect.stringMatching(/^NARRATE must be one of true, /),
    ]);
  });

  it('names the error so that a log can be searched for it', () => {
    expect(() => readEnv({})).toThrow(expect.objectContaining({ name: 'EnvironmentError' }));
  });

  it('gives a frozen result, all the way down', () => {
    const read = defineEnv({ GROUPS: z.string().transform((text) => ({ names: text.split(',') })) });
    const env = read({ GROUPS: 'a,b' });
    expect(Object.isFrozen(env) && Object.isFrozen(env.GROUPS) && Object.isFrozen(env.GROUPS.names)).toBe(true);
  });

  it('treats a coerced string that is absent as not set', () => {
    expect(problemsOf(() => defineEnv({ TABLE: z.coerce.string() })({}))).toEqual(['TABLE is not set.']);
  });

  it('accepts schemas of zod/mini', () => {
    const read = defineEnv({ SIZE: mini._default(mini.coerce.number().check(mini.describe('Bytes.')), 5) });
    expect(read({})).toEqual({ SIZE: 5 });
    expect(read.contract).toEqual({ variables: { SIZE: { required: false, description: 'Bytes.', default: 5 } } });
  });

  it('publishes a contract, sorted by name', () => {
    expect(Object.entries(readEnv.contract.variables)).toEqual([
      [
        'ALERT_THRESHOLD',
        { required: false, default: 0.8, description: 'Anomaly score in [0, 1] that raises a finding.' },
      ],
      ['FINDINGS_TABLE', { required: true, description: 'DynamoDB table that receives findings.' }],
      ['MODEL_ID', { required: false, description: 'Bedrock model or inference profile.' }],
      ['NARRATE', { required: false, default: false, description: 'Ask the language model to word the report.' }],
    ]);
  });

  it('never shows a value, whatever the value and the schema', () => {
    const read = defineEnv({
      NUMBER: z.coerce.number().int().max(9),
      CHOICE: z.enum(['alpha', 'beta']),
      PATTERN: z.string().regex(/^arn:/),
      JSON: z.string().transform((text) => JSON.parse(text) as unknown),
      CUSTOM: z.string().refine(() => false, { error: (issue) => `bad: ${String(issue.input)}` }),
    });
    fc.assert(
      fc.property(fc.stringMatching(/^Q[a-z0-9]{8,20}Q$/), (secret) => {
        const problems = problemsOf(() =>
          read({ NUMBER: secret, CHOICE: secret, PATTERN: secret, JSON: secret, CUSTOM: secret }),
        );
        expect(problems).toHaveLength(5);
        expect(problems.join(' ')).not.toContain(secret);
      }),
    );
  });
});
