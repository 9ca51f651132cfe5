export {
  executeRequestSchema as ExecuteRemediationRequest,
  executeResultSchema as ExecuteRemediationResult,
} from '@bellwether/playbooks';
