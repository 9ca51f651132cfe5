import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'access-key-created-for-other-user',
  title: 'An access key was made for another user',
  description:
    'One identity made a long-lived access key for a different IAM user: a common way to stay in an account. Ask the maker, and delete the key if nobody wanted it.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    created: {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      'requestParameters.userName|exists': true,
      errorCode: null,
    },
    own: { 'requestParameters.userName|fieldref': 'userIdentity.userName' },
    ...callers,
  },
  condition: `created and not own and ${byNoService}`,
  dedupeBy: ['requestParameters.userName'],
  resources: { userName: 'requestParameters.userName', accessKeyId: 'responseElements.accessKey.accessKeyId' },
  attack: { tactic: 'TA0003', technique: 'T1098.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['An administrator who sets up a machine account.', 'A tool that rotates keys for other users.'],
  response: [
    'Ask the maker and the owner of the user.',
    'Delete the key if nobody wanted it, and look for calls made with it.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html'],
};

const create = { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey' };
const answer = (userName: string): object => ({
  accessKey: { userName, accessKeyId: 'AKIAEXAMPLEKEY000002', status: 'Active' },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({ ...create, requestParameters: { userName: 'backup' }, responseElements: answer('backup') }),
    trailEvent({
      ...create,
      requestParameters: { userName: 'backup' },
      responseElements: answer('backup'),
      ...atConsole,
    }),
  ],
  misses: [
    trailEvent({ ...create, requestParameters: { userName: 'alice' }, responseElements: answer('alice') }),
    trailEvent({ ...create, requestParameters: null, responseElements: answer('alice') }),
    trailEvent({ ...create, requestParameters: { userName: 'backup' }, errorCode: 'LimitExceededException' }),
    trailEvent({
      ...create,
      requestParameters: { userName: 'mailer' },
      responseElements: answer('mailer'),
      userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' },
      sourceIPAddress: 'cloudformation.amazonaws.com',
    }),
  ],
});
