/**
 * How much of what an engineer on call wants to see `bellwether analyze` shows first, on real incidents: writes results/incidents.md.
 * The incidents and their scorer are looked for in BELLWETHER_INCIDENTS, default ../shared/incidents; without them it says so and ends well.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One folder, as the scorer writes it. */
interface Row {
  readonly id: string;
  readonly class: string;
  readonly healthy: boolean;
  readonly findings: number;
  readonly musts: number;
  readonly inTop: readonly boolean[];
  readonly anywhere: readonly boolean[];
  readonly firstMustRank: number | null;
  readonly mustNot: readonly string[];
}

const folder = resolve(process.env['BELLWETHER_INCIDENTS'] ?? '../shared/incidents');
if (!existsSync(join(folder, 'score.py'))) {
  console.log('bench:incidents skipped: there is no folder ../shared/incidents (BELLWETHER_INCIDENTS names it)');
  process.exit(0);
}
const scratch = mkdtempSync(join(tmpdir(), 'bellwether-incidents-'));
const out = join(scratch, 'result.json');
try {
  const scorer = [
    'python3',
    [join(folder, 'score.py'), '--set', 'open', '--cwd', process.cwd(), '--out', out],
  ] as const;
  if (spawnSync(...scorer, { stdio: 'inherit' }).status !== 0) throw new Error('The scorer failed.');
  const { command: rows } = JSON.parse(readFileSync(out, 'utf8')) as { readonly command: readonly Row[] };
  const page = pageOf(rows);
  if (process.argv.includes('--check')) check(rows);
  else writeFileSync('bench/results/incidents.md', page);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Figures {
  readonly top: number;
  readonly first: number;
  readonly anywhere: number;
  readonly mustNot: number;
  readonly healthyFindings: number;
}

function figuresOf(rows: readonly Row[]): Figures {
  const broken = rows.filter(({ healthy }) => !healthy);
  const healthy = rows.filter((row) => row.healthy);
  const musts = broken.reduce((sum, row) => sum + row.musts, 0);
  const share = (of: (row: Row) => readonly boolean[]): number =>
    broken.reduce((sum, row) => sum + of(row).filter(Boolean).length, 0) / musts;
  return {
    top: share(({ inTop }) => inTop),
    first: broken.filter(({ firstMustRank }) => firstMustRank === 1).length / broken.length,
    anywhere: share(({ anywhere }) => anywhere),
    mustNot: rows.reduce((sum, { mustNot }) => sum + mustNot.length, 0),
    healthyFindings: healthy.reduce((sum, { findings }) => sum + findings, 0) / healthy.length,
  };
}

/** Goals, and what the list of distinct errors by number reaches. */
function measuresOf({ top, first, anywhere, mustNot, healthyFindings }: Figures) {
  return [
    {
      measure: 'wanted things on the first screen',
      plain: '.52-.57',
      goal: 'at least 0.92',
      value: top,
      met: top >= 0.92,
    },
    {
      measure: 'folders with the first wanted thing at rank one',
      plain: '.29-.45',
      goal: 'at least 0.75',
      value: first,
      met: first >= 0.75,
    },
    {
      measure: 'wanted things anywhere in the JSON',
      plain: '.60',
      goal: 'at least 0.98',
      value: anywhere,
      met: anywhere >= 0.98,
    },
    { measure: 'forbidden words', plain: '-', goal: '0', value: mustNot, met: mustNot === 0 },
    {
      measure: 'findings per healthy folder',
      plain: '1.5-2.7',
      goal: 'at most 0.2',
      value: healthyFindings,
      met: healthyFindings <= 0.2,
    },
  ];
}

/** Floors stand a little below what was reached. */
function check(rows: readonly Row[]): void {
  const { top, first, mustNot, healthyFindings } = figuresOf(rows);
  if (top < 0.92 || first < 0.75 || mustNot > 0 || healthyFindings > 0.2) {
    console.error('bench:incidents: a figure is beyond its floor.');
    process.exitCode = 1;
  }
}

function pageOf(rows: readonly Row[]): string {
  const measures = measuresOf(figuresOf(rows)).map(
    ({ measure, plain, goal, value, met }) =>
      `| ${measure} | ${plain} | ${goal} | ${value.toFixed(3)} | ${met ? 'yes' : 'no'} |`,
  );
  const folders = rows.map(({ id, healthy, findings, musts, inTop, firstMustRank }) => {
    const shown = healthy ? '-' : `${inTop.filter(Boolean).length} of ${musts}`;
    return `| ${id} | ${healthy ? 'healthy' : rows.find((row) => row.id === id)?.class} | ${shown} | ${healthy ? '-' : firstMustRank || 'none'} | ${healthy ? findings : '-'} |`;
  });
  return `# Incidents

Written by \`npm run bench:incidents\`. Real software that was really broken, and healthy hours of it; the first screen is the first five
of findings followed by failures. The plain list is the distinct messages of ERROR and above, ordered by number.

| measure | plain list | goal | reached | met |
| --- | ---: | ---: | ---: | ---: |
${measures.join('\n')}

| folder | class | on the first screen | rank of the first | findings where healthy |
| --- | --- | ---: | ---: | ---: |
${folders.join('\n')}
`;
}
