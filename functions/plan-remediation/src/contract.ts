export { findingSchema as PlanRemediationRequest } from '@bellwether/log-model';
export { planSchema as PlanRemediationResult } from '@bellwether/playbooks';
