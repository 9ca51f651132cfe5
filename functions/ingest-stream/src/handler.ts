import { randomInt } from 'node:crypto';
import { awsSettings, dynamoLedger, ingestPorts } from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { keepingOf } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { readEnv } from './env.ts';
import { streamHandler } from './stream-handler.ts';

const env = readEnv(process.env);
const log = openLog();
const metrics = openMetrics();
const settings = followSettings({
  source: awsSettings(env, Date.now),
  alertMinSeverity: env.ALERT_MIN_SEVERITY,
  now: Date.now,
  log,
  metrics,
});

const ports = { ...ingestPorts(env), ledger: dynamoLedger(env.COUNTS_TABLE) };

export const handler = streamHandler({
  ...{ log, metrics, ports, ownLake: env.LAKE_BUCKET, refresh: settings.refresh },
  ingest: {
    rules: compileRules(ownRules),
    policy: settings.policy,
    ...keepingOf(env),
    ownLogGroupPrefix: env.OWN_LOG_GROUP_PREFIX,
    hashSeed: randomInt(2 ** 32),
    parallelisationFactor: env.STREAM_PARALLELISATION_FACTOR,
  },
});
