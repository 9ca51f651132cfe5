/**
 * How much of what an engineer on call wants to see `bellwether analyze` shows first, on real incidents: writes results/incidents.md.
 * The incidents and their scorer are looked for in BELLWETHER_INCIDENTS, default ../shared/incidents; without them it says so and ends well.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { figureTable, report, type Figure } from '../report.ts';

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
  const figures = figuresOf(rows);
  report('incidents', figures, pageOf(rows, figures), 'plain list');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function figuresOf(rows: readonly Row[]): readonly Figure[] {
  const broken = rows.filter(({ healthy }) => !healthy);
  const healthy = rows.filter((row) => row.healthy);
  const musts = broken.reduce((sum, row) => sum + row.musts, 0);
  const share = (of: (row: Row) => readonly boolean[]): number =>
    broken.reduce((sum, row) => sum + of(row).filter(Boolean).length, 0) / musts;
  return [
    {
      id: 'incidents-first-screen',
      measure: 'wanted things on the first screen',
      peer: '.52-.57',
      goal: 0.92,
      reached: share(({ inTop }) => inTop),
      digits: 3,
    },
    {
      id: 'incidents-rank-one',
      measure: 'folders with the first wanted thing at rank one',
      peer: '.29-.45',
      goal: 0.75,
      reached: broken.filter(({ firstMustRank }) => firstMustRank === 1).length / broken.length,
      digits: 3,
    },
    {
      id: 'incidents-anywhere',
      measure: 'wanted things anywhere in the JSON',
      peer: '.60',
      goal: 0.98,
      reached: share(({ anywhere }) => anywhere),
      digits: 3,
    },
    {
      id: 'incidents-forbidden',
      measure: 'forbidden words',
      peer: '-',
      goal: 0,
      reached: rows.reduce((sum, { mustNot }) => sum + mustNot.length, 0),
      digits: 0,
      isCeiling: true,
    },
    {
      id: 'incidents-healthy',
      measure: 'findings per healthy folder',
      peer: '1.5-2.7',
      goal: 0.2,
      reached: healthy.reduce((sum, { findings }) => sum + findings, 0) / healthy.length,
      digits: 3,
      isCeiling: true,
    },
  ];
}

function pageOf(rows: readonly Row[], figures: readonly Figure[]): string {
  const folders = rows.map(({ id, healthy, findings, musts, inTop, firstMustRank }) => {
    const shown = healthy ? '-' : `${inTop.filter(Boolean).length} of ${musts}`;
    return `| ${id} | ${healthy ? 'healthy' : rows.find((row) => row.id === id)?.class} | ${shown} | ${healthy ? '-' : firstMustRank || 'none'} | ${healthy ? findings : '-'} |`;
  });
  return `# Incidents

Written by \`npm run bench:incidents\`; floors in \`bench/floors.json\`. Real software that was really broken, and healthy hours of it; the first screen is the first five
of findings followed by failures. The plain list is the distinct messages of ERROR and above, ordered by number.

${figureTable(figures, 'plain list')}

| folder | class | on the first screen | rank of the first | findings where healthy |
| --- | --- | ---: | ---: | ---: |
${folders.join('\n')}
`;
}
