import { flowLogGroup, flowRecord, flowStreamOf } from '../services/vpc-flow.ts';
import { instancesOf } from '../world/world.ts';
import { startWithin } from './moments.ts';
import type { Chance } from '../chance/chance.ts';
import type { IncidentScript } from './incident-script.ts';

/** A scanner's usual range; the ephemeral ports above are of no use to it. */
const highestScannedPort = 10_000;
/** What the scanner's own security group lets out. */
const openPorts: ReadonlySet<number> = new Set([53, 80, 443, 5432, 8080]);

/** Distinct ports in the order they are tried: the well-known ones of `openPorts` among them. */
const choosePorts = (chance: Chance, count: number): readonly number[] => {
  const ports = new Set(openPorts);
  while (ports.size < count) ports.add(chance.whole(1, highestScannedPort));
  return [...ports]
    .map((port) => ({ port, order: chance.fraction() }))
    .sort((a, b) => a.order - b.order)
    .map(({ port }) => port);
};

/** One instance tries 320 to 420 ports of another host within five minutes; nearly all are turned away. */
export const portScan: IncidentScript = {
  kind: 'port-scan',
  expectedRule: 'flow-port-scan',
  stage: ({ world, chance, slot }) => {
    const seconds = 285;
    const startMs = startWithin(slot, seconds * 1_000, chance);
    const scanner = chance.pick(instancesOf(world, 'app'));
    const target = chance.pick(instancesOf(world, 'database'));
    const ports = choosePorts(chance, chance.whole(320, 420));
    const events = ports.map((port, index) => {
      const timestampMs = startMs + Math.floor((index * seconds) / ports.length) * 1_000;
      const packets = chance.whole(1, 2);
      const message = flowRecord(world.account, scanner.eniId, {
        startMs: timestampMs,
        from: { address: scanner.privateIp, port: chance.whole(40_000, 60_999) },
        to: { address: target.privateIp, port },
        protocol: 6,
        packets,
        bytes: packets * 44,
        seconds: chance.whole(1, 15),
        action: openPorts.has(port) ? 'ACCEPT' : 'REJECT',
      });
      return { timestampMs, logStream: flowStreamOf(scanner), message };
    });
    return {
      startMs,
      endMs: startMs + seconds * 1_000,
      title: `The instance ${scanner.id} tries ${ports.length} ports of ${target.privateIp} within five minutes.`,
      logGroup: flowLogGroup,
      resource: scanner.eniId,
      sourceAddress: scanner.privateIp,
      events,
      silencesGroup: false,
    };
  },
};
