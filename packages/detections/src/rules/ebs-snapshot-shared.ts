import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ebs-snapshot-shared',
  title: 'An EBS snapshot was shared with another account',
  description:
    'Another account, or everybody, may now copy the disk. Check that the account is known; remove the permission if not. Copies by AWS Backup are left out.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    modified: { eventSource: 'ec2.amazonaws.com', eventName: 'ModifySnapshotAttribute', errorCode: null },
    shared: [
      { 'requestParameters.createVolumePermission.add.items.userId|exists': true },
      { 'requestParameters.createVolumePermission.add.items.group': 'all' },
    ],
    ...callers,
  },
  condition: `modified and shared and ${byNoService}`,
  dedupeBy: ['requestParameters.snapshotId'],
  resources: {
    snapshotId: 'requestParameters.snapshotId',
    sharedWith: 'requestParameters.createVolumePermission.add.items.userId',
  },
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Snapshots that are shared with other accounts of the same organization.'],
  response: [
    'Check that the account in the request is known.',
    'Remove the permission if not, and treat the data on the disk as known to others: a copy may exist.',
  ],
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html'],
};

const modify = (createVolumePermission: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'ec2.amazonaws.com',
  eventName: 'ModifySnapshotAttribute',
  requestParameters: {
    snapshotId: 'snap-0123456789abcdef0',
    attributeType: 'CREATE_VOLUME_PERMISSION',
    createVolumePermission,
  },
  responseElements: { _return: true },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(modify({ add: { items: [{ userId: '444455556666' }] } })),
    trailEvent(modify({ add: { items: [{ group: 'all' }] } })),
  ],
  misses: [
    trailEvent(modify({ remove: { items: [{ userId: '444455556666' }] } })),
    trailEvent({
      ...modify({ add: { items: [{ userId: '444455556666' }] } }),
      errorCode: 'Client.OperationNotPermitted',
    }),
    trailEvent({
      ...modify({ add: { items: [{ userId: '444455556666' }] } }),
      userIdentity: { ...roleSession('AWSBackupDefaultServiceRole', 'AWSBackup'), invokedBy: 'backup.amazonaws.com' },
      sourceIPAddress: 'backup.amazonaws.com',
    }),
  ],
});
