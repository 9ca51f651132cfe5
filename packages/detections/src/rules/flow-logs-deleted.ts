import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'flow-logs-deleted',
  title: 'VPC flow logs were deleted',
  description:
    'The network of a VPC, subnet or interface is no longer recorded. Check who deleted the flow log and create it again.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    deleted: { eventSource: 'ec2.amazonaws.com', eventName: 'DeleteFlowLogs', errorCode: null },
    ...callers,
  },
  condition: `deleted and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.DeleteFlowLogsRequest.FlowLogId.content'],
  resources: { flowLogId: 'requestParameters.DeleteFlowLogsRequest.FlowLogId.content' },
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A VPC that is taken down, or flow logs that are replaced by others.'],
  response: [
    'Create the flow log again.',
    'Ask who deleted it, and look at what was changed in the network meanwhile.',
  ],
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteFlowLogs.html'],
};

const remove = {
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DeleteFlowLogs',
  requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-0123456789abcdef0' } } },
};

export const evidence = (): RuleEvidence => ({
  hits: [trailEvent(remove)],
  misses: [
    trailEvent({ ...remove, errorCode: 'Client.UnauthorizedOperation' }),
    trailEvent({ ...remove, eventName: 'CreateFlowLogs' }),
    trailEvent({ ...remove, userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' } }),
  ],
});
