import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'mail-sending-enabled',
  title: 'Sending of mail was enabled for the account',
  description:
    'Somebody lets the account send mail, or asked for it to send to everybody: stolen accounts are used for spam. Check that the mail is yours.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    enabled: [
      {
        eventSource: 'ses.amazonaws.com',
        eventName: 'UpdateAccountSendingEnabled',
        errorCode: null,
        'requestParameters.enabled': true,
      },
      {
        eventSource: 'ses.amazonaws.com',
        eventName: 'PutAccountSendingAttributes',
        errorCode: null,
        'requestParameters.sendingEnabled': true,
      },
      {
        eventSource: 'ses.amazonaws.com',
        eventName: 'PutAccountDetails',
        errorCode: null,
        'requestParameters.productionAccessEnabled': true,
      },
    ],
    ...callers,
  },
  condition: `enabled and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'awsRegion'],
  attack: { tactic: 'TA0040', technique: 'T1496.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A new application that sends mail.'],
  response: ['Ask whose mail it is.', 'Pause sending for the account if nobody knows it.'],
  references: ['https://docs.aws.amazon.com/ses/latest/APIReference/API_UpdateAccountSendingEnabled.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ses', 'UpdateAccountSendingEnabled', { enabled: true }),
    call('ses', 'PutAccountDetails', { productionAccessEnabled: true }),
  ],
  misses: [
    call('ses', 'UpdateAccountSendingEnabled', { enabled: false }),
    call('ses', 'UpdateAccountSendingEnabled', { enabled: true }, refused),
  ],
});
