import type { DetectionRule } from '@bellwether/log-model';
import { iamUser, rootUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'root-activity',
  title: 'The root user was active',
  description:
    'Somebody acted as the root user of the account, which no daily work needs. Check that it was planned. What an AWS service does in the name of root is left out.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    root: { 'userIdentity.type': 'Root' },
    service: [
      { 'userIdentity.invokedBy|exists': true },
      { eventType: ['AwsServiceEvent', 'AwsVpceEvent'] },
      { 'sourceIPAddress|endswith': '.amazonaws.com' },
    ],
    at_console: { 'userIdentity.invokedBy': 'signin.amazonaws.com' },
  },
  condition: 'root and not (service and not at_console)',
  dedupeBy: ['recipientAccountId'],
  resources: { sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0004', technique: 'T1078.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['One of the few tasks that only root can do.'],
  response: [
    'Check that it was planned.',
    'If not, set a new password and second factor for root, delete its keys, and look at what it did.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', userIdentity: rootUser }),
    trailEvent({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      userIdentity: rootUser,
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'Yes' },
    }),
    trailEvent({
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      userIdentity: { ...rootUser, invokedBy: 'signin.amazonaws.com' },
    }),
  ],
  misses: [
    trailEvent({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetBucketAcl',
      userIdentity: { ...rootUser, invokedBy: 'cloudtrail.amazonaws.com' },
      sourceIPAddress: 'cloudtrail.amazonaws.com',
    }),
    trailEvent({
      eventSource: 'kms.amazonaws.com',
      eventName: 'RotateKey',
      eventType: 'AwsServiceEvent',
      userIdentity: rootUser,
    }),
    trailEvent({ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', userIdentity: iamUser('root') }),
  ],
});
