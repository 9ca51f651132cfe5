import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'region-enabled',
  title: 'A region was enabled for the account',
  description:
    'A region that the account did not use was opened: machines there are easily overlooked. Disable it again unless it was planned.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    enabled: { eventSource: 'account.amazonaws.com', eventName: 'EnableRegion', errorCode: null },
    ...callers,
  },
  condition: `enabled and ${byNoService}`,
  dedupeBy: ['requestParameters.RegionName', 'requestParameters.regionName', 'recipientAccountId'],
  attack: { tactic: 'TA0005', technique: 'T1535' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A region that is opened for new customers.'],
  response: ['Ask whether it was planned.', 'Look for machines in the region, and disable it again.'],
  references: ['https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('account', 'EnableRegion', { RegionName: 'af-south-1' })],
  misses: [call('account', 'ListRegions', {}), call('account', 'EnableRegion', { RegionName: 'af-south-1' }, refused)],
});
