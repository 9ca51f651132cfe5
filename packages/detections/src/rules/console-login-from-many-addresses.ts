import type { DetectionRule } from '@bellwether/log-model';
import { failedLogins } from '../callers.ts';
import { failedLogin, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'console-login-from-many-addresses',
  title: 'Many failed console logins of one user from many addresses',
  description:
    'The password of one user is guessed from address after address, so that no single address stands out. Look for a success, and set a new password.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: { failed: failedLogins },
  condition: 'failed',
  threshold: { count: 10, groupBy: ['recipientAccountId', 'userIdentity.userName'], distinct: 'sourceIPAddress' },
  dedupeBy: ['userIdentity.userName', 'userIdentity.arn', 'recipientAccountId'],
  attack: { tactic: 'TA0006', technique: 'T1110.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A person whose saved password is out of date on several devices and networks.'],
  response: ['Look for a success, and set a new password where there is one.', 'Require a second factor for the user.'],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
  ],
};

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(failedLogin)],
  misses: [trailEvent({ ...failedLogin, responseElements: { ConsoleLogin: 'Success' } })],
});
