import type { DetectionRule } from '@bellwether/log-model';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'console-login-without-mfa',
  title: 'An IAM user logged in to the console without MFA',
  description:
    'A password alone opened the console. Ask the user whether it was them, and require MFA. Logins through single sign-on or a role prove MFA elsewhere and are left out.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    login: {
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      'responseElements.ConsoleLogin': 'Success',
      'userIdentity.type': 'IAMUser',
    },
    // The record says "No"; some producers write a boolean.
    without_mfa: [
      { 'additionalEventData.MFAUsed': ['No', false] },
      { 'additionalEventData.MobileVersion|exists': true, 'additionalEventData.MFAUsed|exists': false },
    ],
    federated: { 'additionalEventData.SamlProviderArn|exists': true },
  },
  condition: 'login and without_mfa and not federated',
  dedupeBy: ['userIdentity.arn'],
  resources: { userName: 'userIdentity.userName', sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0001', technique: 'T1078.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A user who has not set up a second factor yet.'],
  response: ['Ask the user whether the login was theirs.', 'Require a second factor by policy.'],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
  ],
};

const success = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  responseElements: { ConsoleLogin: 'Success' },
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({
      ...success,
      additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: 'No' },
    }),
  ],
  misses: [
    trailEvent({
      ...success,
      additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: 'arn:aws:iam::111122223333:mfa/alice' },
    }),
    trailEvent({ ...success, responseElements: { ConsoleLogin: 'Failure' }, additionalEventData: { MFAUsed: 'No' } }),
    trailEvent({
      ...success,
      userIdentity: roleSession('AWSReservedSSO_Admin', 'alice@example.com'),
      additionalEventData: { MFAUsed: 'No' },
    }),
    trailEvent({
      ...success,
      additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::111122223333:saml-provider/Example' },
    }),
  ],
});
