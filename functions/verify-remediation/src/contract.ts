export {
  verifyRequestSchema as VerifyRemediationRequest,
  verifyResultSchema as VerifyRemediationResult,
} from '@bellwether/playbooks';
