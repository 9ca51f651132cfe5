import { hourMs } from '@bellwether/log-model';
import type { Finding } from '@bellwether/log-model';
import type { FailureFact, LineFact, ReportFacts } from '../src/index.ts';

const startMs = Date.UTC(2026, 2, 2);

export const findingOf = (fields: Partial<Finding> = {}): Finding => ({
  id: 'f1',
  kind: 'rule',
  rule: 'cloudtrail-logging-disabled',
  title: 'CloudTrail logging was stopped or narrowed',
  severity: 'CRITICAL',
  score: 0.95,
  reasons: ['eventName is StopLogging.', 'requestParameters.name is main.'],
  scope: '111122223333/trail',
  dataset: 'cloudtrail',
  account: '111122223333',
  region: 'us-east-1',
  dedupeKey: '111122223333 | main',
  resources: { trailName: 'main' },
  evidence: ['0f4c7e52-6f0e'],
  windowStartMs: startMs + 12 * hourMs,
  firstSeenMs: startMs + 13 * hourMs,
  lastSeenMs: startMs + 13 * hourMs + 180_000,
  count: 2,
  attack: { tactic: 'TA0005', technique: 'T1562.008' },
  ...fields,
});

export const lineOf = (fields: Partial<LineFact> = {}): LineFact => ({
  location: 'email.log',
  line: 41,
  timeMs: startMs + 14 * hourMs,
  text: 'KeyError: tracking_url',
  ...fields,
});

export const failureOf = (fields: Partial<FailureFact> = {}): FailureFact => ({
  id: 'k1',
  title: 'email.log: KeyError: tracking_url',
  severity: 'ERROR',
  reasons: ['At templates.py:57.', 'Just before, 13:58 email.log: Worker started'],
  before: ['Just before, 13:58 email.log: Worker started'],
  after: [],
  where: ['email.log'],
  scopes: ['111122223333:email.log'],
  count: 30,
  firstSeenMs: startMs + 14 * hourMs,
  lastSeenMs: startMs + 15 * hourMs,
  goesOn: false,
  trend: 'new',
  lines: [lineOf()],
  kinds: [
    {
      title: 'KeyError: tracking_url',
      severity: 'ERROR',
      location: 'email.log',
      count: 30,
      firstSeenMs: startMs + 14 * hourMs,
      lastSeenMs: startMs + 15 * hourMs,
      lines: [lineOf()],
      bars: [0, 3, 27],
    },
  ],
  ...fields,
});

export const emptyFacts: ReportFacts = {
  title: 'Nothing',
  period: { startMs, endMs: startMs },
  records: { received: 0, classified: 0, unreadable: {}, dropped: {} },
  datasets: [],
  templates: [],
  findings: [],
  timeline: [],
  remediations: [],
};

export const factsOf = (fields: Partial<ReportFacts> = {}): ReportFacts => ({
  title: 'A day of account 111122223333',
  period: { startMs, endMs: startMs + 24 * hourMs },
  records: { received: 1_165, classified: 1_150, unreadable: { bad_json: 12 }, dropped: { header: 3 } },
  datasets: [
    { dataset: 'cloudtrail', bySeverity: { INFO: 100, WARNING: 10 } },
    { dataset: 'application', bySeverity: { CRITICAL: 1, ERROR: 39, INFO: 1_000 } },
  ],
  templates: [
    { id: 't1', scope: '/shop/orders', text: 'Order <num> placed', count: 900, severity: 'INFO', isNew: true },
  ],
  findings: [
    findingOf({ id: 'f2', severity: 'WARNING', score: 0.6, title: 'Fewer events than usual', rule: 'volume-drop' }),
    findingOf(),
  ],
  timeline: Array.from({ length: 24 }, (_, hour) => ({
    startMs: startMs + hour * hourMs,
    events: 40 + hour,
    errors: hour === 13 ? 30 : 0,
  })),
  remediations: [
    {
      playbook: 'restart-trail',
      findingId: 'f1',
      resource: 'main',
      state: 'succeeded',
      startedMs: startMs + 13 * hourMs,
      endedMs: startMs + 13 * hourMs + 60_000,
      sentence: 'The trail logs again.',
    },
  ],
  truth: {
    incidents: [
      {
        id: 'i1',
        kind: 'trail-disabled',
        title: 'The trail was stopped',
        expectedRule: 'cloudtrail-logging-disabled',
        startMs,
        endMs: startMs + hourMs,
        findingIds: ['f1'],
      },
      {
        id: 'i2',
        kind: 'port-scan',
        title: 'A host scans another',
        expectedRule: 'flow-port-scan',
        startMs,
        endMs: startMs + hourMs,
        findingIds: [],
      },
    ],
    falseFindingIds: ['f2'],
  },
  ...fields,
});

const hostileTexts = [
  '<script>alert(1)</script>',
  '</style></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '\u001b[2J\u001b[31mred\u0007',
  'first\r\nsecond\u2028third',
  '\u202egpj.exe\u2066',
  '| a | b |\n---',
  '[x](javascript:alert(1)) ![y](http://evil.example/z) www.evil.example',
  '`code` **bold** &lt;b&gt; \ud800',
  'x'.repeat(1_000_000),
];

const actor = { events: 1, failures: 1, firstSeenMs: startMs, lastSeenMs: startMs, others: 1 };

/** Facts in which every text that can come from a log is hostile. */
export const hostileFacts = (): ReportFacts => {
  const texts = hostileTexts;
  const base = factsOf();
  return {
    ...base,
    title: texts.join(' '),
    folder: texts[0] ?? '',
    stateFolder: texts.join(' '),
    templates: texts.map((text, index) => ({
      id: `t${index}`,
      scope: text,
      location: text,
      text,
      count: 1,
      example: lineOf({ location: text, text }),
    })),
    failures: texts.map((text, index) => {
      const kind = { ...failureOf().kinds[0], title: text, location: text, lines: [lineOf({ location: text, text })] };
      return failureOf({
        id: `${index}${text.slice(0, 60)}`,
        title: text,
        reasons: texts,
        before: [text],
        after: texts,
        where: texts,
        lines: texts.map((line) => lineOf({ location: text, text: line })),
        kinds: [kind, kind] as FailureFact['kinds'],
      });
    }),
    actors: {
      of: 'all',
      identities: texts.map((text) => ({ ...actor, actor: text })),
      addresses: texts.map((text) => ({ ...actor, actor: text })),
      isCut: true,
    },
    sources: texts.map((text) => ({
      location: text,
      dataset: 'application',
      events: 1,
      firstSeenMs: startMs,
      lastSeenMs: startMs,
      bars: [1],
    })),
    rates: texts.map((text) => ({ location: text, requests: 100, serverErrors: 90 })),
    evidence: new Map(
      texts.map((text, index) => [
        `f${index}`,
        { lines: [lineOf({ location: text, text })], who: text, from: text, agent: text },
      ]),
    ),
    findings: texts.map((text, index) =>
      findingOf({
        id: `f${index}`,
        rule: text,
        title: text,
        reasons: [text, ...texts],
        dedupeKey: text,
        account: text,
        region: text,
        resources: { [text.slice(0, 2_000)]: text },
        evidence: texts,
        attack: { tactic: text, technique: text },
      }),
    ),
    records: { ...base.records, unreadable: { '<b>bad</b>\u001b': 12 } },
    remediations: texts.map((text) => ({
      playbook: text,
      findingId: text,
      resource: text,
      state: 'failed',
      startedMs: 0,
      sentence: text,
    })),
    truth: {
      incidents: texts.map((text) => ({
        id: text,
        kind: text,
        title: text,
        expectedRule: text,
        startMs: 0,
        endMs: 1,
        findingIds: [],
      })),
      falseFindingIds: texts,
    },
  };
};
