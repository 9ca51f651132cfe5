import type { DetectionRule } from '@bellwether/log-model';
import type { RuleEvidence } from '../evidence.ts';
import { securityHubFinding } from '../service-findings.ts';

export const rule: DetectionRule = {
  id: 'security-hub-high-finding',
  title: 'Security Hub carries a finding of high severity',
  description:
    'A service or product that reports to Security Hub found something of high severity. Its title says what, and its resources say where. Checks of controls, and what is archived, suppressed or resolved, are left out.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'application',
  selections: {
    found: { SchemaVersion: '2018-10-08', 'ProductArn|contains': ':securityhub:', 'Severity.Label': 'HIGH' },
    over: [
      { RecordState: 'ARCHIVED' },
      { 'Workflow.Status': ['SUPPRESSED', 'RESOLVED'] },
      { 'Compliance.Status|exists': true },
      { Sample: true },
    ],
  },
  condition: 'found and not over',
  dedupeBy: ['Id'],
  resources: { findingTitle: 'Title', resourceId: 'Resources.Id' },
  attack: { tactic: 'TA0002', technique: 'T1204' },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [securityHubFinding('HIGH')],
  misses: [
    securityHubFinding('MEDIUM'),
    securityHubFinding('HIGH', { RecordState: 'ARCHIVED' }),
    securityHubFinding('HIGH', { Workflow: { Status: 'SUPPRESSED' } }),
    securityHubFinding('HIGH', { Compliance: { Status: 'FAILED' } }),
    securityHubFinding('HIGH', { Sample: true }),
  ],
});
