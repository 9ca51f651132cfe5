import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'rds-snapshot-shared',
  title: 'A database snapshot was shared with another account',
  description:
    'Another account, or everybody, may now restore the database. Check that the account is known; remove the permission if not.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    modified: {
      eventSource: 'rds.amazonaws.com',
      eventName: ['ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'],
      'requestParameters.attributeName': 'restore',
      'requestParameters.valuesToAdd|exists': true,
      errorCode: null,
    },
    ...callers,
  },
  condition: `modified and ${byNoService}`,
  dedupeBy: ['requestParameters.dBSnapshotIdentifier', 'requestParameters.dBClusterSnapshotIdentifier'],
  resources: { snapshotId: 'requestParameters.dBSnapshotIdentifier', sharedWith: 'requestParameters.valuesToAdd' },
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Snapshots that are shared with other accounts of the same organization.'],
  response: [
    'Check that the account in the request is known.',
    'Remove the permission if not, and treat the data as known to others: a copy may exist.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html'],
};

const modify = (values: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'rds.amazonaws.com',
  eventName: 'ModifyDBSnapshotAttribute',
  requestParameters: { dBSnapshotIdentifier: 'orders-nightly', attributeName: 'restore', ...values },
});

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(modify({ valuesToAdd: ['444455556666'] })), trailEvent(modify({ valuesToAdd: ['all'] }))],
  misses: [
    trailEvent(modify({ valuesToRemove: ['444455556666'] })),
    trailEvent({ ...modify({ valuesToAdd: ['all'] }), errorCode: 'DBSnapshotNotFoundFault' }),
    trailEvent({
      ...modify({ valuesToAdd: ['444455556666'] }),
      userIdentity: { ...iamUser('backup'), invokedBy: 'backup.amazonaws.com' },
    }),
  ],
});
