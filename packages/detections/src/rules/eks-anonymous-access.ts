import type { DetectionRule } from '@bellwether/log-model';
import { auditEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'eks-anonymous-access',
  title: 'A cluster answered somebody who did not log in',
  description:
    'The Kubernetes API gave an anonymous caller what it asked for. Find the role binding for system:anonymous or system:unauthenticated and remove it. Health and version pages are left out.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'eks',
  selections: {
    anonymous: { 'user.username': 'system:anonymous', 'annotations.authorization.k8s.io/decision': 'allow' },
    public_page: {
      'requestURI|startswith': [
        '/healthz',
        '/livez',
        '/readyz',
        '/version',
        '/api?timeout',
        '/openid/',
        '/.well-known/',
      ],
    },
    refused: { 'responseStatus.code|gte': 400 },
  },
  condition: 'anonymous and not public_page and not refused',
  dedupeBy: ['sourceIPs', 'objectRef.resource'],
  resources: { sourceIp: 'sourceIPs' },
  attack: { tactic: 'TA0001', technique: 'T1190' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A cluster whose public information is meant to be read by everybody.'],
  response: [
    'Find the binding for system:anonymous or system:unauthenticated, and delete it.',
    'Look in the audit log for what the anonymous caller did.',
  ],
  references: ['https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html'],
};

const anonymous = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
const list = {
  verb: 'list',
  requestURI: '/api/v1/namespaces/default/secrets',
  user: anonymous,
  objectRef: { resource: 'secrets', namespace: 'default', apiVersion: 'v1' },
  responseStatus: { metadata: {}, code: 200 },
};

export const evidence = (): RuleEvidence => ({
  hits: [auditEvent(list)],
  misses: [
    auditEvent({ ...list, requestURI: '/healthz', objectRef: undefined, verb: 'get' }),
    auditEvent({ ...list, responseStatus: { code: 403 }, annotations: { 'authorization.k8s.io/decision': 'forbid' } }),
    auditEvent({ ...list, user: { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] } }),
  ],
});
