import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'waf-removed',
  title: 'The web firewall was taken away',
  description:
    'A web ACL or its rules were deleted, or a resource was taken from behind it. Put it back unless the resource is retired.',
  severity: 'ERROR',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    removed: [
      {
        eventSource: ['wafv2.amazonaws.com', 'waf.amazonaws.com', 'waf-regional.amazonaws.com'],
        eventName: [
          'DeleteWebACL',
          'DisassociateWebACL',
          'DeleteRuleGroup',
          'DeleteLoggingConfiguration',
          'DeleteIPSet',
          'DeleteFirewallManagerRuleGroups',
        ],
        errorCode: null,
      },
      {
        eventSource: 'shield.amazonaws.com',
        eventName: ['DeleteProtection', 'DisableProactiveEngagement'],
        errorCode: null,
      },
      {
        eventSource: 'network-firewall.amazonaws.com',
        eventName: ['DeleteFirewall', 'DeleteFirewallPolicy', 'DeleteRuleGroup'],
        errorCode: null,
      },
    ],
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.name', 'requestParameters.resourceArn'],
  attack: { tactic: 'TA0112', technique: 'T1686.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A resource that is retired, or a firewall that is replaced.'],
  response: ['Put the firewall back unless the resource is retired.', 'Look into the access logs for attacks since.'],
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-deleting.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('wafv2', 'DeleteWebACL', { name: 'shop' }),
    call('wafv2', 'DisassociateWebACL', {
      resourceArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/shop/1',
    }),
  ],
  misses: [
    call('wafv2', 'UpdateWebACL', { name: 'shop' }),
    call('wafv2', 'DeleteWebACL', { name: 'shop' }, byCloudFormation),
    call('wafv2', 'DeleteWebACL', { name: 'shop' }, refused),
  ],
});
