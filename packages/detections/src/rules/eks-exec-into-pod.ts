import type { DetectionRule } from '@bellwether/log-model';
import { auditEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'eks-exec-into-pod',
  title: 'Somebody opened a shell in a pod',
  description:
    'A command was run inside a running container, past the way it is deployed. Ask who it was; a shell in production is either an emergency or an intrusion.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'eks',
  selections: {
    exec: { 'objectRef.resource': 'pods', 'objectRef.subresource': ['exec', 'attach'], verb: ['create', 'get'] },
    refused: [{ 'responseStatus.code|gte': 400 }, { 'annotations.authorization.k8s.io/decision': 'forbid' }],
    // The request is written again when it is answered.
    received: { stage: 'RequestReceived' },
  },
  condition: 'exec and not refused and not received',
  dedupeBy: ['user.username', 'objectRef.namespace', 'objectRef.name'],
  resources: { pod: 'objectRef.name', namespace: 'objectRef.namespace', userName: 'user.username' },
  attack: { tactic: 'TA0002', technique: 'T1609' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A person on call who looks for a fault.', 'A tool for debugging that opens shells.'],
  response: [
    'Ask who it was.',
    'If nobody knows it, isolate the pod for a look at it, and change the secrets that it could read.',
  ],
  references: ['https://attack.mitre.org/techniques/T1609/'],
};

const exec = {
  verb: 'create',
  requestURI: '/api/v1/namespaces/orders/pods/web-7d9c/exec?command=sh&stdin=true&stdout=true&tty=true',
  user: { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] },
  objectRef: { resource: 'pods', subresource: 'exec', namespace: 'orders', name: 'web-7d9c', apiVersion: 'v1' },
  responseStatus: { metadata: {}, code: 101 },
};

export const evidence = (): RuleEvidence => ({
  hits: [auditEvent(exec), auditEvent({ ...exec, verb: 'get', stage: 'ResponseStarted' })],
  misses: [
    auditEvent({ ...exec, responseStatus: { code: 403 }, annotations: { 'authorization.k8s.io/decision': 'forbid' } }),
    auditEvent({ ...exec, stage: 'RequestReceived', responseStatus: undefined }),
    auditEvent({
      ...exec,
      requestURI: '/api/v1/namespaces/orders/pods/web-7d9c/log',
      objectRef: { ...exec.objectRef, subresource: 'log' },
    }),
    auditEvent({
      ...exec,
      requestURI: '/api/v1/namespaces/orders/pods',
      objectRef: { resource: 'pods', namespace: 'orders' },
    }),
  ],
});
