import type { DetectionRule } from '@bellwether/log-model';
import { line, type EvidenceEvent, type RuleEvidence } from './evidence.ts';

/** One band of GuardDuty's severities: `atLeast` and `below` in [1, 10], as its documents bound them. */
export interface Band {
  readonly id: string;
  readonly name: string;
  readonly severity: DetectionRule['severity'];
  readonly score: number;
  readonly atLeast: number;
  readonly below: number;
}

/** The rule of one band: what GuardDuty found, but for samples and what a filter of the account archives. */
export const guardDutyRule = ({ id, name, severity, score, atLeast, below }: Band): DetectionRule => ({
  id,
  title: `GuardDuty found a threat of ${name} severity`,
  description:
    'GuardDuty saw behaviour that it knows from attacks. Its type says which, and the resource says where; open the finding in GuardDuty for what was seen. Samples and archived findings are left out.',
  severity,
  score,
  dataset: 'guardduty',
  selections: {
    found: { 'type|exists': true, 'event.severity|gte': atLeast },
    worse: { 'event.severity|gte': below },
    hidden: [{ 'service.archived': true }, { 'service.additionalInfo.sample': true }],
  },
  condition: 'found and not worse and not hidden',
  dedupeBy: ['id'],
  resources: {
    findingType: 'type',
    instanceId: 'resource.instanceDetails.instanceId',
    userName: 'resource.accessKeyDetails.userName',
  },
  attack: { tactic: 'TA0002', technique: 'T1204' },
});

/** The rule of one label of Security Hub's severities, such as `CRITICAL`. */
export const securityHubRule = (
  id: string,
  label: string,
  { severity, score }: Pick<DetectionRule, 'severity' | 'score'>,
): DetectionRule => ({
  id,
  title: `Security Hub reports a finding of ${label.toLowerCase()} severity`,
  description: `A service or product that reports to Security Hub found something of ${label.toLowerCase()} severity. Its title says what, and its resources say where. Checks of controls, and what is archived, suppressed or resolved, are left out.`,
  severity,
  score,
  dataset: 'application',
  selections: {
    found: { SchemaVersion: '2018-10-08', 'ProductArn|contains': ':securityhub:', 'Severity.Label': label },
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
});

/** A record as EventBridge carries it into a log group. */
const ofEventBridge = (source: string, detailType: string, detail: object): EvidenceEvent =>
  line(
    '/aws/events/findings',
    JSON.stringify({
      version: '0',
      id: '0f4c7e52-6f0e-4e7c-9d7e-3b5a2d9c4a10',
      'detail-type': detailType,
      source,
      account: '111122223333',
      time: '2026-03-02T09:15:01Z',
      region: 'us-east-1',
      resources: [],
      detail,
    }),
  );

/** A finding of GuardDuty as EventBridge carries it. */
const guardDutyFinding = (severity: number, service: object = {}): EvidenceEvent =>
  ofEventBridge('aws.guardduty', 'GuardDuty Finding', {
    schemaVersion: '2.0',
    accountId: '111122223333',
    region: 'us-east-1',
    id: '16afba5c5c43e07c9e3e5e2e544e95df',
    arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/16afba5c5c43e07c9e3e5e2e544e95df',
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0123456789abcdef0' } },
    service: { serviceName: 'guardduty', archived: false, count: 3, ...service },
    severity,
    createdAt: '2026-03-02T09:10:00.000Z',
    updatedAt: '2026-03-02T09:12:00.000Z',
    title: 'An instance asks for the name of a mining pool.',
    description: 'The EC2 instance queries a domain name that is associated with Bitcoin.',
  });

/** A finding of Security Hub as EventBridge carries it. */
const securityHubFinding = (label: string, fields: object = {}): EvidenceEvent =>
  ofEventBridge('aws.securityhub', 'Security Hub Findings - Imported', {
    findings: [
      {
        SchemaVersion: '2018-10-08',
        Id: 'arn:aws:macie2:us-east-1:111122223333:finding/1',
        ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/macie',
        ProductName: 'Macie',
        GeneratorId: 'macie',
        AwsAccountId: '111122223333',
        Types: ['Sensitive Data Identifications'],
        CreatedAt: '2026-03-02T09:10:00.000Z',
        UpdatedAt: '2026-03-02T09:12:00.000Z',
        Severity: { Label: label },
        Title: 'The bucket contains card numbers',
        Description: 'Objects of the bucket contain numbers of payment cards.',
        Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::orders-exports' }],
        RecordState: 'ACTIVE',
        Workflow: { Status: 'NEW' },
        ...fields,
      },
    ],
  });

/** What each rule over Security Hub's findings has to hit and to miss. */
export const securityHubEvidence = (label: string, otherLabel: string): RuleEvidence => ({
  hits: [securityHubFinding(label)],
  misses: [
    securityHubFinding(otherLabel),
    securityHubFinding(label, { RecordState: 'ARCHIVED' }),
    securityHubFinding(label, { Workflow: { Status: 'SUPPRESSED' } }),
    securityHubFinding(label, { Compliance: { Status: 'FAILED' } }),
    securityHubFinding(label, { Sample: true }),
  ],
});

/** What each rule over GuardDuty's findings has to hit and to miss, by the severities of its band. */
export const guardDutyEvidence = (least: number, most: number, outside: readonly number[]): RuleEvidence => ({
  hits: [guardDutyFinding(least), guardDutyFinding(most)],
  misses: [
    ...outside.map((severity) => guardDutyFinding(severity)),
    guardDutyFinding(least, { archived: true }),
    guardDutyFinding(least, { additionalInfo: { sample: true } }),
  ],
});
