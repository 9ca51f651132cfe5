/** Reads the public parser fixtures with the code of `bellwether parse` and scores fields and severity. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecsObjectOf, type EcsObject } from '../../packages/cli/src/parse/ecs-object.ts';
import { createOutcomeReader } from '../../packages/cli/src/parse/read-outcomes.ts';
import { defaultRedactionPolicy } from '@bellwether/log-model';
import { readLines } from '../data.ts';
import { failingFieldsOf, type FailingFields, type ReadPair } from './failing-fields.ts';
import { numberOf, runScorer } from './scorer.ts';

interface Pair {
  readonly id: string;
  readonly data_stream: string;
  readonly expected: Readonly<Record<string, unknown>>;
  /** A JSON object or a text with line feeds is one record. */
  readonly input: unknown;
}

/** The day of the fixtures' commit: when the lines without a year are taken to have arrived. */
const receivedMs = Date.UTC(2023, 5, 26);

/** Fields right out of those expected, as the scorer counted them. */
export interface Share {
  readonly name: string;
  readonly right: number;
  readonly of: number;
}

export interface FieldScores {
  readonly fields: readonly Share[];
  readonly streams: readonly Share[];
  readonly failing: readonly FailingFields[];
}

export interface SeverityScores {
  /** In [0, 1]. */
  readonly accuracy: number;
  readonly macroF1: number;
  readonly printed: string;
}

const objectOf = ({ input }: Pair): EcsObject => {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const reader = createOutcomeReader({ account: '', region: '', logGroup: '', logStream: '' }, receivedMs);
  const [first] = [...reader.take({ kind: 'text', text }), ...reader.end()];
  return first === undefined ? {} : ecsObjectOf(first, defaultRedactionPolicy);
};

const sharesOf = (printed: string, kind: 'field' | 'data_stream'): readonly Share[] =>
  [...printed.matchAll(new RegExp(`^${kind} (.+?) (\\d+)/(\\d+) `, 'gm'))].map((found) => ({
    name: found[1] ?? '',
    right: Number(found[2]),
    of: Number(found[3]),
  }));

const pairsPath = (data: string): string => join(data, '05-parse-fixtures/elastic_pairs.jsonl.gz');
const readPairs = (data: string): readonly Pair[] => readLines(pairsPath(data)).map((line) => JSON.parse(line) as Pair);

/** The objects of pairs that are read as one file, as they lie in one log group; a line that gives none has an empty one. */
const objectsOfFile = (pairs: readonly Pair[]): readonly EcsObject[] => {
  const reader = createOutcomeReader({ account: '', region: '', logGroup: '', logStream: '' }, receivedMs);
  const outcomes = pairs.flatMap(({ input }) =>
    reader.take({ kind: 'text', text: typeof input === 'string' ? input : JSON.stringify(input) }),
  );
  const byLine = new Map<number, EcsObject>();
  for (const outcome of [...outcomes, ...reader.end()])
    if (outcome.outcome.kind === 'record' && !byLine.has(outcome.line))
      byLine.set(outcome.line, ecsObjectOf(outcome, defaultRedactionPolicy));
  return pairs.map((_, index) => byLine.get(index + 1) ?? {});
};

/** Reads all pairs of each stream as one mixed file, in their order. */
export const scoreMixed = (data: string, work: string): readonly Share[] => {
  const byStream = new Map<string, Pair[]>();
  for (const pair of readPairs(data)) {
    const before = byStream.get(pair.data_stream);
    if (before === undefined) byStream.set(pair.data_stream, [pair]);
    else before.push(pair);
  }
  const path = join(work, 'mixed.jsonl');
  const rows = [...byStream.values()].flatMap((pairs) => {
    const objects = objectsOfFile(pairs);
    return pairs.map(({ id }, index) => JSON.stringify({ id, fields: objects[index] }));
  });
  writeFileSync(path, `${rows.join('\n')}\n`);
  return sharesOf(runScorer(data, 'fields_score', pairsPath(data), path), 'data_stream');
};

export const scoreFields = (
  data: string,
  work: string,
): { readonly fields: FieldScores; readonly severity: SeverityScores } => {
  const pairs = pairsPath(data);
  const predictedPath = join(work, 'fields.jsonl');
  const read: ReadPair[] = [];
  const predicted = readPairs(data).map((pair) => {
    const fields = objectOf(pair);
    read.push({ stream: pair.data_stream, expected: pair.expected, found: fields });
    return JSON.stringify({ id: pair.id, fields, severity: fields['bellwether.severity'] });
  });
  writeFileSync(predictedPath, `${predicted.join('\n')}\n`);
  const printed = runScorer(data, 'fields_score', pairs, predictedPath);
  const severity = runScorer(data, 'severity_score', pairs, predictedPath);
  const fields = sharesOf(printed, 'field');
  const names = fields.map(({ name }) => name);
  return {
    fields: { fields, streams: sharesOf(printed, 'data_stream'), failing: failingFieldsOf(read, names) },
    severity: {
      accuracy: numberOf(severity, 'accuracy'),
      macroF1: numberOf(severity, 'macro_F1'),
      printed: severity,
    },
  };
};

/** Right fields over expected fields, in [0, 1]. */
export const shareOf = (shares: readonly Share[]): number => {
  const sum = (pick: (share: Share) => number): number => shares.reduce((total, share) => total + pick(share), 0);
  return sum((share) => share.right) / sum((share) => share.of);
};

/** Streams that AWS services and web servers write. */
export const isAwsOrWeb = (name: string): boolean => /^(?:aws|apache|nginx|iis|haproxy|traefik|tomcat)\//.test(name);
