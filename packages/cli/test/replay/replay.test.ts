import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openLocalState, stateLayout } from '@bellwether/local-adapters';
import { joinPayloads, partitionPath } from '@bellwether/lake';
import { cloudWatchEnvelope, gzipJson, makeQuarantined, sampleTimeMs } from '@bellwether/testkit';
import { runReplay, type ReplayFlags } from '../../src/replay/replay-command.ts';
import { openLocalTarget } from '../../src/replay/send-local.ts';
import { analyze } from '../../src/analyze/analyze.ts';
import { createProgress } from '../../src/analyze/progress.ts';

const inFolder = async (test: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-replay-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const put = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
};

/** Counters summed over shards, and findings, as they can be observed. */
const totalsOf = async (folder: string) => {
  const state = await openLocalState(folder);
  try {
    const scopes = await state.counts.scopes(0, 4e12);
    const rows = await Promise.all(scopes.map((scope) => state.counts.rows(scope, 0, 4e12)));
    return { rows, findings: await state.findings.list(0, 4e12, 100) };
  } finally {
    await state.close();
  }
};

const eventsIn = async (folder: string): Promise<readonly unknown[]> => {
  const state = await openLocalState(folder);
  try {
    return await state.query('SELECT id, message FROM events ORDER BY id');
  } finally {
    await state.close();
  }
};

const replayed = async (flags: Partial<ReplayFlags> & { state: string }) => {
  const lines: string[] = [];
  const summary = await runReplay({ to: 'local', ...flags }, (text) => lines.push(text));
  return { summary, lines };
};

const logLines = Array.from({ length: 40 }, (_, n) => {
  const time = new Date(sampleTimeMs + n * 60_000).toISOString();
  return `${time} ${n % 10 === 0 ? 'ERROR' : 'INFO'} request ${n} served in ${n} ms`;
});

const analyzed = async (folder: string): Promise<string> => {
  const state = join(folder, '.bellwether');
  await put(join(folder, 'app.log'), `${logLines.join('\n')}\n`);
  await analyze({
    names: [join(folder, 'app.log')],
    stateDirectory: state,
    reportPath: join(folder, 'report.html'),
    progress: createProgress(process.stderr, () => 0, true),
    now: () => sampleTimeMs,
  });
  return state;
};

const range = { archive: true, from: '2026-01-15T12:00Z', until: '2026-01-15T13:00Z' };

describe('replaying on a laptop', () => {
  it('changes nothing of a state by its own archive, and makes another the same, twice over', () =>
    inFolder(async (folder) => {
      const state = await analyzed(folder);
      const before = await totalsOf(state);
      expect((await replayed({ state, ...range, apply: true })).summary).toMatchObject({ sent: 40, refused: [] });
      expect(await totalsOf(state)).toEqual(before);
      const into = join(folder, 'other');
      for (const time of [1, 2]) {
        await replayed({ state, into, ...range, apply: true });
        expect([time, await totalsOf(into)]).toEqual([time, before]);
      }
    }));

  it('only says what it would send until it is asked to', () =>
    inFolder(async (folder) => {
      const state = await analyzed(folder);
      const { summary, lines } = await replayed({ state, into: join(folder, 'other'), ...range });
      expect(summary).toMatchObject({ records: 40, sent: 0 });
      expect(lines.at(-1)).toBe('Would send 40 records or events from 1 items. Add --apply to send them.');
    }));

  it('takes of the archive the span that is asked for', () =>
    inFolder(async (folder) => {
      const state = await analyzed(folder);
      const half = { ...range, from: '2026-01-15T12:20Z', until: '2026-01-15T12:30Z' };
      expect((await replayed({ state, ...half })).summary.records).toBe(10);
      expect((await replayed({ state, ...range, dataset: 'rds' })).summary.records).toBe(0);
    }));

  it('reads what rests in quarantine again, once', () =>
    inFolder(async (folder) => {
      const state = join(folder, 'state');
      const opened = await openLocalState(state);
      const line = {
        ordinal: 3,
        account: '1',
        region: '',
        logGroup: '/app',
        logStream: 's',
        timestampMs: sampleTimeMs,
      };
      const position = { shard: 'logs-0', sequence: '7', arrivalMs: sampleTimeMs };
      await opened.quarantine.keep(
        makeQuarantined({ path: 'a/1', bytes: Buffer.from('ERROR refused'), position: { ...position, line } }),
      );
      await opened.quarantine.keep(
        makeQuarantined({ path: 'a/2', bytes: Uint8Array.of(0x1f, 0x8b, 8, 0, 1), position }),
      );
      await opened.quarantine.keep(makeQuarantined({ path: 'a/3' }));
      await opened.close();
      const { summary } = await replayed({ state, quarantine: true, apply: true });
      expect(summary).toMatchObject({ items: 3, sent: 1, unreadable: 1, refused: [{ path: 'quarantine/a/3' }] });
      expect(await eventsIn(state)).toEqual([
        { id: 'logs-0/7/3', message: expect.stringContaining('refused') as unknown },
      ]);
      const before = await totalsOf(state);
      await replayed({ state, quarantine: true, apply: true });
      expect(await totalsOf(state)).toEqual(before);
      expect(before.rows).toHaveLength(1);
    }));

  it('takes raw records, and what Lambda gave up on, from a folder laid out like the lake', () =>
    inFolder(async (folder) => {
      const [lake, state] = [join(folder, 'lake'), join(folder, 'state')];
      const data = (id: string) =>
        gzipJson(cloudWatchEnvelope({ logEvents: [{ id, timestamp: sampleTimeMs, message: `INFO ${id}` }] }));
      const members = ['1', '2'].map((sequence) => ({
        sequence,
        arrivalMs: sampleTimeMs,
        bytes: data(`kept-${sequence}`),
      }));
      await put(
        join(lake, partitionPath('payloads', 'mixed', sampleTimeMs), 'logs-1-2.ndjson.gz'),
        joinPayloads(members),
      );
      const event = { awslogs: { data: Buffer.from(data('failed')).toString('base64') } };
      const failure = { timestamp: '2026-01-15T12:00:00Z', requestPayload: event };
      await put(join(lake, 'aws/lambda/async/f/1'), JSON.stringify(failure));
      await put(join(lake, 'aws/lambda/async/f/2'), 'something else');
      expect((await replayed({ state, lake, ...range, apply: true })).summary).toMatchObject({ sent: 2, refused: [] });
      const { summary } = await replayed({ state, lake, failures: true, apply: true });
      expect(summary).toMatchObject({ sent: 1, refused: [{ path: 'aws/lambda/async/f/2' }] });
      expect((await eventsIn(state)).map((row) => (row as { id: string }).id)).toEqual(['failed', 'kept-1', 'kept-2']);
    }));

  it('keeps the layout of a state apart from what it reads', () => {
    expect(stateLayout('x').archive).toBe(join('x', 'archive'));
  });

  it.each<[string, Partial<ReplayFlags>]>([
    ['Name one of', {}],
    ['Name one of', { quarantine: true, archive: true }],
    ['Name one of', { failures: true, trail: 's3://trail' }],
    ['write s3://name/AWSLogs/', { ...range, archive: false, trail: '/somewhere' }],
    ['--from takes a time', { trail: 's3://trail' }],
    ['--from takes a time', { archive: true }],
    ['border of five minutes', { ...range, from: '2026-01-15T12:01Z' }],
    ['must be before', { ...range, until: range.from }],
    ['is not a bucket', { ...range, lake: 's3://' }],
    ['needs --stream', { quarantine: true, to: 'stream', apply: true }],
    ['needs --function', { quarantine: true, to: 'lambda', apply: true }],
    ['aws sqs get-queue-url', { quarantine: true, to: 'queue', queue: 'notices', apply: true }],
  ])('says %j when it is called wrongly', (message, flags) =>
    inFolder(async (folder) => {
      await expect(replayed({ state: join(folder, 'state'), ...flags })).rejects.toThrow(message);
    }),
  );
});

describe('replaying an object of a trail on a laptop', () => {
  const object = { bucket: 'trail', key: 'AWSLogs/1/one.json.gz', noticedMs: sampleTimeMs };
  const noticeFor = (fromRecord: number) =>
    ({ kind: 'notice', notice: { path: 'p', body: '', object: { ...object, fromRecord } } }) as const;
  const records = [1, 2, 3].map((n) => ({
    ...{ eventVersion: '1.08', eventID: `id-${n}`, eventTime: new Date(sampleTimeMs).toISOString() },
    ...{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: 'eu-west-1', recipientAccountId: '1' },
  }));
  const whole = Buffer.from(JSON.stringify({ Records: records }));
  const targetOf = (folder: string, bytes: Uint8Array | undefined) =>
    openLocalTarget(
      folder,
      true,
      {
        open: async () =>
          bytes === undefined
            ? 'not_found'
            : (async function* () {
                yield bytes;
              })(),
      },
      () => sampleTimeMs,
    );

  it('takes the records that were not read before, once', () =>
    inFolder(async (folder) => {
      const target = await targetOf(folder, whole);
      for (let time = 1; time <= 2; time += 1)
        expect(await target.send(noticeFor(1))).toEqual({ events: 2, unreadable: 0 });
      await target.close();
      expect((await eventsIn(folder)).map((row) => (row as { id: string }).id)).toEqual(['id-2', 'id-3']);
      expect((await totalsOf(folder)).rows.flat().map(({ fields }) => fields['events'])).toEqual([2]);
    }));

  it('says so when the object is gone, or a message has to go to the queue', () =>
    inFolder(async (folder) => {
      const target = await targetOf(folder, undefined);
      await expect(target.send(noticeFor(0))).rejects.toThrow('no longer exists');
      await expect(target.send({ kind: 'notice', notice: { path: 'p', body: '{}' } })).rejects.toThrow('--to queue');
      await target.close();
    }));
});
