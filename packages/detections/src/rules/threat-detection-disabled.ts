import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'threat-detection-disabled',
  title: 'A service that looks for threats was switched off',
  description:
    'Security Hub, Macie, Inspector, Detective or Access Analyzer was disabled or cut off from its administrator. Check who did it and enable it again.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    off: [
      {
        eventSource: 'securityhub.amazonaws.com',
        eventName: [
          'DisableSecurityHub',
          'DisableSecurityHubV2',
          'BatchDisableStandards',
          'DisableImportFindingsForProduct',
          'DisassociateFromAdministratorAccount',
          'DisassociateFromMasterAccount',
          'DisassociateMembers',
          'DeleteMembers',
          'DisableOrganizationAdminAccount',
          'DeleteFindingAggregator',
        ],
        errorCode: null,
      },
      {
        eventSource: 'macie2.amazonaws.com',
        eventName: [
          'DisableMacie',
          'DisassociateFromAdministratorAccount',
          'DisassociateFromMasterAccount',
          'DisassociateMember',
          'DeleteMember',
          'DisableOrganizationAdminAccount',
        ],
        errorCode: null,
      },
      {
        eventSource: 'inspector2.amazonaws.com',
        eventName: ['Disable', 'DisassociateMember', 'DisableDelegatedAdminAccount'],
        errorCode: null,
      },
      {
        eventSource: 'detective.amazonaws.com',
        eventName: ['DeleteGraph', 'DeleteMembers', 'DisassociateMembership', 'DisableOrganizationAdminAccount'],
        errorCode: null,
      },
      { eventSource: 'access-analyzer.amazonaws.com', eventName: 'DeleteAnalyzer', errorCode: null },
    ],
    paused: {
      eventSource: 'macie2.amazonaws.com',
      eventName: 'UpdateMacieSession',
      errorCode: null,
      'requestParameters.status': 'PAUSED',
    },
    ...callers,
  },
  condition: `(off or paused) and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'eventSource'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['An account that moves to another administrator, or a service that is given up.'],
  response: ['Enable the service again.', 'Ask who disabled it, and look at what the identity did since.'],
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-disable.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('securityhub', 'DisableSecurityHub', null),
    call('macie2', 'DisableMacie', null),
    call('access-analyzer', 'DeleteAnalyzer', { analyzerName: 'account' }),
    call('macie2', 'UpdateMacieSession', { status: 'PAUSED' }),
  ],
  misses: [
    call('securityhub', 'EnableSecurityHub', null),
    call('macie2', 'UpdateMacieSession', { status: 'ENABLED' }),
    call('macie2', 'DisableMacie', null, refused),
    call('access-analyzer', 'DeleteAnalyzer', { analyzerName: 'account' }, byCloudFormation),
  ],
});
