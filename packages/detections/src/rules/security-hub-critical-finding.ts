import type { RuleEvidence } from '../evidence.ts';
import { securityHubEvidence, securityHubRule } from '../service-findings.ts';

export const rule = securityHubRule('security-hub-critical-finding', 'CRITICAL', { severity: 'CRITICAL', score: 0.9 });

export const evidence = (): RuleEvidence => securityHubEvidence('CRITICAL', 'HIGH');
