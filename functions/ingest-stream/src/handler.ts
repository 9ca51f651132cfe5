import { randomInt } from 'node:crypto';
import { awsMarkKey, awsSettings, dynamoLedger, ingestPorts } from '@bellwether/aws-adapters';
import { knownLines } from '@bellwether/known-lines';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { declaredOf, deployedArchive, keyedRedactionOf, limitsOf } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { readEnv } from './env.ts';
import { streamHandler } from './stream-handler.ts';

const env = readEnv(process.env);
// The rules are read while the key of the redaction is on its way.
const detections = import('@bellwether/detections');
const redaction = await keyedRedactionOf(env.REDACT, awsMarkKey(env));
const log = openLog();
const metrics = openMetrics();
const settings = followSettings({
  source: awsSettings(env, Date.now),
  alertMinSeverity: env.ALERT_MIN_SEVERITY,
  now: Date.now,
  log,
  metrics,
});

export const handler = streamHandler({
  log,
  metrics,
  ports: {
    ...ingestPorts(env, (names) => metrics.add('CountNamesFolded', names)),
    ledger: dynamoLedger(env.COUNTS_TABLE),
  },
  ownLake: env.LAKE_BUCKET,
  refresh: settings.refresh,
  ingest: {
    rules: compileRules((await detections).ownRules),
    policy: settings.policy,
    archive: deployedArchive(env.ARCHIVE_POLICY),
    redaction,
    declaredDatasets: declaredOf(env.DECLARED_DATASETS),
    ...limitsOf(env),
    ownLogGroupPrefixes: [env.OWN_LOG_GROUP_PREFIX],
    fastPath: knownLines(randomInt(2 ** 32)),
    parallelisationFactor: env.STREAM_PARALLELISATION_FACTOR,
  },
});
