import type { DetectionRule } from '@bellwether/log-model';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'database-made-public',
  title: 'A database can be reached from the internet',
  description:
    'A database or warehouse was made publicly accessible. It now has a public address; only its security group and its passwords are left. Put it back into the private network.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    opened: [
      {
        eventSource: 'rds.amazonaws.com',
        eventName: [
          'ModifyDBInstance',
          'CreateDBInstance',
          'CreateDBInstanceReadReplica',
          'RestoreDBInstanceFromDBSnapshot',
          'RestoreDBInstanceToPointInTime',
          'ModifyDBCluster',
          'CreateDBCluster',
        ],
        errorCode: null,
        'requestParameters.publiclyAccessible': true,
      },
      {
        eventSource: 'redshift.amazonaws.com',
        eventName: ['CreateCluster', 'ModifyCluster', 'RestoreFromClusterSnapshot'],
        errorCode: null,
        'requestParameters.publiclyAccessible': true,
      },
    ],
  },
  condition: 'opened',
  dedupeBy: [
    'requestParameters.dBInstanceIdentifier',
    'requestParameters.dBClusterIdentifier',
    'requestParameters.clusterIdentifier',
    'recipientAccountId',
  ],
  resources: { databaseId: 'requestParameters.dBInstanceIdentifier' },
  attack: { tactic: 'TA0001', technique: 'T1190' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A test database without real data.'],
  response: [
    'Set the database to not publicly accessible.',
    'Look into its connection logs for foreign addresses since.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', publiclyAccessible: true }),
    call('redshift', 'ModifyCluster', { clusterIdentifier: 'sales', publiclyAccessible: true }),
  ],
  misses: [
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', publiclyAccessible: false }),
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', applyImmediately: true }),
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', publiclyAccessible: true }, refused),
  ],
});
