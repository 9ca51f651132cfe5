import type { IngressRule } from './port.ts';

/** Ports that are not to be reached by every address, as the rule `security-group-opened-to-world` has them; a test compares the two. */
export const adminPorts: readonly number[] = [
  22, 23, 135, 139, 389, 445, 873, 1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 4505, 5432, 5439, 5601, 5672,
  5900, 5984, 5985, 5986, 6379, 6443, 7000, 7001, 8020, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 27017, 27018,
  27019, 50070, 61616,
];

/** Whether a rule lets every address, or half of them, reach a port of administration or a database. */
export const isOpenToWorld = ({ protocol, fromPort, toPort, cidr }: IngressRule): boolean =>
  /\/[01]$/.test(cidr) &&
  (protocol === '-1' ||
    (['tcp', '6'].includes(protocol) && adminPorts.some((port) => fromPort <= port && toPort >= port)));

/** How a plan names a rule, such as `tcp 22 from 0.0.0.0/0 (sgr-0a1b)`. */
export const ruleText = ({ id, protocol, fromPort, toPort, cidr }: IngressRule): string =>
  `${protocol === '-1' ? 'all traffic' : `${protocol} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`} from ${cidr} (${id})`;
