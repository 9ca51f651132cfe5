import { dynamoCounts, dynamoFindings, snsAlerts, stepFunctionsStarter } from '@bellwether/aws-adapters';
import { openMetrics, scheduleHandler } from '@bellwether/lambda-kit';
import { readEnv } from './env.ts';
import { scoreDueWindows } from './score-due-windows.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const retention = { retentionDays: env.STATE_RETENTION_DAYS };

const score = scoreDueWindows(
  {
    counts: dynamoCounts(env.COUNTS_TABLE, retention),
    findings: dynamoFindings(env.FINDINGS_TABLE, retention),
    alerts: snsAlerts(env.ALERT_TOPIC_ARN),
    remediation: stepFunctionsStarter(env.REMEDIATION_MACHINE_ARN),
    clock: { now: Date.now },
  },
  { alertMinSeverity: env.ALERT_MIN_SEVERITY },
);

export const handler = scheduleHandler({
  metrics,
  run: async (due) => {
    const { findings, windowsScored } = await score(due);
    metrics.add('WindowsScored', windowsScored);
    for (const finding of findings) metrics.addSplit('FindingsRaised', finding.rule, 1);
    return { windowsScored, findings: findings.length };
  },
});
