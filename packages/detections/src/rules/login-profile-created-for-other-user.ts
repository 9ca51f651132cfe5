import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

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
    // Help for somebody who forgot it: the password has to be changed at the next login.
    reset: { eventName: 'UpdateLoginProfile', 'requestParameters.passwordResetRequired': true },
    own: [
      { 'requestParameters.userName|fieldref': 'userIdentity.userName' },
      // A user who changes the password in the console: IAM writes the call, for a session that has the user's name.
      { sourceIPAddress: 'AWS Internal', 'userIdentity.arn|endswith|fieldref': 'requestParameters.userName' },
    ],
    ...callers,
  },
  condition: `set and not own and not reset and ${byNoService}`,
  dedupeBy: ['requestParameters.userName'],
  resources: { userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0003', technique: 'T1098' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['An administrator who gives a new person access.'],
  response: [
    'Ask the maker and the owner of the user.',
    'Delete the password if nobody wanted it, and look for logins with it.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html'],
};

const create = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateLoginProfile',
  requestParameters: { userName: 'backup', passwordResetRequired: false },
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(create),
    trailEvent({ ...create, eventName: 'UpdateLoginProfile' }),
    trailEvent({ ...create, userIdentity: roleSession('ops', 'backup') }),
  ],
  misses: [
    trailEvent({
      ...create,
      eventName: 'UpdateLoginProfile',
      requestParameters: { userName: 'backup', passwordResetRequired: true },
    }),
    trailEvent({ ...create, requestParameters: { userName: 'alice' } }),
    trailEvent({ ...create, errorCode: 'EntityAlreadyExistsException' }),
    trailEvent({ ...create, eventName: 'DeleteLoginProfile' }),
    trailEvent({ ...create, userIdentity: roleSession('IAM', 'backup'), sourceIPAddress: 'AWS Internal' }),
  ],
});
