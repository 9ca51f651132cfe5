/**
 * How much of each kind of secret and personal data is taken out whole, by context, and how much is taken out that is none. Run:
 * `npm run bench:redaction [-- --check]`, after `npm run build` where the cases of `../shared` are to be measured too.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { defaultRedactionPolicy, redact, type RedactionClass } from '@bellwether/log-model';
import { patternRules } from '../../packages/redaction/src/rules.ts';
import { figureTable, report, table, type Figure } from '../report.ts';
import { commonLookAlikes, contexts } from './contexts.ts';

const sharedCases = '../shared/cases/redaction.mjs';

const personal: ReadonlySet<RedactionClass> = new Set([
  ...(['email', 'card', 'iban', 'national-id', 'birth-date', 'phone', 'mac', 'vin', 'ip'] as const),
]);

/** Everything on: what is off by default is measured too, and marked. */
const policy = { ...defaultRedactionPolicy, ip: true, mac: true, hashKey: 'a key of the bench' };

interface Cell {
  whole: number;
  all: number;
}

const cells = new Map<string, Map<string, Cell>>();
const sums = { credentials: { whole: 0, all: 0 }, personal: { whole: 0, all: 0 } };
const left: string[] = [];

/** Whether nothing of the value is left that names it: not itself, and not as it is encoded in its context. */
const isWhole = (text: string, value: string): boolean =>
  [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)].every((form) => !text.includes(form));

for (const { name, found, example } of patternRules) {
  const sum = personal.has(found) ? sums.personal : sums.credentials;
  for (const [context, put] of Object.entries(contexts)) {
    // A pair with its key, or several lines, is no value that another context could hold as one word.
    const whole = isWhole(redact(put(example), policy).text, example);
    const row = cells.get(found) ?? new Map<string, Cell>();
    cells.set(found, row);
    const cell = row.get(context) ?? { whole: 0, all: 0 };
    row.set(context, cell);
    for (const count of [sum, cell]) {
      count.all += 1;
      if (whole) count.whole += 1;
    }
    if (!whole) left.push(`${name} (${found}) ${context}`);
  }
}

const lookAlikes = [...new Set([...patternRules.map(({ lookAlike }) => lookAlike), ...commonLookAlikes])];
const falsely = lookAlikes.filter((value) => {
  const text = `INFO step done ${value} ok`;
  return redact(text, defaultRedactionPolicy).text !== text;
});

const share = ({ whole, all }: Cell): number => whole / all;
const percent = (cell: Cell | undefined): string => (cell === undefined ? '' : `${(share(cell) * 100).toFixed(0)} %`);

const figures: Figure[] = [
  {
    id: 'redaction-credentials',
    measure: `credentials taken out whole, of ${sums.credentials.all} cases`,
    peer: 'none known',
    goal: 0.95,
    reached: share(sums.credentials),
    digits: 4,
  },
  {
    id: 'redaction-personal',
    measure: `personal data taken out whole, of ${sums.personal.all} cases`,
    peer: 'none known',
    goal: 0.9,
    reached: share(sums.personal),
    digits: 4,
  },
  {
    id: 'redaction-false',
    measure: `look-alikes taken out, of ${lookAlikes.length}`,
    peer: 'none known',
    goal: 0.002,
    reached: falsely.length / lookAlikes.length,
    digits: 4,
    isCeiling: true,
  },
];

for (const line of process.argv.includes('--verbose') ? left : []) console.log(`left: ${line}`);
for (const value of falsely) console.log(`falsely taken out: ${value.slice(0, 80)}`);

/** The last line of the shared measurement: fresh values of other kinds, through the built command line. */
const measureShared = (): string => {
  if (!existsSync(sharedCases)) return 'not found, so not measured';
  if (!existsSync('packages/cli/dist')) return 'not measured: run `npm run build` before';
  const written = execFileSync('node', [sharedCases, '--seed', '7'], { encoding: 'utf8' });
  return written.trim().split('\n').at(-1) ?? '';
};
const shared = measureShared();
console.log(`Shared cases: ${shared}.`);

report(
  'redaction',
  figures,
  `# Redaction

Written by \`npm run bench:redaction\`; floors in \`bench/floors.json\`. Each row of the table of shapes (${patternRules.length}) gives one
example, in each context; every class is on. A value is taken out whole when nothing of it is left, encoded or not. Look-alikes are those of
the table and ${commonLookAlikes.length} common names, with the default policy.

${figureTable(figures)}

${table(
  ['class', ...Object.keys(contexts)],
  [...cells]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([found, row]) => [found, ...Object.keys(contexts).map((context) => percent(row.get(context)))]),
)}

Cases with fresh values that are not of this repository, seed 7: ${shared}.
`,
);
