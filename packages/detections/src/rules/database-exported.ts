import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'database-exported',
  title: 'A snapshot of a database was exported to a bucket',
  description:
    'The content of a database snapshot is being written to S3, where other rights apply. Check who asked for it and whose bucket it is.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    exported: { eventSource: 'rds.amazonaws.com', eventName: 'StartExportTask', errorCode: null },
    ...callers,
  },
  condition: `exported and ${byNoService}`,
  dedupeBy: ['requestParameters.exportTaskIdentifier', 'recipientAccountId'],
  resources: { bucketName: 'requestParameters.s3BucketName' },
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['An export to a data lake that runs by schedule.'],
  response: ['Ask who asked for the export, and whose bucket it goes to.', 'Cancel the export task if nobody did.'],
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ExportSnapshot.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('rds', 'StartExportTask', {
      exportTaskIdentifier: 'x',
      s3BucketName: 'y',
      sourceArn: 'arn:aws:rds:us-east-1:111122223333:snapshot:orders',
    }),
  ],
  misses: [
    call('rds', 'StartExportTask', { exportTaskIdentifier: 'x' }, refused),
    call('rds', 'DescribeExportTasks', {}),
  ],
});
