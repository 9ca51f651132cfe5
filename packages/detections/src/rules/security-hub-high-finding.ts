import type { RuleEvidence } from '../evidence.ts';
import { securityHubEvidence, securityHubRule } from '../service-findings.ts';

export const rule = securityHubRule('security-hub-high-finding', 'HIGH', { severity: 'ERROR', score: 0.75 });

export const evidence = (): RuleEvidence => securityHubEvidence('HIGH', 'MEDIUM');
