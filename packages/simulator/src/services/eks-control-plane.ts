import { uuidOf } from '../chance/identifiers.ts';
import { chooserOf } from '../chance/weighted.ts';
import { isoSeconds, klogTime } from '../text/times.ts';
import { nearlyFlat } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { Chance } from '../chance/chance.ts';
import type { World } from '../world/world.ts';
import type { LogSource } from './log-source.ts';

/** The components that log; the audit log is a source of its own. */
type Component = 'authenticator' | 'kube-apiserver' | 'kube-scheduler' | 'kube-controller-manager';
/** A line and who writes it: the component is the first part of the stream's name. */
type ControlPlaneLine = readonly [component: Component, write: (atMs: number, chance: Chance, world: World) => string];

/**
 * One line of klog: severity letter, month and day, time, thread padded to seven, file and line.
 *
 * @see https://github.com/kubernetes/klog/blob/main/klog.go
 */
const klog = (letter: 'I' | 'W' | 'E', atMs: number, chance: Chance, at: string, text: string): string =>
  `${letter}${klogTime(atMs, chance.whole(0, 999))} ${String(chance.whole(1, 12)).padStart(7)} ${at}] ${text}`;

const workloads = ['checkout', 'catalog', 'payments', 'auth', 'search', 'email', 'inventory', 'shipping'] as const;
/** Namespace and name; the two suffixes are those of the replica set and of the pod. */
const podOf = (chance: Chance): string => `shop/${chance.pick(workloads)}-${chance.hex(9)}-${chance.hex(5)}`;

/**
 * What the components say. The errors and warnings among it are what a healthy cluster of this size writes every day:
 * compacted revisions, an autoscaler without metrics.
 */
const chooseLine = chooserOf<ControlPlaneLine>([
  [
    40,
    [
      'authenticator',
      (atMs, chance, world) => {
        const node = `${chance.pick(instancesOf(world, 'app')).hostName}.ec2.internal`;
        return `time="${isoSeconds(atMs)}" level=info msg="access granted" arn="arn:aws:iam::${world.account}:role/shop-node" client="127.0.0.1:${chance.whole(32_768, 60_999)}" groups="[system:bootstrappers system:nodes]" method=POST path=/authenticate uid="aws-iam-authenticator:${world.account}:AROAEXAMPLENODE" username="system:node:${node}"`;
      },
    ],
  ],
  [
    16,
    [
      'kube-apiserver',
      (atMs, chance) =>
        klog(
          'I',
          atMs,
          chance,
          'httplog.go:134',
          `"HTTP" verb="WATCH" URI="/apis/apps/v1/replicasets?watch=true" latency="${chance.whole(300, 590)}.${chance.whole(100, 999)}s" resp=200 audit-ID="${uuidOf(chance)}"`,
        ),
    ],
  ],
  [
    8,
    [
      'kube-apiserver',
      (atMs, chance) =>
        klog(
          'I',
          atMs,
          chance,
          'controller.go:615',
          `quota admission added evaluator for: ${chance.pick(['leases.coordination.k8s.io', 'endpointslices.discovery.k8s.io', 'jobs.batch'])}`,
        ),
    ],
  ],
  [
    3,
    [
      'kube-apiserver',
      (atMs, chance) =>
        klog(
          'W',
          atMs,
          chance,
          'watcher.go:338',
          `watch chan error: etcdserver: mvcc: required revision has been compacted`,
        ),
    ],
  ],
  [
    10,
    [
      'kube-scheduler',
      (atMs, chance, world) =>
        klog(
          'I',
          atMs,
          chance,
          'schedule_one.go:314',
          `"Successfully bound pod to node" pod="${podOf(chance)}" node="${chance.pick(instancesOf(world, 'app')).hostName}.ec2.internal" evaluatedNodes=4 feasibleNodes=${chance.whole(1, 4)}`,
        ),
    ],
  ],
  [
    12,
    [
      'kube-controller-manager',
      (atMs, chance) =>
        klog(
          'I',
          atMs,
          chance,
          'replica_set.go:679',
          `"Finished syncing" logger="replicaset-controller" kind="ReplicaSet" key="${podOf(chance)}" duration="${chance.whole(10, 900)}µs"`,
        ),
    ],
  ],
  [
    2,
    [
      'kube-controller-manager',
      (atMs, chance) =>
        klog(
          'E',
          atMs,
          chance,
          'horizontal.go:270',
          `failed to compute desired number of replicas based on listed metrics for Deployment/shop/${chance.pick(workloads)}: did not receive metrics for targeted pods`,
        ),
    ],
  ],
]);

/** Authenticator, API server, scheduler and controllers of the cluster, each in its own streams of the one group. */
export const eksControlPlane: LogSource = {
  name: 'eks-control-plane',
  logGroup: '/aws/eks/shop-prod/cluster',
  weight: 3,
  curve: nearlyFlat,
  open: (world, chance) => {
    const suffixes = [chance.hex(32), chance.hex(32)] as const;
    return (atMs, emit) => {
      const [component, write] = chooseLine(chance);
      emit(atMs, `${component}-${chance.pick(suffixes)}`, write(atMs, chance, world));
    };
  },
};
