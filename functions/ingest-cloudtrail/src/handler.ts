import {
  dynamoCounts,
  dynamoFindings,
  dynamoTemplates,
  s3Archive,
  s3Objects,
  s3Quarantine,
  snsAlerts,
  stepFunctionsStarter,
} from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { openMetrics, queueHandler } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { emitCloudTrail } from './emit-cloudtrail.ts';
import { readEnv } from './env.ts';
import { ingestCloudTrail } from './ingest-cloudtrail.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const retention = { retentionDays: env.STATE_RETENTION_DAYS };

const ingest = ingestCloudTrail(
  {
    objects: s3Objects(),
    archive: s3Archive(env.LAKE_BUCKET),
    quarantine: s3Quarantine(env.LAKE_BUCKET),
    counts: dynamoCounts(env.COUNTS_TABLE, retention),
    findings: dynamoFindings(env.FINDINGS_TABLE, retention),
    templates: dynamoTemplates(env.TEMPLATES_TABLE),
    alerts: snsAlerts(env.ALERT_TOPIC_ARN),
    remediation: stepFunctionsStarter(env.REMEDIATION_MACHINE_ARN),
    clock: { now: Date.now },
  },
  { rules: compileRules(ownRules), policy: { alertMinSeverity: env.ALERT_MIN_SEVERITY } },
);

export const handler = queueHandler({ metrics, run: async (one) => emitCloudTrail(metrics, await ingest(one)) });
