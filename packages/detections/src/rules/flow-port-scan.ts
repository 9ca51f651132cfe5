import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'flow-port-scan',
  title: 'One address tried many ports of one host',
  description:
    'One address began flows to many different ports of one host. From inside the network it is a scan by something that should not scan; from outside, check what was accepted.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'vpc-flow',
  selections: {
    // Servers answer from a low port to a high one. Only flows that the source began count: to a port below the
    // ephemeral range (32768 on Linux) and below the port it comes from.
    began: {
      'network.transport': ['tcp', 'udp'],
      'destination.port|lt': 32_768,
      'destination.port|lt|fieldref': 'source.port',
    },
    // What every host is asked for all day. A scan finds enough others, and ordinary flows cost nothing.
    everyday: {
      'destination.port': [
        25, 53, 80, 88, 123, 389, 443, 587, 636, 2049, 3128, 3306, 5432, 6379, 8080, 8443, 9092, 9094, 9098, 9200,
        10250, 11211, 27017,
      ],
    },
  },
  condition: 'began and not everyday',
  threshold: { count: 100, groupBy: ['source.ip', 'destination.ip'], distinct: 'destination.port' },
  dedupeBy: ['source.ip', 'destination.ip'],
  resources: { sourceIp: 'source.ip', destinationIp: 'destination.ip', interfaceId: 'aws.vpcflow.interface_id' },
  attack: { tactic: 'TA0007', technique: 'T1046' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A vulnerability scanner of your own; list its address.', 'Monitoring that checks many ports.'],
  response: [
    'From inside the network: isolate the machine that scans.',
    'From outside: look at what was accepted, and close what need not be open.',
  ],
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html'],
};

const flow = (fields: string): ReturnType<typeof line> =>
  line('/vpc/flow-logs', `2 111122223333 eni-0a1b2c3d4e5f60718 ${fields} 1772442900 1772442960 REJECT OK`);

export const evidence = (): RuleEvidence => ({
  hits: [
    flow('10.0.1.15 10.0.2.30 51432 21 6 1 44'),
    flow('203.0.113.9 10.0.2.30 40001 8081 6 1 40'),
    flow('10.0.1.15 10.0.2.30 51432 161 17 1 44'),
  ],
  misses: [
    flow('10.0.2.30 10.0.1.15 443 51432 6 12 5400'),
    flow('10.0.2.30 10.0.1.15 443 31000 6 12 5400'),
    flow('10.0.1.15 10.0.2.30 51432 443 6 9 1200'),
    flow('10.0.1.15 10.0.2.30 51432 40000 6 9 1200'),
    flow('10.0.1.15 10.0.2.30 0 0 1 1 84'),
    line('/vpc/flow-logs', '2 111122223333 eni-0a1b2c3d4e5f60718 - - - - - - - 1772442900 1772442960 - NODATA'),
  ],
});
