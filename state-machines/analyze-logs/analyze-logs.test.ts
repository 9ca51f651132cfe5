import { describe, expect, it } from '@jest/globals';
import aslValidator from 'asl-validator';
import { dayMs } from '@bellwether/log-model';
import { QueryError, readReports } from '@bellwether/queries';
import { makeFinding, memoryArchiveReads } from '@bellwether/testkit';
import { placeholdersOf } from '../run-machine.ts';
import { analysisWorld, definition, endMs, quietDays, rendered, reported } from './analysis-world.ts';

const text = async (lake: ReturnType<typeof analysisWorld>['lake'], path: string): Promise<string> =>
  Buffer.from((await lake.read(path)) as Uint8Array).toString('utf8');

const broken =
  (name: string, message = 'It broke.') =>
  async (): Promise<never> => {
    throw Object.assign(new Error(message), { name });
  };

describe('the definition', () => {
  it('is valid States Language', () => {
    expect(aslValidator(JSON.parse(rendered))).toMatchObject({ isValid: true });
  });

  it('has the placeholders that Terraform fills in', () => {
    expect(placeholdersOf(definition)).toEqual([
      'analyze_window_arn',
      'lake_bucket',
      'partition',
      'plan_windows_arn',
      'summarize_analysis_arn',
    ]);
  });
});

describe('the analysis machine', () => {
  it('makes a report of the days that were asked for, in three forms, and the latest of its selection', async () => {
    const world = analysisWorld();
    await world.memory.findings.raise(
      makeFinding({
        scope: '111122223333:/app/orders',
        severity: 'CRITICAL',
        lastSeenMs: endMs - 5,
        firstSeenMs: endMs - 9,
      }),
    );
    const result = reported(await world.run());
    expect(result).toMatchObject({
      planned: 3,
      analyzed: 3,
      coverage: '3 of 3 windows',
      findings: 1,
      writtenBy: 'facts',
    });
    const { items } = await readReports(world.lake).reports({ fromMs: 0, toMs: endMs * 2 });
    expect(items).toMatchObject([{ id: result.reportId, fromMs: endMs - 3 * dayMs, toMs: endMs }]);
    expect(await text(world.lake, result.page)).toContain('All 3 windows');
    expect(await text(world.lake, result.page.replace('.html', '.md'))).toContain(
      'Every event was read from the archive',
    );
    const facts = JSON.parse(await text(world.lake, result.page.replace('.html', '.facts.json'))) as object;
    expect(facts).toMatchObject({ totals: { events: 216, errors: 36 }, coverage: { planned: 3, analysed: 3 } });
    const latest = [...world.lake.objects.keys()].filter((path) => path.startsWith('reports/latest-analysis-'));
    expect(JSON.parse(await text(world.lake, latest[0] ?? ''))).toMatchObject({ id: result.reportId });
  });

  it('passes on ids alone, never facts', async () => {
    const world = analysisWorld();
    const seen: unknown[] = [];
    const task = world.tasks['Analyze a window'];
    const spied = async (input: unknown): Promise<unknown> => {
      const output = await task(input);
      seen.push(input, output);
      return output;
    };
    const run = await world.run(undefined, { 'Analyze a window': spied });
    expect(seen).toHaveLength(6);
    expect(JSON.stringify([seen, run.output])).not.toContain('/app/orders');
    expect(Math.max(...seen.map((one) => JSON.stringify(one).length))).toBeLessThan(250);
  });

  it('reads nothing again when it is redriven, started twice or started again', async () => {
    const world = analysisWorld();
    const first = reported(await world.run());
    expect(world.scans()).toBe(3);
    const again = reported(await world.run());
    expect(world.scans()).toBe(3);
    expect(again).toEqual(first);
    reported(await world.run({ days: 3, until: new Date(endMs).toISOString(), revision: 'late-files' }));
    expect(world.scans()).toBe(6);
  });

  it('tells a window that broke as coverage, and a later start reads that window alone', async () => {
    const world = analysisWorld();
    let calls = 0;
    const second = async (input: unknown): Promise<unknown> => {
      calls += 1;
      if (calls === 2) throw new Error('Out of memory.');
      return world.tasks['Analyze a window'](input);
    };
    const result = reported(await world.run(undefined, { 'Analyze a window': second }));
    expect(result.coverage).toBe('2 of 3 windows');
    expect(await text(world.lake, result.page)).toContain('2 of 3 windows were analysed');
    expect(reported(await world.run()).coverage).toBe('3 of 3 windows');
    expect(world.scans()).toBe(3);
  });

  it('tries a window again whose store failed for a moment', async () => {
    const world = analysisWorld();
    let calls = 0;
    const flaky = async (input: unknown): Promise<unknown> => {
      calls += 1;
      if (calls <= 2) return broken('PortError')();
      return world.tasks['Analyze a window'](input);
    };
    expect(reported(await world.run(undefined, { 'Analyze a window': flaky })).analyzed).toBe(3);
    expect(calls).toBe(5);
  });

  it('says which windows took too long, and which are from before the archive began', async () => {
    const events = quietDays(1);
    const { scan } = memoryArchiveReads(events);
    let scans = 0;
    const late: typeof scan = (query) => {
      scans += 1;
      if (scans === 1) throw new QueryError('timed_out', 'The archive did not answer in time.');
      return scan(query);
    };
    const world = analysisWorld({ events, maxEvents: 40, replaced: { archive: { scan: late } } });
    const result = reported(await world.run());
    const page = await text(world.lake, result.page);
    expect(result.coverage).toBe('1 of 4 windows');
    expect(page).toContain('took too long');
    expect(page).toContain('is from before the archive began');
  });

  it('analyses many windows in executions of their own, from their list in the lake', async () => {
    const world = analysisWorld({ events: quietDays(30, 30), maxEvents: 10 });
    const run = await world.run({ days: 30, until: new Date(endMs).toISOString() });
    const { planned, analyzed } = reported(run);
    expect(planned).toBeGreaterThan(200);
    expect(analyzed).toBe(planned);
    expect(run.path).toContain('Analyze many windows');
    expect(run.path).not.toContain('Analyze few windows');
  });

  it('compares with the run before it', async () => {
    const world = analysisWorld();
    reported(await world.run({ days: 1, until: new Date(endMs - dayMs).toISOString() }));
    world.advance(dayMs);
    const { page } = reported(await world.run({ days: 1, until: new Date(endMs).toISOString() }));
    const facts = JSON.parse(await text(world.lake, page.replace('.html', '.facts.json'))) as object;
    expect(facts).toHaveProperty('comparedWith', { startMs: endMs - 2 * dayMs, endMs: endMs - dayMs });
    const other = { days: 1, until: new Date(endMs).toISOString(), groups: ['/app/*'] };
    const apart = reported(await world.run(other)).page.replace('.html', '.facts.json');
    expect(JSON.parse(await text(world.lake, apart))).not.toHaveProperty('comparedWith');
  });
});

describe('every other end of the analysis machine', () => {
  it.each([
    ['a request that is not one', { days: 31 }, {}, 'BadRequest', 'The input is not valid'],
    ['a plan that breaks', {}, { 'Plan the windows': broken('Boom', 'no plan') }, 'PlanningFailed', 'no plan'],
    [
      'a summary that breaks',
      { days: 3 },
      { 'Summarize the analysis': broken('Boom', 'no page') },
      'SummaryFailed',
      'no page',
    ],
    [
      'a store that stays away',
      { days: 3 },
      { 'Summarize the analysis': broken('PortError') },
      'SummaryFailed',
      'It broke.',
    ],
    ['every window broken', { days: 3 }, { 'Analyze a window': broken('Boom') }, 'NothingAnalyzed', '0 of 3 windows'],
  ])('is named after %s', async (_, request, replaced, name, cause) => {
    const until = new Date(endMs).toISOString();
    const run = await analysisWorld().run({ until, ...request }, replaced);
    expect(run).toMatchObject({ status: 'failed', error: { name } });
    expect(run.error?.cause).toContain(cause);
  });

  it('is a refusal where reading costs more than is allowed, and nothing is written', async () => {
    const world = analysisWorld({ maxUsd: 0.000_001 });
    const run = await world.run();
    expect(run).toMatchObject({ status: 'failed', error: { name: 'AnalysisRefused' } });
    expect(run.error?.cause).toMatch(/would cost about \$0\.01/);
    expect([...world.lake.objects.keys()]).toEqual([]);
  });

  it('is a report of nothing where no such log group is there', async () => {
    const world = analysisWorld();
    const run = await world.run({ days: 3, until: new Date(endMs).toISOString(), groups: ['/none*'] });
    expect(run).toMatchObject({ status: 'failed', error: { name: 'NothingAnalyzed', cause: '0 of 3 windows' } });
    const { items } = await readReports(world.lake).reports({ fromMs: 0, toMs: endMs * 2 });
    expect(items).toHaveLength(1);
    expect(world.scans()).toBe(0);
  });

  it('is named where the list of many windows cannot be read', async () => {
    const world = analysisWorld({ events: quietDays(30, 30), maxEvents: 10 });
    const request = { days: 30, until: new Date(endMs).toISOString() };
    const run = await world.run(request, { 'Analyze many windows: its items': broken('States.ItemReaderFailed') });
    expect(run).toMatchObject({ status: 'failed', error: { name: 'WindowsFailed' } });
  });
});

describe('the words of a run', () => {
  it('are asked of a model once, however often the run is summarised', async () => {
    let asked = 0;
    const narrator = {
      narrate: async () => {
        asked += 1;
        return { paragraphs: ['All is said.'], writtenBy: 'model-a', insights: [] };
      },
    };
    const world = analysisWorld({ narrator, modelId: 'model-a' });
    expect(reported(await world.run()).writtenBy).toBe('model-a');
    expect(reported(await world.run()).writtenBy).toBe('model-a');
    expect(asked).toBe(1);
  });

  it("are the program's, all of them, where the model was not used, and it is asked again the next time", async () => {
    let asked = 0;
    const narrator = {
      narrate: async () => {
        asked += 1;
        return { paragraphs: [], writtenBy: 'facts', fallbackReason: 'it was retired yesterday.' };
      },
    };
    const world = analysisWorld({ narrator, modelId: 'model-a' });
    const result = reported(await world.run());
    expect(result.writtenBy).toBe('facts');
    const page = await text(world.lake, result.page);
    expect(page).toContain('it was retired yesterday.');
    expect(page).toContain('All 3 windows');
    await world.run();
    expect(asked).toBe(2);
  });
});
