import { randomInt } from 'node:crypto';
import { awsSettings, dynamoLedger, ingestPorts } from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { kinesisHandler, openLog, openMetrics, type LambdaContext } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { emitIngest, keepingOf } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { readEnv } from './env.ts';
import { ingestStream } from './ingest-stream.ts';
import { isReplay } from './is-replay.ts';

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
const options = {
  rules: compileRules(ownRules),
  policy: settings.policy,
  ...keepingOf(env),
  ownLogGroupPrefix: env.OWN_LOG_GROUP_PREFIX,
  hashSeed: randomInt(2 ** 32),
  parallelisationFactor: env.STREAM_PARALLELISATION_FACTOR,
};
const ingest = ingestStream(ports, options);

const ofStream = kinesisHandler({
  log,
  metrics,
  run: async (batch) => {
    await settings.refresh();
    emitIngest(metrics, await ingest(batch));
  },
});

const openReplays = async () => {
  const { replayHandler } = await import('./replay-handler.ts');
  return replayHandler({ log, metrics, ports, ingest: options, ownLake: env.LAKE_BUCKET, refresh: settings.refresh });
};
let ofReplays: ReturnType<typeof openReplays> | undefined;

export const handler = async (event: unknown, context?: LambdaContext): Promise<unknown> =>
  isReplay(event) ? (await (ofReplays ??= openReplays()))(event, context) : ofStream(event, context);
