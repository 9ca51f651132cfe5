/**
 * The public data that is measured on. It is never committed: some of its licences allow evaluation only.
 * BELLWETHER_BENCH_DATA names its folder, default ../shared/bench.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const named = process.env['BELLWETHER_BENCH_DATA'] ?? '../shared/bench';

/** The data's folder; ends the process with one clear line, and success, where there is none. */
export const openData = (tier: string): string => {
  const folder = resolve(named);
  if (existsSync(folder)) return folder;
  console.log(`${tier} skipped: there is no folder ${named} (BELLWETHER_BENCH_DATA names it)`);
  process.exit(0);
};

/** Folder of the cases from other projects' bug reports and from AWS's documentation; undefined where there is none. */
export const findCases = (): string | undefined => {
  const folder = resolve(process.env['BELLWETHER_CASES'] ?? '../shared/cases');
  if (existsSync(folder)) return folder;
  console.log('Rows of cases skipped: there is no folder ../shared/cases (BELLWETHER_CASES names it)');
  return undefined;
};

/** The systems of the loghub samples, 2,000 lines each. */
export const systems = [
  'Android',
  'Apache',
  'BGL',
  'HDFS',
  'HPC',
  'Linux',
  'Mac',
  'OpenStack',
  'Proxifier',
  'Spark',
  'Zookeeper',
] as const;
export type System = (typeof systems)[number];

/** Path of a system's raw lines; `_structured.csv` and `_structured_corrected.csv` stand beside it. */
export const systemPath = (data: string, system: System): string =>
  join(data, '01-log-parsing/loghub_2k', system, `${system}_2k.log`);

export const readLines = (path: string): readonly string[] => {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
};
