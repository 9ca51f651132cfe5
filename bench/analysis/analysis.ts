/**
 * `npm run bench:analysis`: rare events planted in a million simulated lines, and whether the prompt of 8,000 tokens has them all.
 * Needs no data. `-- --check` writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMiner, scopeOf } from '@bellwether/log-model';
import {
  collectWindow,
  compress,
  planWindows,
  summarize,
  type AnalyzedEvent,
  type KnownTemplate,
} from '@bellwether/analysis';
import { factLines, tokenCounterName } from '@bellwether/report';
import { simulateLines, type SimulatedSize } from './simulate-lines.ts';

const maxTokens = 8_000;
const base = {
  lines: 1_000_000,
  patterns: 600,
  plantedPatterns: 16,
  plantedValues: 4,
  startMs: Date.UTC(2026, 2, 2),
  days: 4,
};

interface Outcome {
  readonly found: number;
  readonly planted: number;
  readonly missed: readonly string[];
  readonly tokens: number;
  readonly patterns: number;
  readonly shown: number;
  readonly seconds: number;
}

const run = (size: SimulatedSize): Outcome => {
  const began = performance.now();
  const { lines, planted } = simulateLines(size);
  const miner = createMiner();
  const eventOf = (line: { readonly logGroup: string }): Pick<AnalyzedEvent, 'account' | 'logGroup' | 'dataset'> => ({
    account: '111122223333',
    logGroup: line.logGroup,
    dataset: 'application',
  });
  const events: AnalyzedEvent[] = [];
  for (const line of lines) {
    const where = eventOf(line);
    const { templateId } = miner.learn(scopeOf(where), line.message, line.timestampMs);
    events.push({ ...where, ...line, id: String(events.length), attributes: {}, templateId });
  }
  const templates = new Map<string, KnownTemplate>();
  const find = (logSource: string, id: string): KnownTemplate | undefined => {
    const key = `${logSource}\n${id}`;
    const known = templates.get(key);
    if (known !== undefined) return known;
    const template = miner.template(logSource, id);
    if (template === undefined) return undefined;
    const found = { id: template.id, text: template.text, firstSeenMs: template.firstSeenMs };
    templates.set(key, found);
    return found;
  };
  const endMs = size.startMs + size.days * 86_400_000;
  const planned = planWindows({ startMs: size.startMs, endMs, selection: ['*'], volumes: [] });
  const windows = planned.map((window) => {
    const collector = collectWindow(window, find);
    for (const event of events) collector.add(event);
    return collector.facts();
  });
  const facts = summarize({ title: 'Benchmark', selection: ['*'], planned, windows });
  const { facts: narration, tokens, shownPatterns } = compress(facts, { maxTokens });
  const prompt = factLines(narration).map((line) => line.split(/[^A-Za-z0-9]+/));
  // All words in one line that names a pattern.
  const missed = planted
    .filter(
      ({ expected }) =>
        !prompt.some((words) => /^P\d+$/.test(words[0] ?? '') && expected.every((word) => words.includes(word))),
    )
    .map(({ expected }) => expected.join(' '));
  return {
    found: planted.length - missed.length,
    planted: planted.length,
    missed,
    tokens,
    patterns: facts.totals.patterns,
    shown: shownPatterns,
    seconds: (performance.now() - began) / 1_000,
  };
};

/** `--seeds 1,2` runs some of them. */
const named = process.argv[process.argv.indexOf('--seeds') + 1] ?? '';
const only = process.argv.includes('--seeds') ? named.split(',').map(Number) : undefined;
const seeds = [1, 2, 3];
/** Harmless rarities among which all planted events have to be in the prompt. Beyond them the rows show where room ends. */
const goalRare = 100;
const sizes = [
  ...seeds.map((seed) => ({ ...base, seed, harmlessRare: goalRare })),
  { ...base, seed: 4, harmlessRare: 200 },
  { ...base, seed: 5, harmlessRare: 400 },
];
const rows = sizes
  .filter(({ seed }) => only === undefined || only.includes(seed))
  .map((size) => {
    const outcome = run(size);
    const { found, planted, tokens, patterns, shown, seconds, missed } = outcome;
    console.log(
      `seed ${size.seed}, ${size.harmlessRare} harmless rarities: ${found} of ${planted} in ${tokens} tokens; ${shown} of ${patterns} patterns; ${seconds.toFixed(1)} s${missed.length > 0 ? `; missed: ${missed.join(' | ')}` : ''}`,
    );
    return { size, outcome };
  });
const table = [
  '| seed | lines | patterns | harmless patterns of 1 to 3 events | planted in the prompt | tokens | patterns in the prompt |',
  '|---|---:|---:|---:|---:|---:|---:|',
  ...rows.map(
    ({ size, outcome }) =>
      `| ${size.seed} | ${size.lines.toLocaleString('en')} | ${outcome.patterns} | ${size.harmlessRare} | ${outcome.found} of ${outcome.planted} | ${outcome.tokens.toLocaleString('en')} | ${outcome.shown} |`,
  ),
];
const text = `# Rare events in a prompt

\`npm run bench:analysis\`. 16 events that came once and 4 values that came once are planted in a million simulated lines of four days; a prompt of at most ${maxTokens.toLocaleString('en')} tokens, by the counter \`${tokenCounterName}\`, has to contain
each. The more harmless messages there are that came one to three times as well, the harder it is: the first ${seeds.length} rows are the goal, the others show
where room ends.

${table.join('\n')}
`;
const failed = rows.filter(
  ({ size, outcome }) =>
    size.harmlessRare === goalRare && (outcome.found < outcome.planted || outcome.tokens > maxTokens),
);
if (!process.argv.includes('--check')) writeFileSync(join(import.meta.dirname, '../results/analysis.md'), text);
console.log(failed.length === 0 ? 'all planted events are in the prompt' : `FAILED: ${failed.length} runs`);
if (failed.length > 0) process.exitCode = 1;
