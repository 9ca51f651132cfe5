import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsNarrator, renderHtml, sentencesOf } from '@bellwether/report';
import { hostileReport } from './hostile-report.ts';

/** A report to look at. */
export interface MadeReport {
  readonly name: 'incident' | 'quiet' | 'hostile';
  /** Absolute. */
  readonly path: string;
  /** Whether findings stand in it. */
  readonly hasFindings: boolean;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Runs the command line as people do. @throws Error with what it wrote when it fails */
const bellwether = (folder: string, args: readonly string[]): void => {
  const run = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(root, 'packages', 'cli', 'src', 'main.ts'), ...args],
    { cwd: folder, encoding: 'utf8', timeout: 600_000 },
  );
  if (run.status !== 0) throw new Error(`bellwether ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
};

/** Simulates a day and analyses it, each in a folder of its own. */
const simulated = (folder: string, name: MadeReport['name'], flags: readonly string[]): string => {
  bellwether(folder, ['simulate', '--out', name, ...flags]);
  bellwether(folder, ['analyze', `${name}/logs`, '--state', `${name}/state`, '--report', `${name}.html`, '--quiet']);
  return join(folder, `${name}.html`);
};

/**
 * The reports that the browser tier looks at: a simulated day with incidents, a simulated quiet one, and one in which every text that
 * can come from a log is hostile.
 *
 * @param folder  where they and what they are made of are written
 */
export const makeReports = async (folder: string): Promise<readonly MadeReport[]> => {
  const incident = simulated(folder, 'incident', ['--seed', '1', '--events', '24000']);
  const quiet = simulated(folder, 'quiet', ['--seed', '3', '--events', '4000', '--incidents', 'none']);
  const facts = hostileReport();
  const hostile = join(folder, 'hostile.html');
  writeFileSync(hostile, renderHtml(facts, await factsNarrator.narrate(sentencesOf(facts))));
  return [
    { name: 'incident', path: incident, hasFindings: true },
    { name: 'quiet', path: quiet, hasFindings: false },
    { name: 'hostile', path: hostile, hasFindings: true },
  ];
};
