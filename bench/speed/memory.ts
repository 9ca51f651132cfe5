import { createMiner } from '@bellwether/log-model';

export interface MinerMemory {
  readonly lines: number;
  readonly templates: number;
  /** Resident bytes of the whole process after each tenth of the lines. */
  readonly residentBytes: readonly number[];
  /** Milliseconds of processor time that each tenth took; what else the machine does is not in it. */
  readonly tookMs: readonly number[];
}

const lineCount = 10_000_000;
const scopeCount = 4;
const templatesOfScope = 2_500;
const steps = 10;

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va'.split(' ');

/** A made-up word of four syllables, another for every number below 16^4. */
const wordOf = (number: number): string =>
  [12, 8, 4, 0].map((shift) => syllables[(number >> shift) & 15] ?? '').join('');

const joints = [' ', ': ', ', ', '=', ' - ', '/', '; ', ' ('];

/** A text whose constant words no other number shares, around values that vary; some hundred shapes in all. */
export const templateOf = (number: number): ((value: number) => string) => {
  const word = (position: number): string => wordOf((number * 13 + position) % 16 ** 4);
  const joint = (position: number): string => joints[Math.floor(number / 8 ** position) % 8] ?? ' ';
  const tail = Array.from({ length: 1 + (number % 7) }, (_, position) => word(position + 4)).join(' ');
  const [before, after] = [`${word(0)}${joint(0)}${word(1)}${joint(1)}${word(2)}`, `${word(3)}${joint(2)}${tail}`];
  return (value) => `${before} ${value} ${after} ${value % 977} ms from 10.0.${value % 256}.${(value >> 8) % 256}`;
};

/**
 * Ten million lines of 10,000 templates that all are seen again and again, in four scopes. The lines are made as they
 * are learnt, so nothing but the miner stays.
 */
export const measureMemory = (): MinerMemory => {
  const templates = Array.from({ length: templatesOfScope }, (_, number) => templateOf(number));
  const miner = createMiner();
  const residentBytes: number[] = [];
  const tookMs: number[] = [];
  const stepLines = lineCount / steps;
  for (let step = 0; step < steps; step += 1) {
    const start = process.cpuUsage();
    for (let at = 0; at < stepLines; at += 1) {
      const line = step * stepLines + at;
      const template = templates[line % templatesOfScope];
      if (template) miner.learn(`scope-${Math.floor(line / templatesOfScope) % scopeCount}`, template(line), line);
    }
    const took = process.cpuUsage(start);
    tookMs.push((took.user + took.system) / 1_000);
    residentBytes.push(process.memoryUsage().rss);
  }
  return { lines: lineCount, templates: miner.templates().length, residentBytes, tookMs };
};
