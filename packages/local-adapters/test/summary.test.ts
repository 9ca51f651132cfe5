import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import { makeContribution, makeTemplate, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { archiveViewSql, probeBytes } from '../src/index.ts';
import type { LocalState } from '../src/index.ts';
import { withDirectory, withState } from './scratch-state.ts';

const read = async (
  state: LocalState,
  path: string,
  events: readonly (readonly [string, string])[],
): Promise<string> => {
  const { input } = await state.inputs.begin(path, probeBytes(Buffer.from(path)));
  await state.counts.add(
    input.id,
    events.flatMap(([severity, template], index) =>
      ['events', `severity:${severity}`, `template:${template}`].map((field) =>
        makeContribution({
          sequence: sequenceOf(index),
          scope: 'app',
          windowStartMs: sampleTimeMs + index * countWindowMs,
          field,
        }),
      ),
    ),
  );
  await state.inputs.commitProgress(input.id, {
    committedRecords: events.length,
    committedBytes: 0,
    totals: {
      received: events.length + 1,
      classified: events.length,
      dropped: { blank: 1 },
      events: [{ dataset: 'eks', severity: 'INFO', count: events.length }],
      firstEventMs: sampleTimeMs + 5,
      lastEventMs: sampleTimeMs + 9,
    },
  });
  return input.id;
};

describe('summaryOf', () => {
  it('sums up the inputs it is asked for and no others', () =>
    withState(async ({ state }) => {
      await state.templates.save([makeTemplate({ id: 't1', scope: 'app', text: 'started <num>' })]);
      const first = await read(state, 'a.log', [
        ['INFO', 't1'],
        ['ERROR', 't2'],
        ['INFO', 't1'],
      ]);
      const second = await read(state, 'b.log', [['INFO', 't2']]);
      await read(state, 'c.log', [['CRITICAL', 't3']]);
      await state.counts.add(first, [
        makeContribution({ scope: 'signal#denied', field: 'template:t9', sequence: sequenceOf(99) }),
      ]);
      expect(await state.summaryOf([first, second])).toEqual({
        totals: {
          received: 6,
          classified: 4,
          unreadable: {},
          dropped: { blank: 2 },
          formats: {},
          events: [{ dataset: 'eks', severity: 'INFO', count: 4 }],
          firstEventMs: sampleTimeMs + 5,
          lastEventMs: sampleTimeMs + 9,
        },
        severities: { INFO: 3, ERROR: 1 },
        topTemplates: [
          { scope: 'app', templateId: 't1', text: 'started <num>', count: 2 },
          { scope: 'app', templateId: 't2', count: 2 },
        ],
        templateCount: 2,
        firstWindowStartMs: sampleTimeMs,
        lastWindowStartMs: sampleTimeMs + 2 * countWindowMs,
      });
    }));

  it('names the scopes of the inputs it is asked for, without signals', () =>
    withState(async ({ state }) => {
      const first = await read(state, 'a.log', [['INFO', 't1']]);
      await state.counts.add(first, [
        makeContribution({ scope: 'zoo', sequence: sequenceOf(99) }),
        makeContribution({ scope: 'signal#denied', sequence: sequenceOf(99) }),
      ]);
      await state.counts.add('other', [makeContribution({ scope: 'other' })]);
      expect(await state.scopesOf([first])).toEqual(['app', 'zoo']);
      expect(await state.scopesOf([])).toEqual([]);
    }));

  it('names at most as many templates as asked and still counts them all', () =>
    withState(async ({ state }) => {
      const id = await read(
        state,
        'a.log',
        ['a', 'b', 'b', 'c'].map((template) => ['INFO', template] as const),
      );
      const summary = await state.summaryOf([id], 1);
      expect(summary.topTemplates).toEqual([{ scope: 'app', templateId: 'b', count: 2 }]);
      expect(summary.templateCount).toBe(3);
    }));

  it.each([{ ids: [] }, { ids: ['unknown', "'; DROP TABLE counts; --"] }])('sums up nothing for $ids', ({ ids }) =>
    withState(async ({ state }) => {
      expect(await state.summaryOf(ids)).toEqual({
        totals: { received: 0, classified: 0, unreadable: {}, dropped: {}, events: [], formats: {} },
        severities: {},
        topTemplates: [],
        templateCount: 0,
      });
    }),
  );
});

describe('the view of the archive', () => {
  const archived = (id: string, more: Readonly<Record<string, unknown>> = {}): string =>
    `${JSON.stringify({ id, timestampMs: sampleTimeMs, dataset: 'eks', severity: 'INFO', message: 'größe 🦊', attributes: { 'source.port': 22, list: ['a'] }, ...more })}\n`;

  it('is empty before anything is archived', () =>
    withState(async ({ state }) => {
      expect(await state.query('SELECT * FROM events')).toEqual([]);
      await state.archive.write('other/dataset=eks/date=2026-01-15/hour=12/a.ndjson.gz', gzipSync(archived('1')));
      expect(await state.query('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
    }));

  it('reads every file of the partitions, also several gzip members in one', () =>
    withState(async ({ state }) => {
      await state.archive.write(
        'events/dataset=eks/date=2026-01-15/hour=09/a.ndjson.gz',
        Buffer.concat([gzipSync(archived('1')), gzipSync(archived('2'))]),
      );
      await state.archive.write(
        'events/dataset=lambda/date=2026-01-16/hour=10/b.ndjson.gz',
        gzipSync(archived('3', { severity: 'ERROR', message: 'x'.repeat(300_000), unknown: 1 })),
      );
      expect(
        await state.query('SELECT id, dataset, date, hour, severity, length(message) AS n FROM events ORDER BY id'),
      ).toEqual([
        { id: '1', dataset: 'eks', date: '2026-01-15', hour: 9, severity: 'INFO', n: 7 },
        { id: '2', dataset: 'eks', date: '2026-01-15', hour: 9, severity: 'INFO', n: 7 },
        { id: '3', dataset: 'lambda', date: '2026-01-16', hour: 10, severity: 'ERROR', n: 300_000 },
      ]);
      expect(
        await state.query(
          `SELECT DISTINCT attributes->>'$."source.port"' AS port FROM events WHERE dataset = 'eks' AND date >= DATE '2026-01-15'`,
        ),
      ).toEqual([{ port: '22' }]);
    }));

  it('shows an event once that two overlapping batches wrote', () =>
    withState(async ({ state }) => {
      const partition = 'events/dataset=eks/date=2026-01-15/hour=09';
      await state.archive.write(`${partition}/logs-1-10.ndjson.gz`, gzipSync(archived('1') + archived('2')));
      await state.archive.write(`${partition}/logs-1-5.ndjson.gz`, gzipSync(archived('1')));
      expect(await state.query('SELECT id FROM events ORDER BY id')).toEqual([{ id: '1' }, { id: '2' }]);
    }));

  it('stands in a directory with quotes and wildcards in its name', () =>
    withDirectory(async (directory) => {
      const sql = await archiveViewSql(`${directory}/it's [a] *`);
      expect(sql).toContain('WHERE false');
    }));

  it('refuses SQL that is none with a port error', () =>
    withState(async ({ state }) => {
      await expect(state.query('SELECT nonsense FROM nowhere')).rejects.toMatchObject({
        name: 'PortError',
        port: 'state',
        operation: 'query',
      });
      expect(await state.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }));
});
