import type { DetectionRule } from '@bellwether/log-model';
import { failedLogins } from '../callers.ts';
import { failedLogin, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'console-login-brute-force',
  title: 'Many failed console logins from one address',
  description:
    'One address failed to log in to the console again and again. Look for a success from it afterwards, and for the users it tried. For unknown users and for root, CloudTrail hides the name.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: { failed: failedLogins },
  condition: 'failed',
  threshold: { count: 10, groupBy: ['sourceIPAddress'] },
  dedupeBy: ['sourceIPAddress'],
  resources: { sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0006', technique: 'T1110' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'One office behind one address in which several people mistype, or a saved password that is out of date.',
  ],
  response: [
    'Look for a success from the address afterwards, and set a new password where there is one.',
    'Require a second factor for the users that were tried.',
  ],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
  ],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({
      ...failedLogin,
      errorMessage: 'Failed authentication',
      additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
    }),
    trailEvent({
      ...failedLogin,
      errorMessage: 'No username found in supplied account',
      userIdentity: {
        type: 'IAMUser',
        accountId: '111122223333',
        accessKeyId: '',
        userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
    }),
  ],
  misses: [
    trailEvent({ ...failedLogin, responseElements: { ConsoleLogin: 'Success' } }),
    trailEvent({ ...failedLogin, eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } }),
    trailEvent({ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', errorCode: 'AccessDenied' }),
  ],
});
