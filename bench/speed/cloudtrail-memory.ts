/**
 * How much memory reading one large CloudTrail file takes, streamed and whole, each in a process of its own.
 * usage: tsx bench/speed/cloudtrail-memory.ts [megabytes]     49 when absent: where CloudTrail ends a file
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  BatchAccount,
  createObjectIngest,
  defaultObjectLimits,
  objectBatches,
  RecordReader,
  takeBatches,
  type ObjectLimits,
} from '@bellwether/pipeline';
import { cloudTrailRecord, memoryPorts, sampleTimeMs, seeded } from '@bellwether/testkit';

type Way = 'parse-whole' | 'read' | 'ingest-whole' | 'ingest';

/** The most that a stream may take of what the same takes in one piece. */
const maxShare = 0.3;

const services = ['ec2', 's3', 'iam', 'sts', 'kms', 'logs', 'lambda', 'dynamodb'] as const;

const makeFile = (path: string, bytes: number): number => {
  const chance = seeded(7);
  const texts: string[] = [];
  for (let length = 0, n = 0; length < bytes; n += 1) {
    const text = JSON.stringify(
      cloudTrailRecord({
        eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        eventTime: new Date(sampleTimeMs + n * 20).toISOString(),
        eventSource: `${services[n % services.length] ?? 'ec2'}.amazonaws.com`,
        eventName: `Describe${n % 97}`,
        sourceIPAddress: `10.${n % 250}.${n % 199}.7`,
        requestParameters: { key: `object-${Math.floor(chance() * 1e9)}`, bucketName: `bucket-${n % 40}` },
        resources: [{ ARN: `arn:aws:s3:::bucket-${n % 40}/${chance()}`, accountId: '111122223333' }],
      }),
    );
    texts.push(text);
    length += text.length + 1;
  }
  writeFileSync(path, gzipSync(`{"Records":[${texts.join(',')}]}`));
  return texts.length;
};

const object = { bucket: 'bench', key: 'file.json.gz', noticedMs: sampleTimeMs };

const ingest = async (path: string, limits: Partial<ObjectLimits>): Promise<number> => {
  // The stores keep nothing, as those of AWS keep nothing in the function.
  const archive = { write: async () => undefined };
  const ports = { ...memoryPorts(), archive, objects: { open: async () => createReadStream(path) } };
  const ingestObject = createObjectIngest(ports, {
    rules: compileRules(ownRules),
    policy: { alertMinSeverity: 'CRITICAL' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    limits: { ...defaultObjectLimits, ...limits },
  });
  const result = await ingestObject(object);
  return result === 'vanished' ? 0 : result.accounting.classified;
};

/** Runs one way and gives the records it saw. */
const runs: Readonly<Record<Way, (path: string) => Promise<number>>> = {
  'parse-whole': async (path) =>
    (JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { readonly Records: unknown[] }).Records.length,
  read: async (path) => {
    let records = 0;
    const opened = createReadStream(path);
    const source = objectBatches({ objects: memoryPorts().objects }, object, opened, {
      limits: defaultObjectLimits,
      declaredDataset: 'cloudtrail',
    });
    for await (const { taken } of takeBatches(new RecordReader(new BatchAccount([])), source))
      records += taken.accounting.classified;
    return records;
  },
  'ingest-whole': (path) => ingest(path, { batchRecords: 1e9, batchBytes: 1e12 }),
  ingest: (path) => ingest(path, {}),
};

/** Peak of the process's memory above what it took before the file was touched, in bytes. */
const measure = async (way: Way, path: string): Promise<void> => {
  const beforeBytes = process.resourceUsage().maxRSS * 1024;
  const startedMs = performance.now();
  const records = await runs[way](path);
  const peakBytes = process.resourceUsage().maxRSS * 1024 - beforeBytes;
  console.log(JSON.stringify({ way, records, peakBytes, seconds: (performance.now() - startedMs) / 1000 }));
};

interface Measured {
  readonly way: Way;
  readonly records: number;
  readonly peakBytes: number;
  readonly seconds: number;
}

const compare = (megabytes: number): void => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudtrail-memory-'));
  try {
    const path = join(folder, 'file.json.gz');
    const written = makeFile(path, megabytes * 1_000_000);
    const inProcess = (way: Way): Measured => {
      const output = execFileSync(process.execPath, [...process.execArgv, import.meta.filename, way, path]);
      return JSON.parse(output.toString()) as Measured;
    };
    console.log(`${megabytes} MB, ${written} records`);
    for (const [wholeWay, way] of [
      ['parse-whole', 'read'],
      ['ingest-whole', 'ingest'],
    ] as const) {
      const [whole, streamed] = [inProcess(wholeWay), inProcess(way)];
      const share = streamed.peakBytes / whole.peakBytes;
      const isGood = whole.records === written && streamed.records === written && share <= maxShare;
      const figures = ({ peakBytes, seconds }: Measured): string =>
        `${(peakBytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`;
      console.log(
        `${isGood ? 'ok  ' : 'FAIL'} ${way} ${figures(streamed)}; ${wholeWay} ${figures(whole)}; share ${share.toFixed(2)}`,
      );
      if (!isGood) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const [first = '49', path] = process.argv.slice(2);
if (path === undefined) compare(Number(first));
else await measure(first as Way, path);
