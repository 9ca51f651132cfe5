import type { DetectionRule } from '@bellwether/log-model';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

const login = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'No' },
};
const federated = {
  type: 'FederatedUser',
  principalId: '111122223333:x',
  arn: 'arn:aws:sts::111122223333:federated-user/x',
  accountId: '111122223333',
};

export const rule: DetectionRule = {
  id: 'console-login-by-federation-token',
  title: 'A federation token opened the console',
  description:
    'A session made with GetFederationToken logged in to the console without a second factor: a known way to stay after an access key was found and deleted. Check which key made the token.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    login: {
      eventSource: 'signin.amazonaws.com',
      eventName: ['ConsoleLogin', 'GetSigninToken'],
      'userIdentity.type': 'FederatedUser',
    },
    failed: { 'responseElements.ConsoleLogin': 'Failure' },
    with_mfa: { 'additionalEventData.MFAUsed': ['Yes', true] },
  },
  condition: 'login and not failed and not with_mfa',
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn', sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0008', technique: 'T1550.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A broker of your own that opens the console with federation tokens.'],
  response: [
    'Find the access key that made the token, and deactivate it.',
    'Deny the user everything until the token has expired; deleting the key does not end it.',
  ],
  references: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent({ ...login, userIdentity: federated })],
  misses: [
    trailEvent({ ...login, userIdentity: federated, responseElements: { ConsoleLogin: 'Failure' } }),
    trailEvent({ ...login, userIdentity: roleSession('ops', 'alice') }),
  ],
});
