import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { eventLine, joinPayloads, partitionPath, readLakePath, type ArchivedEvent } from '@bellwether/lake';
import { countParquetRows, readParquet, writeParquet } from '@bellwether/lake/parquet';
import type { LogEvent, Dataset } from '@bellwether/log-model';
import { fileArchive } from '../src/index.ts';
import { withState } from './scratch-state.ts';

const startMs = Date.UTC(2026, 0, 15, 12);

const archived = (n: number, dataset: Dataset, changes: Partial<LogEvent> = {}): ArchivedEvent => ({
  sequence: String(n),
  event: {
    id: `e${n}`,
    timestampMs: startMs + n,
    dataset,
    account: '111122223333',
    region: 'eu-west-1',
    logGroup: '/app',
    logStream: 'one',
    severity: 'INFO',
    category: 'general',
    message: `größe "${n}"\n日本語`,
    attributes: { 'http.response.status_code': 200, tags: ['a', 'b'] },
    templateId: 't1',
    ...changes,
  },
});

const linesOf = (events: readonly ArchivedEvent[], pathDataset: string): Uint8Array =>
  gzipSync(events.map((event) => eventLine(event, pathDataset)).join(''));

const query = `SELECT id, dataset, date::VARCHAR AS date, hour, attributes->>'http.response.status_code' AS status FROM events ORDER BY id`;

describe('the view of events', () => {
  it('shows lines, mixed lines and compacted parts as one, each event once', () =>
    withState(async ({ state }) => {
      const archive = fileArchive(state.layout.archive);
      const write = (kind: 'events' | 'events-parquet', dataset: string, name: string, bytes: Uint8Array) =>
        archive.write(`${partitionPath(kind, dataset, startMs)}/${name}`, bytes);
      await write(
        'events',
        'lambda',
        's-1-2.ndjson.gz',
        linesOf([archived(1, 'lambda'), archived(2, 'lambda')], 'lambda'),
      );
      await write(
        'events',
        'mixed',
        's-2-4.ndjson.gz',
        linesOf([archived(2, 'lambda'), archived(3, 'eks'), archived(4, 'rds')], 'mixed'),
      );
      await write('events-parquet', 'eks', 'a.parquet', writeParquet([archived(3, 'eks'), archived(5, 'eks')]));
      const shown = ['lambda', 'lambda', 'eks', 'rds', 'eks'];
      expect(await state.query(query)).toEqual(
        shown.map((dataset, index) => ({ id: `e${index + 1}`, dataset, date: '2026-01-15', hour: 12, status: '200' })),
      );
    }));

  it.each([
    ['lines alone', ['events/dataset=eks']],
    ['mixed lines alone', ['events/dataset=mixed']],
    ['parts alone', ['events-parquet/dataset=eks']],
    ['nothing', []],
  ])('stands on %s', (_, kinds) =>
    withState(async ({ state }) => {
      const one = archived(1, 'eks');
      for (const kind of kinds) {
        const isPart = kind.startsWith('events-parquet');
        const path = `${kind}/date=2026-01-15/hour=12/${isPart ? 'a.parquet' : 's-1-1.ndjson.gz'}`;
        const bytes = isPart ? writeParquet([one]) : linesOf([one], kind.slice('events/dataset='.length));
        await fileArchive(state.layout.archive).write(path, bytes);
      }
      expect((await state.query(query)).map(({ dataset }) => dataset)).toEqual(kinds.map(() => 'eks'));
    }),
  );

  it('leaves the objects of other datasets and hours unread', () =>
    withState(async ({ state }) => {
      const archive = fileArchive(state.layout.archive);
      await archive.write(
        `${partitionPath('events', 'eks', startMs)}/s-1-1.ndjson.gz`,
        linesOf([archived(1, 'eks')], 'eks'),
      );
      await archive.write(`${partitionPath('events', 'rds', startMs)}/s-1-1.ndjson.gz`, Buffer.from('no gzip at all'));
      await archive.write(
        `${partitionPath('events-parquet', 'eks', startMs)}/a.parquet`,
        writeParquet([archived(1, 'eks')]),
      );
      await archive.write(`${partitionPath('events-parquet', 'rds', startMs)}/a.parquet`, Buffer.from('no parquet'));
      const rows = await state.query(
        `SELECT id FROM events WHERE dataset = 'eks' AND date = DATE '2026-01-15' AND hour = 12`,
      );
      expect(rows).toEqual([{ id: 'e1' }]);
    }));
});

describe('a part of Parquet', () => {
  it('gives back what was written, and says how many', async () => {
    const events = [archived(1, 'eks'), archived(2, 'eks', { attributes: {}, message: '' })];
    const bytes = writeParquet(events);
    expect(countParquetRows(bytes)).toBe(2);
    expect(await readParquet(bytes, 'eks')).toEqual(events);
  });

  it('holds no event where there was none', async () => {
    expect(await readParquet(writeParquet([]), 'eks')).toEqual([]);
  });
});

describe('raw records', () => {
  it('are read by DuckDB one a line', () =>
    withState(async ({ state }) => {
      const payload = (n: number) => gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', logGroup: `/app/${n}` }));
      const path = `${partitionPath('payloads', 'mixed', startMs)}/s-1-3.ndjson.gz`;
      const bytes = joinPayloads(
        [1, 2, 3].map((n) => ({ sequence: String(n), arrivalMs: startMs, bytes: payload(n) })),
      );
      await fileArchive(state.layout.archive).write(path, bytes);
      expect(gunzipSync(bytes).toString().split('\n')).toHaveLength(4);
      expect(readLakePath(path)).toMatchObject({ kind: 'payloads', records: { shard: 's', first: '1', last: '3' } });
      const rows = await state.query(
        `SELECT logGroup FROM read_json('${state.layout.archive}/payloads/*/*/*/*.ndjson.gz', format = 'newline_delimited') ORDER BY 1`,
      );
      expect(rows).toEqual([{ logGroup: '/app/1' }, { logGroup: '/app/2' }, { logGroup: '/app/3' }]);
    }));
});
