import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'database-snapshot-copied-away',
  title: 'A snapshot of a database was copied to another region',
  description:
    'A copy in another region is easily overlooked, and is out of reach of what protects the first. Ask who made it.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    copied: {
      eventSource: 'rds.amazonaws.com',
      eventName: ['CopyDBSnapshot', 'CopyDBClusterSnapshot'],
      errorCode: null,
      'requestParameters.sourceRegion|exists': true,
    },
    same_region: { 'requestParameters.sourceRegion|fieldref': 'awsRegion' },
    ...callers,
  },
  condition: `copied and not same_region and ${byNoService}`,
  dedupeBy: [
    'recipientAccountId',
    'requestParameters.sourceDBSnapshotIdentifier',
    'requestParameters.sourceDBClusterSnapshotIdentifier',
  ],
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['Copies for disaster recovery into a second region.'],
  response: ['Ask who made the copy.', 'Delete it if nobody did, and look for shares of it.'],
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html'],
};

const snapshot = 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders-1';
const byBackup = { sourceIPAddress: 'backup.amazonaws.com' };

export const evidence = (): RuleEvidence => ({
  hits: [
    call('rds', 'CopyDBSnapshot', { sourceDBSnapshotIdentifier: snapshot, sourceRegion: 'eu-west-1' }),
    call('rds', 'CopyDBClusterSnapshot', { sourceDBClusterSnapshotIdentifier: snapshot, sourceRegion: 'eu-west-1' }),
  ],
  misses: [
    call('rds', 'CopyDBSnapshot', { sourceDBSnapshotIdentifier: 'orders-1' }),
    call('rds', 'CopyDBSnapshot', { sourceDBSnapshotIdentifier: snapshot, sourceRegion: 'us-east-1' }),
    call('rds', 'CopyDBSnapshot', { sourceDBSnapshotIdentifier: snapshot, sourceRegion: 'eu-west-1' }, refused),
    call('rds', 'CopyDBSnapshot', { sourceDBSnapshotIdentifier: snapshot, sourceRegion: 'eu-west-1' }, byBackup),
  ],
});
