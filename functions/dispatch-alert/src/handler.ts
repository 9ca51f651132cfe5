import {
  awsSecrets,
  awsSettings,
  dynamoAlertGroups,
  eventBridgeBus,
  sesMail,
  sightingOfChange,
  snsTopics,
  sqsUndelivered,
} from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { askedWaitMs, httpsSender } from '@bellwether/outputs';
import { followSettings } from '@bellwether/settings';
import { alertSettings, archiveLocationOf } from './alert-settings.ts';
import { dispatchAlert } from './dispatch-alert.ts';
import { observeFailures } from './emit-dispatch.ts';
import { readEnv } from './env.ts';
import { dispatchHandler } from './dispatch-handler.ts';

const env = readEnv(process.env);
const [log, metrics, clock, now] = [openLog(), openMetrics(), { now: Date.now }, Date.now];
const { ALERT_MIN_SEVERITY: alertMinSeverity } = env;
const settings = followSettings({ source: awsSettings(env, now), alertMinSeverity, now, log, metrics });
const [topics, mail, bus, http, secrets] = [snsTopics(), sesMail(), eventBridgeBus(), httpsSender({}), awsSecrets()];
const deps = { topics, mail, bus, http, secrets, clock, defaultTopicArn: env.ALERT_TOPIC_ARN };

const dispatch = dispatchAlert({
  groups: dynamoAlertGroups(env.ALERT_GROUPS_TABLE, { retentionDays: env.STATE_RETENTION_DAYS }),
  undelivered: sqsUndelivered(env.UNDELIVERED_QUEUE_URL),
  clock,
  chance: { next: Math.random },
  settings: alertSettings(settings.refresh, deps, archiveLocationOf(env)),
  sightingOf: sightingOfChange,
  askedWaitMs,
  onFailure: observeFailures(log, metrics),
});

export const handler = dispatchHandler(dispatch, { log, metrics });
