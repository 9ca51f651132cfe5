/** Runs one measurement in a process of its own and prints it as JSON. */
import { openData } from '../data.ts';
import { measureCloudWatch } from './core.ts';
import { measureMemory } from './memory.ts';
import { measureMining } from './mining.ts';
import { measureRules } from './rules.ts';
import { measureCloudTrail } from './trail.ts';

const measurements = {
  mining: () => measureMining(openData('bench:speed')),
  cloudwatch: () => measureCloudWatch(openData('bench:speed')),
  cloudtrail: () => measureCloudTrail(openData('bench:speed')),
  rules: () => measureRules(openData('bench:speed')),
  memory: measureMemory,
};
export type Measurements = {
  readonly [Name in keyof typeof measurements]: Awaited<ReturnType<(typeof measurements)[Name]>>;
};

const wanted = process.argv[2];
const found = Object.entries(measurements).find(([name]) => name === wanted);
if (!found) throw new Error(`There is no measurement ${wanted ?? ''}.`);
console.log(JSON.stringify(await found[1]()));
