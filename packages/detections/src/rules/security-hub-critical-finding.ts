import type { RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';
import { securityHubEvidence, securityHubRule } from '../service-findings.ts';

export const rule = securityHubRule('security-hub-critical-finding', 'CRITICAL', { severity: 'CRITICAL', score: 0.9 });

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A test of penetration that was announced.'],
  response: ['Open the finding in Security Hub, and follow the advice of the product that found it.'],
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html'],
};

export const evidence = (): RuleEvidence => securityHubEvidence('CRITICAL', 'HIGH');
