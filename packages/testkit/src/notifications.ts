import type { Notification } from '@bellwether/ports';
import { sampleTimeMs } from './events.ts';

/** The first message of a group about a trail that was stopped, unless changed. */
export const makeNotification = (changes: Partial<Notification> = {}): Notification => ({
  id: 'group-1-0001',
  groupId: 'group-1',
  kind: 'opened',
  findingKind: 'rule',
  severity: 'CRITICAL',
  dataset: 'cloudtrail',
  rule: 'cloudtrail-logging-disabled',
  account: '111122223333',
  region: 'eu-west-1',
  scope: '111122223333:cloudtrail',
  team: 'platform',
  title: 'Logging of the trail main was stopped',
  actor: 'by ana from 198.51.100.7 with aws-cli/2.31.0',
  change: 'Just before, 11:58:40 cloudtrail: UpdateFunctionCode by ana',
  lines: [
    { timeMs: sampleTimeMs, location: 'cloudtrail', text: 'cloudtrail.amazonaws.com StopLogging' },
    { timeMs: sampleTimeMs + 60_000, location: 'cloudtrail', text: 'cloudtrail.amazonaws.com DeleteTrail' },
  ],
  reasons: ['StopLogging succeeded for the trail main.', 'The caller was ana, from 198.51.100.7.'],
  firstSeenMs: sampleTimeMs,
  lastSeenMs: sampleTimeMs + 60_000,
  findings: 1,
  findingsSinceLast: 1,
  events: 3,
  samples: [
    {
      findingId: 'finding-1',
      title: 'Logging of the trail main was stopped',
      scope: '111122223333:cloudtrail',
      lastSeenMs: sampleTimeMs + 60_000,
      count: 3,
    },
  ],
  links: [
    {
      label: 'Events in the archive',
      url: 'https://eu-west-1.console.aws.amazon.com/athena/home?region=eu-west-1#/query-editor',
    },
    { label: 'Runbook', url: 'https://runbooks.example.com/trail-stopped' },
  ],
  archiveQuery:
    'SELECT * FROM "bellwether"."events_once" WHERE "date" BETWEEN DATE \'2026-01-15\' AND DATE \'2026-01-15\' LIMIT 500',
  attack: { tactic: 'TA0005', technique: 'T1562.008' },
  ...changes,
});
