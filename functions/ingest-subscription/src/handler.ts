import { randomInt } from 'node:crypto';
import { awsMarkKey, awsSettings, ingestPorts } from '@bellwether/aws-adapters';
import { knownLines } from '@bellwether/known-lines';
import { subscriptionHandler, openLog, openMetrics } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { declaredOf, deployedArchive, emitIngest, keyedRedactionOf, limitsOf } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { readEnv } from './env.ts';
import { ingestSubscription } from './ingest-subscription.ts';

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

const ingest = ingestSubscription(
  ingestPorts(env, (names) => metrics.add('CountNamesFolded', names)),
  {
    rules: compileRules((await detections).ownRules),
    policy: settings.policy,
    archive: deployedArchive(env.ARCHIVE_POLICY),
    redaction,
    declaredDatasets: declaredOf(env.DECLARED_DATASETS),
    ...limitsOf(env),
    ownLogGroupPrefixes: [env.OWN_LOG_GROUP_PREFIX],
    fastPath: knownLines(randomInt(2 ** 32)),
  },
);

export const handler = subscriptionHandler({
  log,
  metrics,
  run: async (delivery) => {
    await settings.refresh();
    emitIngest(metrics, await ingest(delivery));
  },
});
