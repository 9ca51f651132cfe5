import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'backups-deleted',
  title: 'Backups were deleted or their protection was lifted',
  description:
    'Recovery points, vaults or snapshots were deleted, a vault was unlocked, or automatic backups were switched off. Check who did it before anything else is lost.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    deleted: [
      {
        eventSource: 'backup.amazonaws.com',
        eventName: [
          'DeleteRecoveryPoint',
          'DeleteBackupVault',
          'DeleteBackupPlan',
          'DeleteBackupVaultLockConfiguration',
          'DeleteBackupVaultAccessPolicy',
          'DisassociateRecoveryPoint',
        ],
        errorCode: null,
      },
      {
        eventSource: 'rds.amazonaws.com',
        eventName: [
          'DeleteDBSnapshot',
          'DeleteDBClusterSnapshot',
          'DeleteDBInstanceAutomatedBackup',
          'DeleteDBClusterAutomatedBackup',
        ],
        errorCode: null,
      },
      { eventSource: 'dynamodb.amazonaws.com', eventName: 'DeleteBackup', errorCode: null },
    ],
    off: [
      {
        eventSource: 'rds.amazonaws.com',
        eventName: ['ModifyDBInstance', 'ModifyDBCluster'],
        errorCode: null,
        'requestParameters.backupRetentionPeriod': 0,
      },
      {
        eventSource: 'rds.amazonaws.com',
        eventName: ['ModifyDBInstance', 'ModifyDBCluster'],
        errorCode: null,
        'requestParameters.deletionProtection': false,
      },
      {
        eventSource: 'dynamodb.amazonaws.com',
        eventName: 'UpdateContinuousBackups',
        errorCode: null,
        'requestParameters.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled': false,
      },
    ],
    ...callers,
  },
  condition: `(deleted or off) and ${byNoService}`,
  dedupeBy: [
    'recipientAccountId',
    'requestParameters.backupVaultName',
    'requestParameters.dBInstanceIdentifier',
    'requestParameters.dBClusterIdentifier',
    'requestParameters.tableName',
  ],
  resources: { tableName: 'requestParameters.tableName' },
  attack: { tactic: 'TA0040', technique: 'T1490' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'A retention job that deletes old snapshots with a role of its own.',
    'An environment that is taken down together with its backups.',
  ],
  response: [
    'Stop the identity first: deactivate the key or revoke the sessions.',
    'List what backups are left and lock the vault before anything else.',
  ],
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/deleting-backups.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('backup', 'DeleteRecoveryPoint', {
      backupVaultName: 'daily',
      recoveryPointArn: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
    }),
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', backupRetentionPeriod: 0 }),
    call('dynamodb', 'UpdateContinuousBackups', {
      tableName: 'orders',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
    }),
  ],
  misses: [
    call('backup', 'StartBackupJob', { backupVaultName: 'daily' }),
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', backupRetentionPeriod: 7 }),
    call('dynamodb', 'UpdateContinuousBackups', {
      tableName: 'orders',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    }),
    call(
      'backup',
      'DeleteRecoveryPoint',
      { backupVaultName: 'daily' },
      { userIdentity: { type: 'AWSService', invokedBy: 'backup.amazonaws.com' } },
    ),
    call('backup', 'DeleteBackupVault', { backupVaultName: 'daily' }, refused),
  ],
});
