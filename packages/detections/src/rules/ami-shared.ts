import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ami-shared',
  title: 'A machine image was shared with another account',
  description:
    'Another account, or everybody, may now start the image and read its disks. Check that the account is known; remove the permission if not.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    modified: { eventSource: 'ec2.amazonaws.com', eventName: 'ModifyImageAttribute', errorCode: null },
    shared: [
      { 'requestParameters.launchPermission.add.items.userId|exists': true },
      { 'requestParameters.launchPermission.add.items.group': 'all' },
      { 'requestParameters.launchPermission.add.items.organizationArn|exists': true },
      { 'requestParameters.launchPermission.add.items.organizationalUnitArn|exists': true },
    ],
    ...callers,
  },
  condition: `modified and shared and ${byNoService}`,
  dedupeBy: ['requestParameters.imageId'],
  resources: {
    imageId: 'requestParameters.imageId',
    sharedWith: 'requestParameters.launchPermission.add.items.userId',
  },
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Images that are shared with other accounts of the same organization.'],
  response: [
    'Check that the account in the request is known.',
    'Remove the launch permission if not, and treat every secret on the image as known to others.',
  ],
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html'],
};

const modify = (launchPermission: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'ec2.amazonaws.com',
  eventName: 'ModifyImageAttribute',
  requestParameters: { imageId: 'ami-0123456789abcdef0', attributeType: 'launchPermission', launchPermission },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(modify({ add: { items: [{ userId: '444455556666' }] } })),
    trailEvent(modify({ add: { items: [{ group: 'all' }] } })),
    trailEvent(
      modify({ add: { items: [{ organizationArn: 'arn:aws:organizations::444455556666:organization/o-other' }] } }),
    ),
  ],
  misses: [
    trailEvent(modify({ remove: { items: [{ group: 'all' }] } })),
    trailEvent({ ...modify({ add: { items: [{ group: 'all' }] } }), errorCode: 'Client.UnauthorizedOperation' }),
    trailEvent({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'ModifyImageAttribute',
      requestParameters: { imageId: 'ami-0123456789abcdef0', description: { value: 'web' } },
    }),
  ],
});
