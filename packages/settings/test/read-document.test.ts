import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultContents, documentNames, type DocumentName } from '@bellwether/settings';
import { readDocument, readDocumentText } from '@bellwether/settings/documents';

const topicArn = 'arn:aws:sns:eu-west-1:111122223333:oncall';
const secret = 'arn:aws:ssm:eu-west-1:111122223333:parameter/bellwether/slack';
const reason = 'planned migration';

/** What a document says, as a list of sentences; none for a good one. */
const problemsOf = (name: DocumentName, content: unknown): readonly string[] => {
  const result = readDocument(name, { version: 2, [name]: content });
  return result.ok ? [] : result.problems;
};

describe('a document that is good', () => {
  it.each<[DocumentName, unknown]>([
    ['thresholds', {}],
    ['thresholds', { rules: [{ name: 'pay', kind: 'errors', atLeast: 11, scopes: ['*:/app/pay*'], windows: 3 }] }],
    ['thresholds', { rules: [{ name: 'any-critical', kind: 'critical' }] }],
    ['thresholds', { rules: [{ name: 'ratio', kind: 'error_ratio', ratioAbove: 0.05, leastEvents: 100 }] }],
    ['mutes', [{ rule: 'root-*', until: '2030-01-31T00:00:00Z', reason, by: 'ops' }]],
    ['routes', [{ minSeverity: 'ERROR', datasets: ['eks'], team: 'platform', outputs: ['slack-platform', 'default'] }]],
    [
      'outputs',
      [
        { name: 'topic', type: 'sns', topicArn },
        { name: 'mail', type: 'email', from: 'bell@example.com', to: ['ops@example.com'] },
        { name: 'slack', type: 'slack-webhook', secret },
        { name: 'slack-q', type: 'slack-q', topicArn },
        { name: 'teams', type: 'teams', secret },
        {
          name: 'pager',
          type: 'pagerduty',
          secret: secret.replace(':ssm:', ':secretsmanager:').replace('parameter/', 'secret:'),
        },
        { name: 'hook', type: 'webhook', url: 'https://hooks.example.com:8443/a?b=c', secret },
        { name: 'bus', type: 'eventbridge', busName: 'findings' },
      ],
    ],
    ['grouping', { by: ['rule', 'scope'], windowMinutes: 30 }],
  ])('of %s is read', (name, content) => {
    expect(problemsOf(name, content)).toEqual([]);
  });

  it('takes its defaults where it is silent, and they are the built-in ones', () => {
    for (const [name, empty] of [
      ['thresholds', {}],
      ['grouping', {}],
      ['mutes', []],
      ['routes', []],
      ['outputs', []],
    ] as const)
      expect(readDocument(name, { version: 2, [name]: empty })).toMatchObject({
        ok: true,
        document: { content: defaultContents[name] },
      });
  });

  it('fills in the defaults of a rule by its kind', () => {
    const rules = [
      { name: 'a', kind: 'errors', atLeast: 11 },
      { name: 'b', kind: 'critical' },
      { name: 'c', kind: 'error_ratio', ratioAbove: 0.5 },
    ];
    expect(readDocument('thresholds', { version: 2, thresholds: { rules } })).toMatchObject({
      document: {
        content: {
          rules: [
            { severity: 'ERROR', windows: 1, findingSeverity: 'ERROR' },
            { atLeast: 1, windows: 1, findingSeverity: 'CRITICAL' },
            { severity: 'ERROR', atLeast: 1, leastEvents: 20 },
          ],
        },
      },
    });
  });
});

describe('a document of version 1', () => {
  it('keeps its thresholds, and its cooldown becomes the window of a group', () => {
    const thresholds = { alertMinSeverity: 'ERROR', anomalyMinScore: 0.8, cooldownMinutes: 90 };
    expect(readDocument('thresholds', { version: 1, thresholds })).toEqual({
      ok: true,
      document: {
        name: 'thresholds',
        content: { alertMinSeverity: 'ERROR', anomalyMinScore: 0.8, learningHours: 24, rules: [] },
        inherited: { windowMinutes: 90 },
        version: 1,
      },
    });
  });

  it('keeps its mutes', () => {
    const mutes = [{ logGroup: '/app/web', until: '2030-01-31T00:00:00Z', reason }];
    expect(readDocument('mutes', { version: 1, mutes })).toMatchObject({ ok: true, document: { content: mutes } });
  });

  it('gives each topic of its routes an output, besides the alert topic', () => {
    const routes = [
      { minSeverity: 'ERROR', topicArn },
      { minSeverity: 'INFO', sources: ['waf'], topicArn },
    ];
    expect(readDocument('routes', { version: 1, routes })).toMatchObject({
      ok: true,
      document: {
        content: [
          { outputs: ['default', 'topic-oncall'] },
          { datasets: ['waf'], outputs: ['default', 'topic-oncall'] },
        ],
        inherited: { outputs: [{ name: 'topic-oncall', type: 'sns', topicArn }] },
      },
    });
  });

  it.each<DocumentName>(['outputs', 'grouping'])('of %s never was', (name) => {
    expect(readDocument(name, { version: 1, [name]: [] })).toEqual({ ok: false, problems: ['version must be 2.'] });
  });
});

describe('a document that is refused', () => {
  it.each<[string, DocumentName, unknown, readonly string[]]>([
    [
      'a severity that is none',
      'thresholds',
      { alertMinSeverity: 'LOUD' },
      ['thresholds.alertMinSeverity must be one of CRITICAL, ERROR, WARNING, INFO, DEBUG, TRACE.'],
    ],
    [
      'a week and an hour of learning',
      'thresholds',
      { learningHours: 169 },
      ['thresholds.learningHours must be at most 168.'],
    ],
    ['a score above one', 'thresholds', { anomalyMinScore: 1.5 }, ['thresholds.anomalyMinScore must be at most 1.']],
    [
      'a rule of no kind',
      'thresholds',
      { rules: [{ name: 'a', kind: 'sum' }] },
      ['thresholds.rules.0.kind must be one of errors, critical, error_ratio.'],
    ],
    [
      'a ratio rule without its ratio',
      'thresholds',
      { rules: [{ name: 'a', kind: 'error_ratio' }] },
      ['thresholds.rules.0.ratioAbove is missing.'],
    ],
    [
      'a count rule without its count',
      'thresholds',
      { rules: [{ name: 'a', kind: 'errors' }] },
      ['thresholds.rules.0.atLeast is missing.'],
    ],
    [
      'a threshold of none',
      'thresholds',
      { rules: [{ name: 'a', kind: 'errors', atLeast: 0 }] },
      ['thresholds.rules.0.atLeast must be at least 1.'],
    ],
    [
      'half an error',
      'thresholds',
      { rules: [{ name: 'a', kind: 'errors', atLeast: 1.5 }] },
      ['thresholds.rules.0.atLeast must be a whole number.'],
    ],
    [
      'a misspelt field',
      'mutes',
      [{ rule: 'a', until: '2030-01-31T00:00:00Z', untill: 1, reason }],
      ['mutes.0 holds what is not known: untill.'],
    ],
    [
      'a mute of everything',
      'mutes',
      [{ until: '2030-01-31T00:00:00Z', reason }],
      ['mutes.0 must name one of rule, dataset, logGroup, account: otherwise it would silence everything.'],
    ],
    ['a mute without end', 'mutes', [{ rule: 'a', reason }], ['mutes.0.until is missing.']],
    [
      'a month that is none',
      'mutes',
      [{ rule: 'a', until: '2030-13-31T00:00:00Z', reason }],
      ['mutes.0.until is not a time that exists.'],
    ],
    [
      'a day that is none',
      'mutes',
      [{ rule: 'a', until: '2030-02-31T00:00:00Z', reason }],
      ['mutes.0.until is not a time that exists.'],
    ],
    [
      'a local time',
      'mutes',
      [{ rule: 'a', until: '2030-01-31T00:00:00+02:00', reason }],
      ['mutes.0.until has not the form that is asked for.'],
    ],
    [
      'a route to nobody',
      'routes',
      [{ minSeverity: 'ERROR', outputs: [] }],
      ['routes.0.outputs must be at least 1 items.'],
    ],
    [
      'a route of no dataset',
      'routes',
      [{ minSeverity: 'ERROR', datasets: [], outputs: ['a'] }],
      ['routes.0.datasets must be at least 1 items.'],
    ],
    [
      'two outputs of one name',
      'outputs',
      [
        { name: 'a', type: 'sns', topicArn },
        { name: 'a', type: 'sns', topicArn },
      ],
      ['outputs must not name two outputs the same.'],
    ],
    [
      'a secret in the document',
      'outputs',
      [{ name: 'a', type: 'teams', secret: 'https://hooks.example.com/T0/B0/s3cr3t' }],
      ['outputs.0.secret has not the form that is asked for.'],
    ],
    [
      'a hook in the clear',
      'outputs',
      [{ name: 'a', type: 'webhook', url: 'http://example.com', secret }],
      ['outputs.0.url has not the form that is asked for.'],
    ],
    [
      'a hook with a password',
      'outputs',
      [{ name: 'a', type: 'webhook', url: 'https://u:p@example.com/', secret }],
      ['outputs.0.url has not the form that is asked for.'],
    ],
    [
      'an address with a second header',
      'outputs',
      [{ name: 'a', type: 'email', from: 'a@b.c\nBcc: x@y.z', to: ['a@b.c'] }],
      ['outputs.0.from has not the form that is asked for.'],
    ],
    ['a group of nothing', 'grouping', { by: [] }, ['grouping.by must be at least 1 items.']],
    ['a list where an object stands', 'grouping', [], ['grouping must be an object.']],
  ])('for %s', (_, name, content, problems) => {
    expect(problemsOf(name, content)).toEqual(problems);
  });

  it.each([[undefined], [null], [1], ['x'], [[]], [{}], [{ version: 3, mutes: [] }], [{ version: '2', mutes: [] }]])(
    'when it is %j as a whole',
    (value) => {
      for (const name of documentNames) expect(readDocument(name, value).ok).toBe(false);
    },
  );

  it('says at most twenty problems, and how many more there are', () => {
    const problems = problemsOf(
      'mutes',
      Array.from({ length: 30 }, () => ({ rule: 'a', reason })),
    );
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('There are 10 more problems.');
  });

  it('never quotes what was written', () => {
    const marker = 'hunter2-s3cr3t';
    const hostile = fc.oneof(fc.constant(marker), fc.constant({ [marker]: marker }), fc.constant([marker]));
    const shapes = fc.dictionary(
      fc.constantFrom('rule', 'until', 'reason', 'name', 'kind', 'type', 'secret', 'by', 'minSeverity', marker),
      hostile,
    );
    fc.assert(
      fc.property(fc.constantFrom(...documentNames), fc.oneof(shapes, fc.array(shapes)), (name, content) => {
        expect(problemsOf(name, content).join(' ')).not.toContain('s3cr3t');
      }),
    );
  });
});

describe('the text of a document', () => {
  it('is refused without a word of it when it is not JSON', () => {
    expect(readDocumentText('mutes', '{"version": hunter2')).toEqual({
      ok: false,
      problems: ['The document is not JSON.'],
    });
  });

  it('is refused when it is a megabyte', () => {
    expect(readDocumentText('mutes', ' '.repeat(1_000_001)).ok).toBe(false);
  });

  it('never throws, whatever it is, and pollutes no prototype', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documentNames), fc.json(), (name, text) => {
        expect(typeof readDocumentText(name, text).ok).toBe('boolean');
      }),
    );
    readDocumentText('mutes', '{"version":2,"mutes":[],"__proto__":{"polluted":true}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
