import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, countWindowMs, defaultNoveltyPolicy, severities, type Finding } from '@bellwether/log-model';
import type { CountStore, FindingStore, TemplateStore } from '@bellwether/ports';
import { QueryError, type FindingsQuery, type StoreReads } from '@bellwether/queries';
import { makeContribution, makeFinding, makeTemplate, sampleTimeMs, sequenceOf } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, SuiteOptions } from './subject.ts';

/** The questions under test, and the stores that they read. */
export interface StoreReadsSubject {
  readonly reads: StoreReads;
  readonly findings: FindingStore;
  readonly counts: CountStore;
  readonly templates: TemplateStore;
  readonly close: () => Promise<void>;
}

const always = { fromMs: sampleTimeMs - 30 * dayMs, toMs: sampleTimeMs + 30 * dayMs };
const span = { fromMs: sampleTimeMs, toMs: sampleTimeMs + 4 * countWindowMs };

/** Every page of a question, and how many there were. */
const allFindings = async (reads: StoreReads, query: Partial<FindingsQuery>): Promise<readonly string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await reads.findings({ ...always, ...query, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 50);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    pages += 1;
  } while (cursor !== undefined && pages < 500);
  expect(cursor).toBeUndefined();
  return ids;
};

const sample: readonly Finding[] = [
  makeFinding({ id: 'a', severity: 'ERROR', score: 0.2, scope: '1:/one', lastSeenMs: sampleTimeMs + 1 }),
  makeFinding({ id: 'b', severity: 'ERROR', score: 0.9, scope: '1:/two', lastSeenMs: sampleTimeMs + 2, rule: 'brute' }),
  makeFinding({ id: 'c', severity: 'CRITICAL', score: 0.1, scope: '1:/one', lastSeenMs: sampleTimeMs + dayMs }),
  makeFinding({
    id: 'd',
    severity: 'WARNING',
    score: 0.5,
    kind: 'anomaly',
    dataset: 'eks',
    account: '2',
    region: 'us-east-1',
    lastSeenMs: sampleTimeMs + 2 * dayMs,
    title: 'Größer als üblich',
    resources: { pod: "checkout'; DROP TABLE findings --" },
  }),
];

const raised = async (findings: FindingStore, all: readonly Finding[]): Promise<void> => {
  for (const finding of all) await findings.raise(finding);
};

const refusal = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

const codeOf = async (run: Promise<unknown>): Promise<string | undefined> => {
  const error = await refusal(run);
  return error instanceof QueryError ? error.code : undefined;
};

/** The contract of the questions that stores answer. */
export const describeStoreReads = (
  name: string,
  make: MakeSubject<StoreReadsSubject>,
  options: SuiteOptions = {},
): void => {
  describe(`${name}, asked about findings`, () => {
    it('shows a finding under the names of the contract, with its status and notification', () =>
      withSubject(make, async ({ reads, findings }) => {
        const { scope, ...rest } = makeFinding();
        await findings.raise(makeFinding());
        const view = { ...rest, logSource: scope };
        expect(await reads.finding({ id: 'finding-1' })).toEqual({ ...view, status: 'new' });
        await findings.markNotified('finding-1', sampleTimeMs + 7);
        await findings.setStatus('finding-1', { state: 'in_progress', sinceMs: sampleTimeMs + 9 });
        expect((await reads.findings(always)).items).toEqual([
          { ...view, status: 'in_progress', statusSinceMs: sampleTimeMs + 9, notifiedAtMs: sampleTimeMs + 7 },
        ]);
        expect(await reads.finding({ id: 'other' })).toBeUndefined();
      }));

    it.each<[string, Partial<FindingsQuery>, readonly string[]]>([
      ['all, the newest first', {}, ['d', 'c', 'b', 'a']],
      ['all, the severest first', { order: 'severest' }, ['c', 'b', 'a', 'd']],
      ['those of a severity', { severities: ['ERROR'] }, ['b', 'a']],
      ['those of several severities', { severities: ['CRITICAL', 'WARNING'] }, ['d', 'c']],
      ['the severest of a log source', { order: 'severest', logSource: '1:/one' }, ['c', 'a']],
      ['those of a status', { statuses: ['resolved'] }, ['a']],
      ['those of several statuses', { statuses: ['new', 'resolved'] }, ['d', 'c', 'b', 'a']],
      ['the severest that are new', { order: 'severest', statuses: ['new'] }, ['c', 'b', 'd']],
      ['those of a kind', { kinds: ['anomaly'] }, ['d']],
      ['those of a rule', { rule: 'brute' }, ['b']],
      ['those of a dataset', { dataset: 'eks' }, ['d']],
      ['those of an account and a region', { account: '2', region: 'us-east-1' }, ['d']],
      ['those of a technique', { technique: 'T1562.008', severities: ['CRITICAL'] }, ['c']],
      ['none of another tactic', { tactic: 'TA0001' }, []],
      ['those that name a text in any case', { text: 'GRÖSSER'.replace('SS', 'ß') }, ['d']],
      ['those that name a text that would be SQL', { text: "'; drop table" }, ['d']],
      ['those last seen in a span', { fromMs: sampleTimeMs + 2, toMs: sampleTimeMs + dayMs }, ['b']],
      ['none of a log source with no findings', { logSource: "x' OR 1=1 --" }, []],
    ])('gives %s, on one page or on several', (_, query, ids) =>
      withSubject(make, async ({ reads, findings }) => {
        await raised(findings, sample);
        await findings.setStatus('a', { state: 'resolved', sinceMs: sampleTimeMs + dayMs });
        for (const limit of [1, 3, 50]) expect(await allFindings(reads, { ...query, limit })).toEqual(ids);
      }),
    );

    it('gives the fields that are named, and no others', () =>
      withSubject(make, async ({ reads, findings }) => {
        await raised(findings, sample);
        const page = await reads.findings({ ...always, fields: ['id', 'dataset'], limit: 1 });
        expect(page.items).toEqual([{ id: 'd', dataset: 'eks' }]);
      }));

    it('gives each finding once and in order, however pages are cut and however many share a moment', () =>
      withSubject(make, async ({ reads, findings }) => {
        const kinds = fc.record({
          at: fc.integer({ min: 0, max: 3 }),
          severity: fc.constantFrom(...severities),
          score: fc.constantFrom(0.1, 0.5),
        });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(kinds, { minLength: 1, maxLength: 30 }),
            fc.integer({ min: 1, max: 9 }),
            fc.constantFrom('newest' as const, 'severest' as const),
            async (made, limit, order) => {
              round += 1;
              const scope = `1:/round-${round}`;
              const all = made.map(({ at, ...rest }, index) =>
                makeFinding({ ...rest, id: `r${round}-${index}`, scope, lastSeenMs: sampleTimeMs + at }),
              );
              await raised(findings, all);
              const whole = await allFindings(reads, { logSource: scope, order, limit: 500 });
              expect([...whole].sort()).toEqual(all.map(({ id }) => id).sort());
              expect(await allFindings(reads, { logSource: scope, order, limit })).toEqual(whole);
            },
          ),
          { numRuns: options.propertyRuns ?? 20 },
        );
      }));

    it.each<[string, unknown, string]>([
      ['a span that ends before it begins', { fromMs: 2, toMs: 1 }, 'bad_query'],
      ['a time that is none', { ...always, fromMs: Number.NaN }, 'bad_query'],
      ['more rows than a page may hold', { ...always, limit: 501 }, 'bad_query'],
      ['a text without end', { ...always, text: 'x'.repeat(201) }, 'bad_query'],
      ['a field that there is not', { ...always, fields: ['password'] }, 'bad_query'],
      ['a filter that there is not', { ...always, owner: 'x' }, 'bad_query'],
      ['a cursor made by hand', { ...always, cursor: 'bm90IGpzb24' }, 'bad_cursor'],
      [
        'a cursor of another order',
        { ...always, cursor: 'WyJmaW5kaW5ncy9zZXZlcmVzdCIsIkVSUk9SIiwxLCJhIl0' },
        'bad_cursor',
      ],
    ])('refuses %s', (_, query, code) =>
      withSubject(make, async ({ reads }) => {
        expect(await codeOf(reads.findings(query as FindingsQuery))).toBe(code);
      }),
    );

    it('quotes no value of a query that it refuses', () =>
      withSubject(make, async ({ reads }) => {
        const error = await refusal(reads.findings({ ...always, text: 'secret'.repeat(50) }));
        expect((error as Error).message).toContain('text');
        expect((error as Error).message).not.toContain('secret');
      }));
  });

  describe(`${name}, asked about counts`, () => {
    const add = (counts: CountStore, scope: string, window: number, fields: Readonly<Record<string, number>>) =>
      counts.add(
        `shard ${scope}`,
        Object.entries(fields).map(([field, count]) =>
          makeContribution({
            sequence: sequenceOf(window + 1),
            scope,
            windowStartMs: sampleTimeMs + window * countWindowMs,
            field,
            count,
          }),
        ),
      );

    const counted = async (counts: CountStore): Promise<void> => {
      await add(counts, '1:/one', 0, {
        events: 5,
        'severity:INFO': 4,
        'severity:ERROR': 1,
        'dataset:rds/INFO': 4,
        'dataset:rds/ERROR': 1,
        'template:t1': 4,
        'template:t2': 1,
      });
      await add(counts, '1:/one', 2, { events: 2, 'severity:ERROR': 2, 'dataset:rds/ERROR': 2, 'template:t2': 2 });
      await add(counts, '1:/two', 3, { events: 3, 'severity:INFO': 3, 'dataset:eks/INFO': 3, 'template:t1': 3 });
      await add(counts, '1:/two', 9, { events: 100, 'severity:INFO': 100, 'template:t9': 100 });
    };

    it('gives events over time, by severity and by dataset', () =>
      withSubject(make, async ({ reads, counts }) => {
        await counted(counts);
        expect(await reads.series(span)).toEqual({
          logSources: ['1:/one', '1:/two'],
          stepMs: countWindowMs,
          points: [
            { startMs: sampleTimeMs, events: 5, bySeverity: { INFO: 4, ERROR: 1 } },
            { startMs: sampleTimeMs + countWindowMs, events: 0, bySeverity: {} },
            { startMs: sampleTimeMs + 2 * countWindowMs, events: 2, bySeverity: { ERROR: 2 } },
            { startMs: sampleTimeMs + 3 * countWindowMs, events: 3, bySeverity: { INFO: 3 } },
          ],
          datasets: [
            { dataset: 'eks', bySeverity: { INFO: 3 } },
            { dataset: 'rds', bySeverity: { ERROR: 3, INFO: 4 } },
          ],
        });
      }));

    it('cuts a span into no more points than asked, and loses no event', () =>
      withSubject(make, async ({ reads, counts }) => {
        await counted(counts);
        const { points, stepMs } = await reads.series({ ...span, maxPoints: 3 });
        expect(stepMs).toBe(2 * countWindowMs);
        expect(points.map(({ events }) => events)).toEqual([5, 5]);
        const { points: own } = await reads.series({ ...span, logSources: ['1:/two'], maxPoints: 1 });
        expect(own.map(({ events }) => events)).toEqual([3]);
        expect((await reads.series({ ...span, logSources: [] })).datasets).toEqual([]);
      }));

    it('gives templates by their events, page by page, with their text where it is stored', () =>
      withSubject(make, async ({ reads, counts, templates }) => {
        await counted(counts);
        const { learningMs } = defaultNoveltyPolicy;
        await templates.save([
          makeTemplate({
            id: 't1',
            scope: '1:/one',
            text: 'Served in <num> ms',
            firstSeenMs: sampleTimeMs - learningMs,
          }),
          makeTemplate({ id: 't2', scope: '1:/one', text: 'Refused by <ip>', firstSeenMs: sampleTimeMs }),
        ]);
        const whole = [
          {
            id: 't1',
            logSource: '1:/one',
            count: 4,
            text: 'Served in <num> ms',
            firstSeenMs: sampleTimeMs - learningMs,
            isNew: false,
          },
          { id: 't2', logSource: '1:/one', count: 3, text: 'Refused by <ip>', firstSeenMs: sampleTimeMs, isNew: true },
          { id: 't1', logSource: '1:/two', count: 3, isNew: false },
        ];
        expect(await reads.templates(span)).toEqual({ items: whole });
        const paged: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await reads.templates({ ...span, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
          paged.push(...page.items);
          cursor = page.next;
        } while (cursor !== undefined && paged.length < 9);
        expect(paged).toEqual(whole);
        expect((await reads.templates({ ...span, onlyNew: true })).items.map(({ id }) => id)).toEqual(['t2']);
        expect((await reads.templates({ ...span, text: 'REFUSED' })).items.map(({ id }) => id)).toEqual(['t2']);
        expect((await reads.templates({ ...span, logSources: ['1:/two'] })).items).toEqual(whole.slice(2));
      }));

    it('counts the events of a template by interval of the span where that is asked', () =>
      withSubject(make, async ({ reads, counts }) => {
        await counted(counts);
        const { items } = await reads.templates({ ...span, maxBars: 2 });
        const sums = items.map(({ bars = [] }) => bars.reduce((sum, events) => sum + events, 0));
        expect(sums).toEqual(items.map(({ count }) => count));
        expect(new Set(items.map(({ bars }) => bars?.findIndex((events) => events > 0))).size).toBe(2);
      }));

    it('calls no template new while its log source is being learnt', () =>
      withSubject(make, async ({ reads, counts, templates }) => {
        await counted(counts);
        await templates.save([makeTemplate({ id: 't1', scope: '1:/one', firstSeenMs: sampleTimeMs })]);
        expect((await reads.templates({ ...span, onlyNew: true })).items).toEqual([]);
      }));

    it('refuses a cursor of another question, and more than it may give', () =>
      withSubject(make, async ({ reads }) => {
        expect(await codeOf(reads.templates({ ...span, cursor: 'WyJmaW5kaW5ncyIsMSwiYSJd' }))).toBe('bad_cursor');
        expect(await codeOf(reads.templates({ ...span, limit: 501 }))).toBe('bad_query');
        expect(await codeOf(reads.series({ ...span, maxPoints: 0 }))).toBe('bad_query');
      }));
  });
};
