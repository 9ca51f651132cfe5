import {
  dynamoCounts,
  dynamoFindings,
  dynamoTemplates,
  s3Archive,
  s3Quarantine,
  snsAlerts,
  stepFunctionsStarter,
} from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { kinesisHandler, openMetrics } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { emitIngest } from '@bellwether/pipeline';
import { readEnv } from './env.ts';
import { ingestStream } from './ingest-stream.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const retention = { retentionDays: env.STATE_RETENTION_DAYS };

const ingest = ingestStream(
  {
    archive: s3Archive(env.LAKE_BUCKET),
    quarantine: s3Quarantine(env.LAKE_BUCKET),
    counts: dynamoCounts(env.COUNTS_TABLE, retention),
    findings: dynamoFindings(env.FINDINGS_TABLE, retention),
    templates: dynamoTemplates(env.TEMPLATES_TABLE),
    alerts: snsAlerts(env.ALERT_TOPIC_ARN),
    remediation: stepFunctionsStarter(env.REMEDIATION_MACHINE_ARN),
    clock: { now: Date.now },
  },
  {
    rules: compileRules(ownRules),
    policy: { alertMinSeverity: env.ALERT_MIN_SEVERITY },
    ownLogGroupPrefix: env.OWN_LOG_GROUP_PREFIX,
  },
);

export const handler = kinesisHandler({ metrics, run: async (batch) => emitIngest(metrics, await ingest(batch)) });
