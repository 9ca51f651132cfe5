import { awsMarkKey, awsSettings, ingestPorts, s3Objects } from '@bellwether/aws-adapters';
import { knownTrailRecords } from '@bellwether/known-lines';
import { openLog, openMetrics, queueHandler } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { declaredOf, defaultObjectLimits, deployedArchive, keyedRedactionOf, limitsOf } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { emitCloudTrail } from './emit-cloudtrail.ts';
import { readEnv } from './env.ts';
import { ingestCloudTrail } from './ingest-cloudtrail.ts';

const env = readEnv(process.env);
// The rules are read while the key of the redaction is on its way.
const detections = import('@bellwether/detections');
const redaction = await keyedRedactionOf(env.REDACT, awsMarkKey(env));
const log = openLog();
const metrics = openMetrics();
const now = Date.now;
const settings = followSettings({
  source: awsSettings(env, now),
  alertMinSeverity: env.ALERT_MIN_SEVERITY,
  now,
  log,
  metrics,
});

const ingest = ingestCloudTrail(
  {
    ...ingestPorts(env, (names) => metrics.add('CountNamesFolded', names)),
    objects: s3Objects(),
  },
  {
    rules: compileRules((await detections).ownRules),
    policy: settings.policy,
    archive: deployedArchive(env.ARCHIVE_POLICY),
    redaction,
    declaredDatasets: declaredOf(env.DECLARED_DATASETS),
    ...limitsOf(env),
    limits: defaultObjectLimits,
    fastPath: knownTrailRecords,
  },
);

export const handler = queueHandler({
  log,
  metrics,
  run: async (message) => {
    await settings.refresh();
    emitCloudTrail(metrics, await ingest(message));
  },
});
