import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ssm-document-shared',
  title: 'A document of Systems Manager was shared',
  description:
    'A document may now be read and run by another account or by everybody. It may contain names, paths and secrets. Take the share back unless it was planned.',
  severity: 'ERROR',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    shared: {
      eventSource: 'ssm.amazonaws.com',
      eventName: 'ModifyDocumentPermission',
      errorCode: null,
      'requestParameters.accountIdsToAdd|exists': true,
    },
    ...callers,
  },
  condition: `shared and ${byNoService}`,
  dedupeBy: ['requestParameters.name'],
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A document that is shared inside the organization.'],
  response: ['Take the share back unless it was planned.', 'Change the secrets that the document contains.'],
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ssm', 'ModifyDocumentPermission', { name: 'deploy', permissionType: 'Share', accountIdsToAdd: ['all'] }),
  ],
  misses: [
    call('ssm', 'ModifyDocumentPermission', {
      name: 'deploy',
      permissionType: 'Share',
      accountIdsToRemove: ['444455556666'],
    }),
    call('ssm', 'ModifyDocumentPermission', { name: 'deploy', accountIdsToAdd: ['all'] }, refused),
  ],
});
