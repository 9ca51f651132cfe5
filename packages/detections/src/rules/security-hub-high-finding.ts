import type { RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';
import { securityHubEvidence, securityHubRule } from '../service-findings.ts';

export const rule = securityHubRule('security-hub-high-finding', 'HIGH', { severity: 'ERROR', score: 0.75 });

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A product that rates a known state as high.'],
  response: ['Open the finding in Security Hub, and follow the advice of the product that found it.'],
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html'],
};

export const evidence = (): RuleEvidence => securityHubEvidence('HIGH', 'MEDIUM');
