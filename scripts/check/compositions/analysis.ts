import { gunzipSync } from 'node:zlib';
import { dayMs, hourMs } from '@bellwether/log-model';
import type { AnalysisPlan } from '@bellwether/analysis';
import type { Composition, Effect, Seen } from './composition.ts';
import { buckets, fieldOf, puts, retentions, table } from './looks.ts';

const runId = 'a'.repeat(32);
const windowId = 'b'.repeat(32);
const untilMs = Math.floor(Date.now() / hourMs) * hourMs - hourMs;
const startMs = untilMs - 2 * dayMs;

const bucketEffect: Effect = {
  changed: 'lake-two',
  look: buckets('lake-'),
  before: ['lake-one'],
  after: ['lake-two'],
};

/** Databases that Athena's statements name. */
const databases: Effect['look'] = (seen) => {
  const statements = fieldOf('athena', 'StartQueryExecution', 'QueryString')(seen) as readonly string[];
  return [...new Set(statements.flatMap((text) => /FROM "(\w+)"\."events_once"/.exec(text)?.[1] ?? []))];
};

const archiveEffects: Readonly<Record<string, Effect>> = {
  ARCHIVE_DATABASE: { changed: 'lake_two', look: databases, before: ['lake_one'], after: ['lake_two'] },
  ARCHIVE_WORKGROUP: {
    changed: 'group-two',
    look: fieldOf('athena', 'StartQueryExecution', 'WorkGroup'),
    before: ['group-one'],
    after: ['group-two'],
  },
};

const archiveEnvironment = { LAKE_BUCKET: 'lake-one', ARCHIVE_DATABASE: 'lake_one', ARCHIVE_WORKGROUP: 'group-one' };

/** The plan that a run wrote. */
const writtenPlan = (seen: Seen): AnalysisPlan => {
  const put = puts(seen).find(({ key }) => key.endsWith('/plan.json'));
  return JSON.parse(gunzipSync(put?.body ?? '').toString()) as AnalysisPlan;
};

export const planWindows: Composition = {
  environment: archiveEnvironment,
  events: [{ days: 2, until: new Date(untilMs).toISOString() }],
  // Twenty thousand events, all of the last hour.
  arrangement: { rows: () => [[String(untilMs - hourMs), '', '20000']] },
  effects: {
    ...archiveEffects,
    LAKE_BUCKET: bucketEffect,
    EVENT_RETENTION_DAYS: {
      changed: '1',
      look: (seen) => writtenPlan(seen).windows[0]?.reason,
      before: 'before_archive',
      after: 'expired',
    },
    MAX_READING_USD: {
      changed: '0',
      look: ({ answers }) => (answers[0] as { readonly decision: string }).decision,
      before: 'analyze',
      after: 'refuse',
    },
    WINDOWS_AT_ONCE: {
      changed: '1',
      look: (seen) => writtenPlan(seen).estimate.seconds > 20,
      before: false,
      after: true,
    },
  },
};

const planOf = (reason?: 'expired'): AnalysisPlan => ({
  version: 1,
  id: runId,
  name: 'analysis-0123456789abcdef',
  title: 'Analysis of all logs',
  selection: ['*'],
  patterns: [],
  createdMs: untilMs,
  windows: [{ id: windowId, startMs, endMs: untilMs, ...(reason === undefined ? {} : { reason }) }],
  source: { kind: 'archive', cannotGive: [] },
  cutByRetention: [],
  estimate: { events: 1, usd: 0.01, seconds: 1, longestSeconds: 1 },
  revision: '',
});

/** The plan in whichever bucket is asked. */
const planned = (plan: AnalysisPlan): ReadonlyMap<string, Uint8Array> =>
  new Map(
    ['lake-one', 'lake-two'].map((bucket) => [
      `${bucket}/analyses/runs/${runId}/plan.json`,
      Buffer.from(JSON.stringify(plan)),
    ]),
  );

const retentionEffect: Effect = {
  changed: '30',
  look: retentions,
  before: ['analyses-one 90'],
  after: ['analyses-one 30'],
};

const event = ['e1', String(startMs + 5), 'application', '111122223333', '/app', 'INFO', 'started', '{}', 't1'];

export const analyzeWindow: Composition = {
  environment: { ...archiveEnvironment, ANALYSES_TABLE: 'analyses-one', TEMPLATES_TABLE: 'templates-one' },
  events: [{ runId, windowId }],
  arrangement: { objects: planned(planOf()), rows: () => [event] },
  effects: {
    ...archiveEffects,
    LAKE_BUCKET: bucketEffect,
    ANALYSES_TABLE: table('analyses'),
    TEMPLATES_TABLE: table('templates'),
    ANALYSIS_RETENTION_DAYS: retentionEffect,
  },
};

/** Models that were asked, or whose tokens were counted, without repeats: an answer without claims is asked for once more. */
const callsTo = (seen: Seen, ending: string): readonly string[] => [
  ...new Set(
    seen.sent
      .filter(({ service, path }) => service === 'bedrock' && path.endsWith(ending))
      .map(({ path }) => path.split('/')[2] ?? ''),
  ),
];

const modelId = 'eu.anthropic.claude-test';
const asked = { MODEL_ID: modelId };
/** Whether the model is asked, where that costs too much. */
const askedUnlessDear = (changed: string): Effect => ({
  changed,
  beside: asked,
  look: (seen) => callsTo(seen, '/converse').length > 0,
  before: true,
  after: false,
});

export const summarizeAnalysis: Composition = {
  environment: { LAKE_BUCKET: 'lake-one', ANALYSES_TABLE: 'analyses-one', FINDINGS_TABLE: 'findings-one' },
  events: [{ runId }],
  arrangement: { objects: planned(planOf('expired')) },
  effects: {
    LAKE_BUCKET: bucketEffect,
    ANALYSES_TABLE: table('analyses'),
    FINDINGS_TABLE: table('findings'),
    ANALYSIS_RETENTION_DAYS: retentionEffect,
    MODEL_ID: { changed: modelId, look: (seen) => callsTo(seen, '/converse'), before: [], after: [modelId] },
    MODEL_BASE_ID: {
      changed: 'anthropic.other',
      beside: asked,
      look: (seen) => callsTo(seen, '/count-tokens'),
      before: ['anthropic.claude-test'],
      after: ['anthropic.other'],
    },
    MODEL_INPUT_USD: askedUnlessDear('1000'),
    MODEL_OUTPUT_USD: askedUnlessDear('1000'),
    MODEL_REPORT_USD: askedUnlessDear('0.01'),
    MODEL_DAY_USD: {
      changed: '3',
      beside: asked,
      look: (seen) =>
        seen.sent
          .filter(({ operation }) => operation === 'UpdateItem')
          .map(({ input }) => (input['ExpressionAttributeValues'] as { readonly [':room']?: unknown })[':room']),
      before: [{ N: '1500000' }],
      after: [{ N: '2500000' }],
    },
  },
};
