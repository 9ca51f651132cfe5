import type { DetectionRule } from '@bellwether/log-model';
import { roleSession, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'access-denied-burst',
  title: 'One identity was denied again and again',
  description:
    'One identity was refused many calls within minutes: it is feeling its way, or a program lost a right it needs. Missing things, throttling and dry runs do not count, nor do calls by AWS services and by the console.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    denied: {
      errorCode: [
        'AccessDenied',
        'AccessDeniedException',
        'AccessDeniedFault',
        'AuthFailure',
        'AuthorizationError',
        'AuthorizationErrorException',
        'Client.AccessDenied',
        'Client.AuthFailure',
        'Client.UnauthorizedOperation',
        'ForbiddenException',
        'NotAuthorized',
        'NotAuthorizedException',
        'UnauthorizedAccess',
        'UnauthorizedException',
        'UnauthorizedOperation',
        'VpceAccessDenied',
      ],
    },
    on_behalf: [
      { 'userIdentity.invokedBy|exists': true },
      { 'sourceIPAddress|endswith': ['.amazonaws.com', 'AWS Internal'] },
      { eventType: 'AwsServiceEvent' },
    ],
    // Pages of the console ask for much that their user may not see.
    console: { sessionCredentialFromConsole: ['true', true] },
  },
  condition: 'denied and not on_behalf and not console',
  threshold: { count: 20, groupBy: ['userIdentity.arn'] },
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn', sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0007', technique: 'T1580' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'A program or pipeline whose role lost a right, right after a deployment or a change of policy.',
    'A tool of your own that lists everything it may see and expects refusals.',
  ],
  response: [
    'Compare the refused calls with what the identity usually does; many services at once point to a search.',
    'If nobody knows the calls, deactivate the key or revoke the sessions of the role.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html'],
};

const denied = {
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
  readOnly: true,
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(denied),
    trailEvent({
      ...denied,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      errorCode: 'Client.UnauthorizedOperation',
    }),
  ],
  misses: [
    trailEvent({ ...denied, errorCode: 'NoSuchEntityException', errorMessage: 'The user cannot be found.' }),
    trailEvent({ ...denied, errorCode: 'ThrottlingException' }),
    trailEvent({ ...denied, errorCode: 'Client.DryRunOperation' }),
    trailEvent({ ...denied, sessionCredentialFromConsole: 'true' }),
    trailEvent({
      ...denied,
      userIdentity: { ...roleSession('AWSServiceRoleForConfig', 'config'), invokedBy: 'config.amazonaws.com' },
      sourceIPAddress: 'config.amazonaws.com',
    }),
  ],
});
