import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'dns-logging-removed',
  title: 'Queries for names are no longer logged',
  description:
    'The logging of DNS queries of a network or zone was deleted or cut off. Malware that calls home can no longer be seen there.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    removed: [
      {
        eventSource: 'route53resolver.amazonaws.com',
        eventName: [
          'DeleteResolverQueryLogConfig',
          'DisassociateResolverQueryLogConfig',
          'DeleteFirewallRuleGroup',
          'DisassociateFirewallRuleGroup',
        ],
        errorCode: null,
      },
      { eventSource: 'route53.amazonaws.com', eventName: 'DeleteQueryLoggingConfig', errorCode: null },
    ],
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.resolverQueryLogConfigId'],
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A network or zone that is taken down.'],
  response: [
    'Configure the logging again.',
    'Look at the hosts of the network for what they resolved before it stopped.',
  ],
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('route53resolver', 'DeleteResolverQueryLogConfig', { resolverQueryLogConfigId: 'rqlc-1' }),
    call('route53', 'DeleteQueryLoggingConfig', { id: '1' }),
  ],
  misses: [
    call('route53resolver', 'ListResolverQueryLogConfigs', {}),
    call('route53resolver', 'DeleteResolverQueryLogConfig', {}, byCloudFormation),
    call('route53resolver', 'DeleteResolverQueryLogConfig', {}, refused),
  ],
});
