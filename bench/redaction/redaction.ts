/**
 * How much of each kind of secret and personal data is taken out whole, by context, and how many look-alikes are taken out. Run:
 * `npm run bench:redaction [-- --check]`. The cases of `../shared` are measured where they are found; the command line is built for them.
 */
import { defaultRedactionPolicy, redact, type RedactionClass } from '@bellwether/log-model';
import { patternRules } from '../../packages/redaction/src/rules.ts';
import { figureTable, report, table, type Figure } from '../report.ts';
import { commonLookAlikes, contexts } from './contexts.ts';
import { isLeftIn, secretsOf } from './left-over.ts';
import { measureSharedCases, sharedCases, sharedSeed } from './shared-cases.ts';

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

for (const rule of patternRules) {
  const { name, found, example } = rule;
  const secrets = secretsOf(rule);
  if (secrets.length === 0) throw new Error(`The example of "${name}" holds nothing that its pattern takes out.`);
  const sum = personal.has(found) ? sums.personal : sums.credentials;
  for (const [context, put] of Object.entries(contexts)) {
    const { text } = redact(put(example), policy);
    const whole = !secrets.some((secret) => isLeftIn(text, secret));
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

/** Measured with fresh values of kinds that are not of this repository, through the command line as it is built. */
const shared = measureSharedCases();
console.log(`Cases of ${sharedCases}: ${shared === undefined ? 'skipped, there is no such file' : shared.line}.`);
figures.push(...(shared?.figures ?? []));

report(
  'redaction',
  figures,
  `# Redaction

Written by \`npm run bench:redaction\`; floors in \`bench/floors.json\`. Each row of the table of shapes (${patternRules.length}) gives one
example, in each context; every class is on. A value is taken out whole when no half of it is left (six to twelve characters that run on), encoded or
not. Look-alikes are those of the table and ${commonLookAlikes.length} common names, with the default policy. Fresh values are made by \`${sharedCases}\`, seed ${sharedSeed},
and go through \`bellwether parse\` as it is built; ${shared === undefined ? 'that file was not found, so they were skipped' : 'they are not of this repository'}.

${figureTable(figures)}

${table(
  ['class', ...Object.keys(contexts)],
  [...cells]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([found, row]) => [found, ...Object.keys(contexts).map((context) => percent(row.get(context)))]),
)}
`,
);
