import { join } from 'node:path';
import { compileRules, matchRules, type DetectionRule, type LogEvent, type RuleDialect } from '@bellwether/log-model';
import { loadSigma, readSigmaCollection } from '@bellwether/log-model/sigma';
import { readLines } from '../data.ts';
import { medianOf } from './rounds.ts';

export interface RulesSpeed {
  /** Events a second through the rules alone, by how many rules there are. */
  readonly fewPerSecond: number;
  readonly manyPerSecond: number;
}

const [few, many] = [50, 500];
const [rounds, warmUpRounds] = [9, 2];
const records = 20_000;

const services = ['iam', 's3', 'ec2', 'kms', 'sts', 'lambda', 'rds', 'cloudtrail', 'guardduty', 'ssm', 'ecr', 'eks'];
const verbs = ['Create', 'Delete', 'Put', 'Update', 'Attach', 'Detach', 'Modify', 'Stop', 'Disable', 'Get'];
const nouns = ['Policy', 'Role', 'User', 'Bucket', 'Key', 'Trail', 'Detector', 'Instances', 'Snapshot', 'Function'];
const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** Rules like those of SigmaHQ for CloudTrail: of ten, eight name events, one a part of a name, and one says what failed. */
const sigmaRules = (count: number, dialect: RuleDialect): readonly DetectionRule[] => {
  const documents = Array.from({ length: count }, (_, index) => {
    const [eventSource, verb, noun] = [
      `${at(services, index)}.amazonaws.com`,
      at(verbs, index * 7),
      at(nouns, index * 3 + Math.trunc(index / 100)),
    ];
    const selection =
      index % 10 === 8
        ? { eventSource, 'eventName|startswith': verb }
        : index % 10 === 9
          ? {
              eventSource,
              errorCode: ['AccessDenied', 'Client.UnauthorizedOperation'],
              'userAgent|contains': `tool-${index}`,
            }
          : { eventSource, eventName: [`${verb}${noun}`, `${verb}${noun}V${index % 4}`] };
    const detection = {
      selection,
      filter: { 'userIdentity.type': 'AWSService' },
      condition: 'selection and not filter',
    };
    return {
      file: 'bench',
      content: {
        title: `Rule ${index}`,
        id: `bench-${index}`,
        logsource: { product: 'aws', service: 'cloudtrail' },
        detection,
      },
    };
  });
  const { rules, leftOut } = readSigmaCollection(documents, dialect);
  if (leftOut.length > 0) throw new Error(`The bench's rules are left out: ${leftOut[0]?.detail ?? ''}`);
  return rules.map(({ read }) => read);
};

const bare: LogEvent = {
  id: 'bench',
  timestampMs: 0,
  dataset: 'cloudtrail',
  account: '',
  region: '',
  logGroup: '',
  logStream: '',
  severity: 'INFO',
  category: 'audit',
  message: '',
  attributes: {},
  templateId: '',
};

/** How many events a second pass 50 and 500 rules of Sigma, of the public attack stream repeated. */
export const measureRules = async (data: string): Promise<RulesSpeed> => {
  const lines = readLines(join(data, '04-cloudtrail/invictus_stream.jsonl.gz'));
  const documents = Array.from(
    { length: records },
    (_, index) => JSON.parse(at(lines, index)) as Record<string, unknown>,
  );
  const sigma = await loadSigma();
  const compiled = [few, many].map((count) => compileRules(sigmaRules(count, sigma), { sigma }));
  const times: number[][] = [[], []];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [index, rules] of compiled.entries()) {
      const startMs = performance.now();
      for (const document of documents) matchRules(rules, bare, document);
      if (round >= 0) times[index]?.push(performance.now() - startMs);
    }
  }
  const [fewMs = 0, manyMs = 0] = times.map(medianOf);
  return { fewPerSecond: (records / fewMs) * 1_000, manyPerSecond: (records / manyMs) * 1_000 };
};
