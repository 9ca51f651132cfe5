import { awsSettings, findingPorts, lateWindowsIn } from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { openLog, openMetrics, scheduleHandler } from '@bellwether/lambda-kit';
import { startMissedWorkflows } from '@bellwether/pipeline';
import { followSettings } from '@bellwether/settings';
import { readEnv } from './env.ts';
import { scoreDueWindows } from './score-due-windows.ts';

const env = readEnv(process.env);
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

const ports = { ...findingPorts(env), lateWindows: lateWindowsIn(env.COUNTS_TABLE) };
const score = scoreDueWindows(ports, settings.policy, ownRules);

export const handler = scheduleHandler({
  log,
  metrics,
  run: async (due) => {
    await settings.refresh();
    const { findings, windowsScored } = await score(due);
    metrics.add('WindowsScored', windowsScored);
    for (const finding of findings) metrics.addSplit('FindingsRaised', finding.rule, 1);
    const started = await startMissedWorkflows(ports, settings.policy, due.scheduledAtMs);
    metrics.add('OwedStarted', started.length);
    return { windowsScored, findings: findings.length, missedWorkflows: started.length };
  },
});
