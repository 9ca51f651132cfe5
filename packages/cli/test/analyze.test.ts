import { appendFile, link, readFile, rm, symlink } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { cloudTrailFile, cloudTrailRecord, cloudWatchEnvelope, logLine } from '@bellwether/testkit';
import { StoppedEarly } from '../src/analyze/analyze-file.ts';
import type { AnalyzeResult } from '../src/analyze/analyze.ts';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

const outcomes = ({ files }: AnalyzeResult): unknown =>
  files.map(({ outcome, newRecords, input }) => [outcome, newRecords, input.totals.received, input.totals.classified]);

const messagesOf = ({ facts }: AnalyzeResult): readonly string[] => facts.templates.map(({ text }) => text).sort();

describe('analysing files of every sort', () => {
  it.each<[string, string | Uint8Array, number]>([
    ['plain.log', manyLines(30), 30],
    ['packed.log.gz', gzipSync(manyLines(30)), 30],
    ['trail.json.gz', cloudTrailFile([cloudTrailRecord(), cloudTrailRecord({ eventID: 'b' })]), 2],
    [
      'array.json',
      JSON.stringify([
        { level: 'info', msg: 'a' },
        { level: 'info', msg: 'b' },
      ]),
      2,
    ],
    [
      'firehose',
      [1, 2, 3]
        .map((n) => JSON.stringify(cloudWatchEnvelope({ logEvents: [logLine.plain(n), logLine.error(n)] })))
        .join(''),
      6,
    ],
    ['mixed.log', [logLine.plain(), logLine.json(), logLine.vpcFlow(), logLine.error()].join('\n'), 4],
  ])('reads %s in whole', async (name, content, events) => {
    await workspace.write(name, content);
    const result = await workspace.analyze([name], { state: name });
    expect(result.files.map(({ outcome, problems, newRecords }) => ({ outcome, problems, newRecords }))).toEqual([
      { outcome: 'ok', problems: [], newRecords: events },
    ]);
    expect(result.facts.records).toMatchObject({ received: events, classified: events, unreadable: {}, dropped: {} });
    expect(result.facts.datasets.flatMap(({ bySeverity }) => Object.values(bySeverity)).reduce((a, b) => a + b)).toBe(
      events,
    );
    expect(await readFile(result.reportPath, 'utf8')).toContain('</html>');
  });

  it('gives each file that cannot be read one clear sentence and reads the rest', async () => {
    const packed = gzipSync(manyLines(2_000));
    await workspace.write('bad/a-good.log', manyLines(10));
    await workspace.write('bad/b-empty.log', '');
    await workspace.write(
      'bad/c-binary.dat',
      Uint8Array.from({ length: 3_000 }, (_, n) => (n * 7_919) % 256),
    );
    await workspace.write('bad/d-cut.log.gz', packed.subarray(0, packed.length >> 1));
    await workspace.write('bad/e-broken.gz', Buffer.from('\x1f\x8b\x08\x00 nothing of the kind', 'latin1'));
    await workspace.write('bad/f-long.log', `${manyLines(1)}${'x'.repeat(2 * 1024 * 1024 + 1)}\n${manyLines(1, 1)}`);
    await workspace.write('bad/g-cut.json', '{"Records":[{"eventVersion":"1.11",');
    await workspace.write(
      'bad/h-digest.json',
      '{"digestStartTime":"2026-01-15T12:00:00Z","logFiles":[{"s3Bucket":"b"}]}',
    );
    await workspace.write('bad/i-none.json', '{"Records":[]}');
    await workspace.write('bad/j-good.log', manyLines(10, 50));
    const { files, problems, facts } = await workspace.analyze(['bad'], { state: 'bad' });
    expect(problems).toEqual([]);
    expect(files.map(({ outcome, problems: of }) => [outcome, ...of])).toEqual([
      ['ok'],
      ['skipped', 'The file is empty.'],
      ['failed', expect.stringMatching(/^The file is not text: \d+ % of its beginning are control characters\.$/)],
      ['failed', expect.stringMatching(/^The gzip data ends too early; \d+ bytes could be read before the end\.$/)],
      ['failed', 'The data says it is gzip but cannot be decompressed.'],
      ['failed', '1 record was longer than what is read of one record; the beginning is in quarantine.'],
      ['failed', '1 record was cut off or broken JSON.'],
      ['skipped', expect.stringContaining('CloudTrail digest')],
      ['skipped', 'The file holds no records.'],
      ['ok'],
    ]);
    expect(files[3]?.newRecords).toBeGreaterThan(500);
    const { received, classified, unreadable } = facts.records;
    expect(received).toBe(classified + 2);
    expect(unreadable).toEqual({ too_long: 1, bad_json: 1 });
    const again = await workspace.analyze(['bad'], { state: 'bad' });
    expect(again.files.map(({ newRecords }) => newRecords)).toEqual(files.map(() => 0));
    expect(again.files.map(({ problems: of }) => of)).toEqual(files.map(({ problems: of }) => of));
    expect(again.facts.records).toEqual(facts.records);
  });

  it('has no time to report when nothing was read', async () => {
    const { facts, problems, reportPath } = await workspace.analyze(['nowhere'], { state: 'nowhere' });
    expect(problems).toHaveLength(1);
    expect(facts).toMatchObject({ records: { received: 0 }, findings: [], timeline: [] });
    expect(await readFile(reportPath, 'utf8')).not.toContain('1970');
  });

  it('reads a file with two names once', async () => {
    const path = await workspace.write('twice/app.log', manyLines(5));
    await symlink('app.log', workspace.path('twice/link.log'));
    await link(path, workspace.path('twice/other.log'));
    const { facts } = await workspace.analyze(['twice', 'twice/link.log', 'twice'], { state: 'twice' });
    expect(facts.records.received).toBe(5);
  });

  it('does not read its own state and report when they lie among the logs', async () => {
    await workspace.write('around/app.log', manyLines(5));
    const own = {
      stateDirectory: workspace.path('around/kept'),
      reportPath: workspace.path('around/report.html'),
    };
    for (const newRecords of [5, 0, 0]) {
      const { files, facts } = await workspace.analyze(['around'], own);
      expect(files.map((file) => file.newRecords)).toEqual([newRecords]);
      expect(facts.records.received).toBe(5);
    }
  });

  it('says what is wrong with a file that goes away before it is read, and reads the rest', async () => {
    await workspace.write('gone/a.log', manyLines(5));
    const gone = await workspace.write('gone/b.log', manyLines(5, 5));
    await workspace.write('gone/c.log', manyLines(5, 10));
    let updates = 0;
    const progress = {
      update: () => {
        updates += 1;
        if (updates === 1) void rm(gone, { force: true });
      },
      done: () => undefined,
    };
    const { files, problems } = await workspace.analyze(['gone'], { state: 'gone', progress });
    expect(files).toHaveLength(2);
    expect(problems).toEqual([{ name: gone, reason: 'There is no such file or folder.' }]);
  });
});

describe('analysing a file again', () => {
  it('reads only what came since, counts nothing twice and keeps what was found', async () => {
    const path = await workspace.write('grows.log', manyLines(30));
    expect(outcomes(await workspace.analyze(['grows.log'], { state: 'grows' }))).toEqual([['ok', 30, 30, 30]]);
    expect(outcomes(await workspace.analyze(['grows.log'], { state: 'grows' }))).toEqual([['ok', 0, 30, 30]]);
    await appendFile(path, manyLines(12, 30));
    const grown = await workspace.analyze(['grows.log'], { state: 'grows' });
    expect(outcomes(grown)).toEqual([['ok', 12, 42, 42]]);
    await workspace.write('at-once.log', manyLines(42));
    const atOnce = await workspace.analyze(['at-once.log'], { state: 'at-once' });
    expect(grown.facts.timeline).toEqual(atOnce.facts.timeline);
    expect(grown.facts.templates.map(({ count }) => count)).toEqual(atOnce.facts.templates.map(({ count }) => count));
  });

  it('reads other content under the same name anew', async () => {
    await workspace.write('turns.log', manyLines(30));
    await workspace.analyze(['turns.log'], { state: 'turns' });
    await workspace.write('turns.log', manyLines(7, 500));
    const result = await workspace.analyze(['turns.log'], { state: 'turns' });
    expect(outcomes(result)).toEqual([['ok', 7, 7, 7]]);
    expect(result.files[0]?.input.generation).toBe(2);
  });

  it.each([
    ['a line end', '\n2026-01-15T12:00:02Z INFO done\n', [2, 1, 3]],
    ['a line end of Windows', '\r\n2026-01-15T12:00:02Z INFO done\r\n', [2, 1, 3]],
    ['a line end alone', '\n', [2, 0, 2]],
  ])('counts a last line without a line end once when %s follows it', async (name, rest, [first, second, all]) => {
    const path = await workspace.write(
      `open/${name}.log`,
      '2026-01-15T12:00:00Z INFO up\n2026-01-15T12:00:01Z ERROR lost',
    );
    expect((await workspace.analyze([`open/${name}.log`], { state: name })).files[0]?.newRecords).toBe(first);
    await appendFile(path, rest);
    const { files, facts } = await workspace.analyze([`open/${name}.log`], { state: name });
    expect([files[0]?.newRecords, facts.records.received]).toEqual([second, all]);
  });

  it('reads a last line again, whole, when the file has gone on in it', async () => {
    const path = await workspace.write('half.log', '2026-01-15T12:00:00Z INFO up\n2026-01-15T12:00:01Z ERR');
    await workspace.analyze(['half.log'], { state: 'half' });
    await appendFile(path, 'OR lost the ledger\n2026-01-15T12:00:02Z INFO do');
    const second = await workspace.analyze(['half.log'], { state: 'half' });
    expect(second.files[0]?.newRecords).toBe(2);
    expect(messagesOf(second)).toContain('lost the ledger');
    await appendFile(path, 'ne with');
    await workspace.analyze(['half.log'], { state: 'half' });
    await appendFile(path, ' it all\n');
    const last = await workspace.analyze(['half.log'], { state: 'half' });
    expect(messagesOf(last)).toContain('done with it all');
    const { received, classified } = last.facts.records;
    expect([received, classified]).toEqual([6, 6]);
    expect((await workspace.analyze(['half.log'], { state: 'half' })).files[0]?.newRecords).toBe(0);
  });
});

describe('files that end', () => {
  /** Two lines a minute for so many hours from noon on. */
  const linesFor = (service: string, hours: number, last = ''): string =>
    Array.from({ length: hours * 120 }, (_, index) => {
      const time = new Date(Date.UTC(2026, 0, 15, 12) + index * 30_000).toISOString();
      return `${time} INFO request served by ${service}\n`;
    }).join('') + last;

  it('are no silence, but a file that ends long before the others is', async () => {
    for (const name of ['a', 'b', 'c']) await workspace.write(`ends/${name}.log`, linesFor(name, 6));
    await workspace.write('ends/early.log', linesFor('early', 4));
    await workspace.write('ends/straggler.log', linesFor('straggler', 6, '2026-01-15T18:40:00Z INFO request served\n'));
    const { facts } = await workspace.analyze(['ends'], { state: 'ends' });
    const silences = facts.findings.filter(({ rule }) => rule === 'volume-silence').map(({ scope }) => scope);
    expect(silences).toHaveLength(1);
    expect(silences[0]).toContain('early.log');
  });
});

describe('a run that is asked to stop', () => {
  it('ends behind a batch, keeps what it read, and goes on from there', async () => {
    await workspace.write('long/a.log', manyLines(6_000));
    await workspace.write('long/b.log', manyLines(10));
    const stop = new AbortController();
    const progress = { update: () => stop.abort(), done: () => undefined };
    const stopped = workspace.analyze(['long'], { state: 'long', signal: stop.signal, progress });
    await expect(stopped).rejects.toBeInstanceOf(StoppedEarly);
    const result = await workspace.analyze(['long'], { state: 'long' });
    expect(result.files[0]?.newRecords).toBeLessThan(6_000);
    expect(result.facts.records).toMatchObject({ received: 6_010, classified: 6_010 });
    const atOnce = await workspace.analyze(['long'], { state: 'long-at-once' });
    expect(result.facts.timeline).toEqual(atOnce.facts.timeline);
  });
});

describe('content that is not the bytes of its file', () => {
  it.each<[string, Uint8Array, number]>([
    ['windows.log', Buffer.from(`\ufeff${manyLines(40)}`, 'utf16le'), 40],
    [
      'flows.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: 'message', type: 'STRING', data: Array.from({ length: 40 }, (_, n) => `row ${n} done`) },
          ],
        }),
      ),
      40,
    ],
  ])('is read once: %s', async (name, bytes, records) => {
    await workspace.write(name, bytes);
    expect(outcomes(await workspace.analyze([name], { state: name }))).toEqual([['ok', records, records, records]]);
    expect(outcomes(await workspace.analyze([name], { state: name }))).toEqual([['ok', 0, records, records]]);
  });
});

describe('what is reported', () => {
  const lines = (word: string, day: number): string =>
    Array.from(
      { length: 12 },
      (_, n) => `${new Date(Date.UTC(2026, 0, day, 6, n)).toISOString()} FATAL ${word} has died\n`,
    ).join('');

  it('is selected, while everything is read', async () => {
    await workspace.write('many/first.log', lines('pump', 14));
    await workspace.write('many/second.log', lines('valve', 16));
    const failuresOf = async (selection: NonNullable<Parameters<typeof workspace.analyze>[1]>['selection']) => {
      const { facts } = await workspace.analyze(['many'], { state: 'selected', ...(selection ? { selection } : {}) });
      expect(facts.records.classified).toBe(24);
      return (facts.failures ?? []).map(({ where }) => where.join().slice(-10));
    };
    expect(await failuresOf({ groups: ['*second.log'] })).toEqual(['second.log']);
    expect(await failuresOf({ untilMs: Date.UTC(2026, 0, 15) })).toEqual([expect.stringContaining('first.log')]);
    expect(await failuresOf({ datasets: ['cloudtrail'] })).toEqual([]);
    expect(await failuresOf(undefined)).toHaveLength(2);
  });
});
