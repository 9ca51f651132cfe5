import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'secrets-read-burst',
  title: 'One identity read many different secrets',
  description:
    'One identity read the values of many different secrets within minutes. A program reads its own few again and again; a thief reads all of them once. Rotate what was read if nobody knows why.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    read: { eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue', errorCode: null },
    ...callers,
  },
  condition: `read and ${byNoService}`,
  threshold: { count: 15, groupBy: ['userIdentity.arn'], distinct: 'requestParameters.secretId' },
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0006', technique: 'T1555.006' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A tool that copies or rotates all secrets.', 'A deployment that reads many secrets at its start.'],
  response: ['Ask the owner of the identity.', 'Rotate the secrets that were read if nobody knows why.'],
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieve-ct-entries.html'],
};

const read = {
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  readOnly: true,
  requestParameters: { secretId: 'orders/database' },
};

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(read), trailEvent({ ...read, userIdentity: roleSession('web', 'i-0123456789abcdef0') })],
  misses: [
    trailEvent({ ...read, errorCode: 'ResourceNotFoundException' }),
    trailEvent({ ...read, eventName: 'DescribeSecret' }),
    trailEvent({
      ...read,
      userIdentity: { ...roleSession('AWSServiceRoleForRDS', 'rds'), invokedBy: 'rds.amazonaws.com' },
      sourceIPAddress: 'rds.amazonaws.com',
    }),
  ],
});
