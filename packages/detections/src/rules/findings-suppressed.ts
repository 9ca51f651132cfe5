import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'findings-suppressed',
  title: 'Findings of a detection service were hidden',
  description:
    'Findings were archived or suppressed, or a rule was made that does so by itself: they no longer reach anybody. Check which findings they were and who hid them.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    hidden: [
      { eventSource: 'guardduty.amazonaws.com', eventName: 'ArchiveFindings', errorCode: null },
      {
        eventSource: 'securityhub.amazonaws.com',
        eventName: 'BatchUpdateFindings',
        errorCode: null,
        'requestParameters.Workflow.Status': 'SUPPRESSED',
      },
      {
        eventSource: 'securityhub.amazonaws.com',
        eventName: ['CreateAutomationRule', 'BatchUpdateAutomationRules', 'CreateAutomationRuleV2'],
        errorCode: null,
      },
      { eventSource: 'securityhub.amazonaws.com', eventName: ['UpdateFindings', 'DeleteInsight'], errorCode: null },
      {
        eventSource: 'access-analyzer.amazonaws.com',
        eventName: ['CreateArchiveRule', 'ApplyArchiveRule'],
        errorCode: null,
      },
      { eventSource: 'macie2.amazonaws.com', eventName: 'CreateFindingsFilter', errorCode: null },
    ],
    ...callers,
  },
  condition: `hidden and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'eventSource', 'userIdentity.arn'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A person who works through findings and archives what is known.'],
  response: [
    'Read the findings or the filter that was made, and ask who hid them.',
    'Delete the filter if nobody wanted it.',
  ],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/findings_management.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('securityhub', 'UpdateFindings', { Filters: {}, RecordState: 'ARCHIVED' }),
    call('guardduty', 'ArchiveFindings', { detectorId: 'd1', findingIds: ['a', 'b'] }),
    call('securityhub', 'BatchUpdateFindings', {
      FindingIdentifiers: [{ Id: 'a' }],
      Workflow: { Status: 'SUPPRESSED' },
    }),
  ],
  misses: [
    call('securityhub', 'BatchUpdateFindings', { FindingIdentifiers: [{ Id: 'a' }], Workflow: { Status: 'RESOLVED' } }),
    call('guardduty', 'GetFindings', { detectorId: 'd1' }),
    call('guardduty', 'ArchiveFindings', { detectorId: 'd1' }, refused),
  ],
});
