import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@bellwether/log-model';
import { readAnalysisFacts } from '@bellwether/analysis';
import { openLocalState, type LocalState } from '@bellwether/local-adapters';
import { cloudTrailFile, cloudTrailRecord } from '@bellwether/testkit';
import { makeReport, printedReport } from '../../src/report/run-report.ts';
import { readStoredReport, reportLine, storedReports } from '../../src/report/stored-reports.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();
const startMs = Date.UTC(2026, 0, 15, 12);
const span = { sinceMs: startMs, untilMs: startMs + 4 * hourMs, groups: [] };

const logLine = (index: number, text: string): string =>
  `${new Date(startMs + index * 10_000).toISOString()} ${text}\n`;

const analyzeOnce = async (): Promise<void> => {
  const stop = cloudTrailRecord({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' });
  // It is stopped, and not started again within the hour: two findings.
  await workspace.write('logs/trail.json.gz', cloudTrailFile([stop]));
  const lines = Array.from({ length: 1_200 }, (_, index) =>
    index === 700
      ? logLine(index, 'WARN disk /dev/sda1 is <b>read-only</b> [x](https://evil.example)')
      : logLine(
          index,
          index % 40 === 0
            ? `ERROR payment ${index} was refused`
            : `INFO request ${index} took ${20 + (index % 50)} ms`,
        ),
  );
  await workspace.write('logs/app.log', lines.join(''));
  await workspace.analyze(['logs'], { state: 'reported' });
};

const withState = async <Result>(work: (state: LocalState) => Promise<Result>, name = 'reported'): Promise<Result> => {
  const state = await openLocalState(workspace.path(`.states/${name}`));
  try {
    return await work(state);
  } finally {
    await state.close();
  }
};

describe('bellwether report', () => {
  it('reports a span of the archive, stores it in every form, and compares the next with it', async () => {
    await analyzeOnce();
    const made = await withState((state) => makeReport(state, span, 1_800_000_000_000));
    const text = printedReport(made, 'text').join('\n');
    expect(made.facts.totals).toMatchObject({ events: 1_201 });
    expect(text).toContain('1,201 events of 2 log sources were analysed: 30 errors');
    expect(text).toContain('CRITICAL: ');
    expect(text).toMatch(/Rare: .*read-only/);
    expect(text).toMatch(/Durations in .*half are within 4\d(\.\d)? ms/);
    expect(text).toContain('The one window');
    expect(made.html).toContain('<!doctype html>');
    // What the log says is text, never markup or a link.
    expect(made.html).not.toContain('<b>read-only');
    expect(made.html).not.toMatch(/<(?:script|img|a href="http)/);
    expect(made.markdown).not.toMatch(/[^\\]\]\(https?:/);
    expect(readAnalysisFacts(JSON.parse(printedReport(made, 'json').join('')))).toEqual(made.facts);

    await withState(async (state) => {
      const reports = await storedReports(state, 10);
      expect(reports[0]).toEqual(made.view);
      expect(reportLine(made.view)).toContain(
        '2026-01-15T12:00Z to 2026-01-15T16:00Z  Analysis of all logs (2 findings)',
      );
      expect(await readStoredReport(state, undefined, 'markdown')).toBe(made.markdown);
      expect(await readStoredReport(state, made.view.id.slice(0, 8), 'html')).toBe(made.html);
      await expect(readStoredReport(state, 'nonsense', 'html')).rejects.toThrow('There is no report nonsense');
      const again = await makeReport(state, span, 1_800_000_100_000);
      expect(again.facts.comparedWith).toEqual(made.facts.period);
      const folder = join(state.layout.archive, 'reports');
      const [pointer] = (await import('node:fs')).readdirSync(folder).filter((name) => name.startsWith('latest-'));
      expect(JSON.parse(await readFile(join(folder, pointer ?? ''), 'utf8'))).toEqual(again.view);
    });
  }, 60_000);

  it('gives the same facts for the same span', async () => {
    const [first, second] = await withState(async (state) => [
      (await makeReport(state, { ...span, groups: ['*app.log'] }, 1_800_000_000_001)).facts,
      (await makeReport(state, { ...span, groups: ['*nothing*'] }, 1_800_000_000_002)).facts,
    ]);
    expect(first?.totals.events).toBe(1_200);
    expect(second?.totals.events).toBe(0);
    expect(second?.facts[1]?.sentence).toContain('No event was found');
  }, 60_000);

  it.each([
    [{ sinceMs: startMs, untilMs: startMs }, '--since must be before --until'],
    [{ sinceMs: startMs, untilMs: startMs + 32 * 24 * hourMs }, 'at most 30 days'],
  ])('refuses %j', async (times, message) => {
    await withState((state) => expect(makeReport(state, { ...span, ...times }, 0)).rejects.toThrow(message));
  });

  it('is a true report of a state without logs', async () => {
    await workspace.write('none/empty.log', '');
    await workspace.analyze(['none'], { state: 'empty' });
    const made = await withState((state) => makeReport(state, { groups: [] }, startMs), 'empty');
    expect(printedReport(made, 'text').join('\n')).toContain('No event was found');
    expect(made.facts.coverage).toMatchObject({ planned: made.facts.coverage.analysed });
  }, 60_000);
});
