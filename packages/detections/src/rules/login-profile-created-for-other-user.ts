import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { trailEvent, type RuleEvidence } from '../evidence.ts';

export const rule: DetectionRule = {
  id: 'login-profile-created-for-other-user',
  title: 'A console password was set for another user',
  description:
    'One identity gave a different IAM user a console password: a way in that outlives its own. Ask the maker, and delete the password if nobody wanted it.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    set: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['CreateLoginProfile', 'UpdateLoginProfile'],
      'requestParameters.userName|exists': true,
      errorCode: null,
    },
    own: { 'requestParameters.userName|fieldref': 'userIdentity.userName' },
    ...callers,
  },
  condition: `set and not own and ${byNoService}`,
  dedupeBy: ['requestParameters.userName'],
  resources: { userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0003', technique: 'T1098' },
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html'],
};

const create = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateLoginProfile',
  requestParameters: { userName: 'backup', passwordResetRequired: false },
};

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(create), trailEvent({ ...create, eventName: 'UpdateLoginProfile' })],
  misses: [
    trailEvent({ ...create, requestParameters: { userName: 'alice' } }),
    trailEvent({ ...create, errorCode: 'EntityAlreadyExistsException' }),
    trailEvent({ ...create, eventName: 'DeleteLoginProfile' }),
  ],
});
