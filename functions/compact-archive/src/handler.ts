import { awsMarkKey, dynamoTemplateReader, s3Lake } from '@bellwether/aws-adapters';
import { openLog, openMetrics, scheduleHandler } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { declaredOf, keyedRedactionOf } from '@bellwether/pipeline';
import { compactArchive, defaultCompactLimits } from './compact-archive.ts';
import { readEnv } from './env.ts';

const env = readEnv(process.env);
// The rules are read while the key of the redaction is on its way.
const detections = import('@bellwether/detections');
const redaction = await keyedRedactionOf(env.REDACT, awsMarkKey(env));
const log = openLog();
const metrics = openMetrics();

const compact = compactArchive(
  {
    lake: s3Lake(env.LAKE_BUCKET, env.PAYLOAD_KEY_ARN),
    templates: dynamoTemplateReader(env.TEMPLATES_TABLE),
  },
  {
    settleMs: env.SETTLE_MINUTES * 60_000,
    ownLogGroupPrefix: env.OWN_LOG_GROUP_PREFIX,
    rules: compileRules((await detections).ownRules),
    redaction,
    declaredDatasets: declaredOf(env.DECLARED_DATASETS),
    limits: defaultCompactLimits,
  },
);

export const handler = scheduleHandler({
  log,
  metrics,
  run: async (due) => {
    const done = await compact(due);
    metrics.add('EventsCompacted', done.events);
    metrics.add('ObjectsDamaged', done.damaged.length);
    metrics.add('CompactionBehindMs', done.behindMs);
    for (const path of done.damaged) log.warn('An object of the lake is damaged and was left as it is.', { path });
    return done;
  },
});
