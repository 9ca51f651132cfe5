import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, byCloudFormation, call, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'database-rebooted',
  title: 'A database was rebooted',
  description:
    'A database or cluster was rebooted by somebody: its clients lose their connections. Ask whether it was planned.',
  severity: 'WARNING',
  score: 0.5,
  dataset: 'cloudtrail',
  selections: {
    rebooted: {
      eventSource: 'rds.amazonaws.com',
      eventName: ['RebootDBInstance', 'RebootDBCluster', 'FailoverDBCluster'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `rebooted and ${byNoService}`,
  dedupeBy: ['requestParameters.dBInstanceIdentifier', 'requestParameters.dBClusterIdentifier', 'recipientAccountId'],
  attack: { tactic: 'TA0040', technique: 'T1529' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['Maintenance, or a change of parameters that needs a reboot.'],
  response: ['Ask whether it was planned.', 'Look at the clients of the database for errors since.'],
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RebootInstance.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('rds', 'RebootDBInstance', { dBInstanceIdentifier: 'orders' }),
    call('rds', 'FailoverDBCluster', { dBClusterIdentifier: 'orders' }, atConsole),
  ],
  misses: [
    call('rds', 'StartDBInstance', { dBInstanceIdentifier: 'orders' }),
    call('rds', 'RebootDBInstance', { dBInstanceIdentifier: 'orders' }, { errorCode: 'InvalidDBInstanceState' }),
    call('rds', 'RebootDBInstance', { dBInstanceIdentifier: 'orders' }, byCloudFormation),
  ],
});
