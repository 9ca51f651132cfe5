import { visitorAddressOf } from '../chance/identifiers.ts';
import { chooserOf } from '../chance/weighted.ts';
import { ceilSecond } from '../text/times.ts';
import { nightJob, shopHours } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { Chance } from '../chance/chance.ts';
import type { Instance, World } from '../world/world.ts';
import type { LogSource } from './log-source.ts';

export const flowLogGroup = '/vpc/flow-logs';

/** One end of a flow. */
interface End {
  readonly address: string;
  readonly port: number;
}

/** What passed in one direction during one capture window. */
export interface Flow {
  readonly startMs: number;
  readonly from: End;
  readonly to: End;
  /** IANA protocol number: 6 TCP, 17 UDP. */
  readonly protocol: 6 | 17;
  readonly packets: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly action: 'ACCEPT' | 'REJECT';
}

/**
 * One record in the default format, version 2.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const flowRecord = (account: string, eniId: string, flow: Flow): string => {
  const { from, to, startMs, seconds } = flow;
  const start = Math.floor(startMs / 1_000);
  return `2 ${account} ${eniId} ${from.address} ${to.address} ${from.port} ${to.port} ${flow.protocol} ${flow.packets} ${flow.bytes} ${start} ${start + seconds} ${flow.action} OK`;
};

/** The stream a network interface's records go to. */
export const flowStreamOf = (instance: Instance): string => `${instance.eniId}-all`;

/** A port a client lets the kernel choose: the Linux default range. */
const ephemeral = (chance: Chance): number => chance.whole(32_768, 60_999);

/** A conversation seen at `at`: who asks, who answers, on which port. */
interface Conversation {
  readonly at: Instance;
  readonly client: string;
  readonly server: End;
  readonly protocol: 6 | 17;
  readonly isRejected: boolean;
}

/** Who talks to whom. Ordinary instances know a handful of ports: 53, 443, 5432, 8080. */
const chooseConversation = chooserOf<(world: World, chance: Chance) => Conversation>([
  [
    30,
    (world, chance) => {
      const at = chance.pick(instancesOf(world, 'web'));
      return {
        at,
        client: visitorAddressOf(chance),
        server: { address: at.privateIp, port: 443 },
        protocol: 6,
        isRejected: false,
      };
    },
  ],
  [
    26,
    (world, chance) => {
      const at = chance.pick(instancesOf(world, 'app'));
      const client = chance.pick(instancesOf(world, 'web')).privateIp;
      return { at, client, server: { address: at.privateIp, port: 8080 }, protocol: 6, isRejected: false };
    },
  ],
  [
    20,
    (world, chance) => {
      const at = chance.pick(instancesOf(world, 'database'));
      const client = chance.pick(instancesOf(world, 'app')).privateIp;
      return { at, client, server: { address: at.privateIp, port: 5432 }, protocol: 6, isRejected: false };
    },
  ],
  [
    10,
    (world, chance) => {
      const at = chance.pick(world.instances);
      return { at, client: at.privateIp, server: { address: '10.0.0.2', port: 53 }, protocol: 17, isRejected: false };
    },
  ],
  [
    8,
    (world, chance) => {
      const at = chance.pick(instancesOf(world, 'app'));
      const server = { address: `52.94.${chance.whole(0, 20)}.${chance.whole(1, 254)}`, port: 443 };
      return { at, client: at.privateIp, server, protocol: 6, isRejected: false };
    },
  ],
  // The Internet knocks at the bastion: each address tries a port or two and goes away.
  [
    6,
    (world, chance) => {
      const at = chance.pick(instancesOf(world, 'bastion'));
      const server = { address: at.privateIp, port: chance.pick([23, 80, 445, 1433, 3306, 3389, 6379, 8080]) };
      return { at, client: visitorAddressOf(chance), server, protocol: 6, isRejected: true };
    },
  ],
]);

/**
 * Ordinary traffic, as the interface on one end of it sees it: a request and, unless it was turned away, its answer to
 * an ephemeral port. The event's time is the start of its capture window, in whole seconds.
 */
export const vpcFlow: LogSource = {
  name: 'vpc-flow',
  logGroup: flowLogGroup,
  weight: 11,
  curve: shopHours,
  open: (world, chance) => (atMs, emit) => {
    const startMs = ceilSecond(atMs);
    const seconds = chance.whole(1, 59);
    // Now and then an interface has nothing to report in its minute.
    if (chance.happens(0.004)) {
      const { eniId } = chance.pick(world.instances);
      const start = startMs / 1_000;
      emit(startMs, `${eniId}-all`, `2 ${world.account} ${eniId} - - - - - - - ${start} ${start + 60} - NODATA`);
      return;
    }
    const { at, client, server, protocol, isRejected } = chooseConversation(chance)(world, chance);
    const asker = { address: client, port: ephemeral(chance) };
    const packets = isRejected ? chance.whole(1, 3) : Math.ceil(chance.around(9, 0.6));
    const write = (from: End, to: End, size: number): void =>
      emit(
        startMs,
        flowStreamOf(at),
        flowRecord(world.account, at.eniId, {
          startMs,
          from,
          to,
          protocol,
          packets,
          bytes: packets * size,
          seconds,
          action: isRejected ? 'REJECT' : 'ACCEPT',
        }),
      );
    write(asker, server, isRejected ? 44 : chance.whole(60, 400));
    if (!isRejected) write(server, asker, chance.whole(80, 1_400));
  },
};

/**
 * The backup host talking to object storage for two hours at night: answers from one address to a great many
 * ephemeral ports of one host, which is what a port scan looks like to a counter that does not ask who called.
 */
export const backupFlow: LogSource = {
  name: 'vpc-flow-backup',
  logGroup: flowLogGroup,
  weight: 0.8,
  curve: nightJob(1, 3),
  open: (world, chance) => {
    const at = chance.pick(instancesOf(world, 'backup'));
    const storage = { address: '52.216.10.77', port: 443 };
    return (atMs, emit) => {
      const startMs = ceilSecond(atMs);
      const client = { address: at.privateIp, port: ephemeral(chance) };
      const packets = Math.ceil(chance.around(400, 0.5));
      const flow = { startMs, protocol: 6, packets, seconds: chance.whole(5, 50), action: 'ACCEPT' } as const;
      const write = (from: End, to: End, bytes: number): void =>
        emit(startMs, flowStreamOf(at), flowRecord(world.account, at.eniId, { ...flow, from, to, bytes }));
      write(client, storage, packets * 1_400);
      write(storage, client, packets * 52);
    };
  },
};
