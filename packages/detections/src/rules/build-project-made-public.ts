import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'build-project-made-public',
  title: 'The builds of a CodeBuild project were made public',
  description:
    'Everybody can read the logs and artifacts of a project, which often contain secrets. Make it private, and change what its logs show.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    opened: {
      eventSource: 'codebuild.amazonaws.com',
      eventName: 'UpdateProjectVisibility',
      'requestParameters.projectVisibility': 'PUBLIC_READ',
      errorCode: null,
    },
    ...callers,
  },
  condition: `opened and ${byNoService}`,
  dedupeBy: ['requestParameters.projectArn'],
  resources: { projectArn: 'requestParameters.projectArn' },
  attack: { tactic: 'TA0010', technique: 'T1567' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['An open-source project whose builds are meant to be seen.'],
  response: ['Make the project private.', 'Change every secret that its logs or artifacts may have shown.'],
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('codebuild', 'UpdateProjectVisibility', {
      projectArn: 'arn:aws:codebuild:us-east-1:111122223333:project/orders',
      projectVisibility: 'PUBLIC_READ',
    }),
  ],
  misses: [
    call('codebuild', 'UpdateProjectVisibility', { projectArn: 'arn', projectVisibility: 'PRIVATE' }),
    call('codebuild', 'UpdateProjectVisibility', { projectArn: 'arn', projectVisibility: 'PUBLIC_READ' }, refused),
    call('codebuild', 'CreateProject', { name: 'orders' }),
  ],
});
