import { uuidOf } from '../chance/identifiers.ts';
import { chooserOf } from '../chance/weighted.ts';
import { isoMicros } from '../text/times.ts';
import { nearlyFlat } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { Chance } from '../chance/chance.ts';
import type { World } from '../world/world.ts';
import type { LogSource } from './log-source.ts';

/** One request to the API server, as the audit log sees it. */
interface ApiRequest {
  readonly verb: 'get' | 'list' | 'watch' | 'update' | 'patch' | 'create' | 'delete';
  readonly username: string;
  readonly groups: readonly string[];
  readonly userAgent: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly apiGroup?: string;
  readonly code: number;
}

const controllerAgent = 'kube-controller-manager/v1.33.4 (linux/amd64) kubernetes/e4f1a7c';
const workloads = ['checkout', 'catalog', 'payments', 'auth', 'search', 'email', 'inventory', 'shipping'] as const;

/** A node's name is its host name in the region's private domain. */
const nodeOf = (world: World, chance: Chance): string =>
  `${chance.pick(instancesOf(world, 'app')).hostName}.ec2.internal`;

/** Who asks the API server for what. Most of it is machines renewing leases, as in any real cluster. */
const chooseRequest = chooserOf<(world: World, chance: Chance) => ApiRequest>([
  [
    30,
    (world, chance) => {
      const node = nodeOf(world, chance);
      return {
        verb: 'update',
        username: `system:node:${node}`,
        groups: ['system:nodes', 'system:authenticated'],
        userAgent: 'kubelet/v1.33.4 (linux/amd64) kubernetes/e4f1a7c',
        resource: 'leases',
        namespace: 'kube-node-lease',
        name: node,
        apiGroup: 'coordination.k8s.io',
        code: 200,
      };
    },
  ],
  [
    24,
    (_world, chance) => ({
      verb: chance.pick(['get', 'list', 'watch']),
      username: 'system:serviceaccount:kube-system:coredns',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
      userAgent: 'coredns/v1.12.1 (linux/amd64)',
      resource: chance.pick(['endpointslices', 'services', 'namespaces']),
      namespace: '',
      name: '',
      code: 200,
    }),
  ],
  [
    20,
    (_world, chance) => {
      const name = chance.pick(['kube-controller-manager', 'kube-scheduler']);
      return {
        verb: 'update',
        username: `system:${name}`,
        groups: ['system:authenticated'],
        userAgent: `${name}/v1.33.4 (linux/amd64) kubernetes/e4f1a7c/leader-election`,
        resource: 'leases',
        namespace: 'kube-system',
        name,
        apiGroup: 'coordination.k8s.io',
        code: 200,
      };
    },
  ],
  [
    12,
    (_world, chance) => ({
      verb: chance.pick(['get', 'patch']),
      username: 'system:serviceaccount:kube-system:deployment-controller',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
      userAgent: controllerAgent,
      resource: 'deployments',
      namespace: 'shop',
      name: chance.pick(workloads),
      apiGroup: 'apps',
      // A conflict is how optimistic locking says "read again".
      code: chance.happens(0.04) ? 409 : 200,
    }),
  ],
  [
    6,
    (_world, chance) => ({
      verb: 'get',
      username: 'system:serviceaccount:shop:metrics-reader',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'],
      userAgent: 'metrics-reader/2.4.1',
      resource: 'configmaps',
      namespace: 'shop',
      name: `${chance.pick(workloads)}-settings`,
      code: chance.happens(0.06) ? 404 : 200,
    }),
  ],
]);

/** The request's path: the core group under `/api`, the others under `/apis`. */
const pathOf = ({ apiGroup, namespace, resource, name }: ApiRequest): string =>
  [
    apiGroup === undefined ? '/api/v1' : `/apis/${apiGroup}/v1`,
    namespace === '' ? '' : `/namespaces/${namespace}`,
    `/${resource}`,
    name === '' ? '' : `/${name}`,
  ].join('');

/**
 * One record of audit.k8s.io/v1 at level Metadata: who and what, no bodies.
 *
 * @param atMs  when the answer was complete; the request came 1 to 9 ms before
 * @see https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
const auditRecord = (atMs: number, chance: Chance, request: ApiRequest, sourceIp: string): string => {
  const { verb, username, groups, userAgent, resource, namespace, name, apiGroup, code } = request;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: uuidOf(chance),
    stage: 'ResponseComplete',
    requestURI: pathOf(request),
    verb,
    user: { username, groups },
    sourceIPs: [sourceIp],
    userAgent,
    objectRef: {
      resource,
      ...(namespace === '' ? {} : { namespace }),
      ...(name === '' ? {} : { name }),
      ...(apiGroup === undefined ? {} : { apiGroup }),
      apiVersion: 'v1',
    },
    responseStatus: {
      metadata: {},
      ...(code >= 400 ? { status: 'Failure', reason: code === 404 ? 'NotFound' : 'Conflict' } : {}),
      code,
    },
    requestReceivedTimestamp: isoMicros(atMs - chance.whole(1, 9), chance.whole(0, 999)),
    stageTimestamp: isoMicros(atMs, chance.whole(0, 999)),
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': '' },
  });
};

/** The audit log of the cluster's API server: two replicas, a stream each. */
export const eksAudit: LogSource = {
  name: 'eks-audit',
  logGroup: '/aws/eks/shop-prod/cluster',
  weight: 5,
  curve: nearlyFlat,
  open: (world, chance) => {
    const streams = [0, 1].map(() => `kube-apiserver-audit-${chance.hex(32)}`);
    const nodes = instancesOf(world, 'app');
    return (atMs, emit) =>
      emit(
        atMs,
        chance.pick(streams),
        auditRecord(atMs, chance, chooseRequest(chance)(world, chance), chance.pick(nodes).privateIp),
      );
  },
};
