import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'policy-version-switched',
  title: 'Another version of a policy is in force',
  description:
    'Somebody switched a managed policy to another of its versions; an old version may grant far more. Compare the two versions and ask who switched it.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    switched: { eventSource: 'iam.amazonaws.com', eventName: 'SetDefaultPolicyVersion', errorCode: null },
    ...callers,
  },
  condition: `switched and ${byNoService}`,
  dedupeBy: ['requestParameters.policyArn'],
  resources: { policyArn: 'requestParameters.policyArn' },
  attack: { tactic: 'TA0004', technique: 'T1548.005' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A change of a policy that is rolled back.'],
  response: ['Compare the two versions.', 'Set the former version as default if nobody wanted the change.'],
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/deploy', versionId: 'v1' }),
  ],
  misses: [
    call(
      'iam',
      'SetDefaultPolicyVersion',
      { policyArn: 'arn:aws:iam::111122223333:policy/deploy', versionId: 'v1' },
      byCloudFormation,
    ),
    call('iam', 'ListPolicyVersions', { policyArn: 'arn:aws:iam::111122223333:policy/deploy' }),
  ],
});
