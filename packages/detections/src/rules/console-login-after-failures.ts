import type { DetectionRule } from '@bellwether/log-model';
import { failedLogin, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'console-login-after-failures',
  title: 'A console login succeeded after many that failed from the same address',
  description:
    'An address that had failed to log in to the console again and again got in. Ask the user whether it was them; if not, end the session and set a new password.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: {
    succeeded: {
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      'responseElements.ConsoleLogin': 'Success',
    },
  },
  condition: 'succeeded',
  after: { rule: 'console-login-brute-force', count: 5, groupBy: ['sourceIPAddress'] },
  dedupeBy: ['sourceIPAddress'],
  resources: { sourceIp: 'sourceIPAddress', userName: 'userIdentity.userName' },
  attack: { tactic: 'TA0001', technique: 'T1078.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A person who mistyped the password many times, or several people behind one address.'],
  response: [
    'Ask the user whether the login was theirs.',
    'If not, disable the login, end the sessions of the user, and set a new password and a second factor.',
    'Look at what was done from the address since.',
  ],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
  ],
};

const login = { ...failedLogin, responseElements: { ConsoleLogin: 'Success' } };

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(login), trailEvent({ ...login, additionalEventData: { MFAUsed: 'Yes' } })],
  misses: [
    trailEvent(failedLogin),
    trailEvent({ ...login, eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } }),
    trailEvent({ ...login, eventName: 'SwitchRole', responseElements: { SwitchRole: 'Success' } }),
  ],
});
