import { minuteMs, dayMs } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogEvent } from '@bellwether/log-model';
import { QueryError, type ArchiveReads, type EventsQuery } from '@bellwether/queries';
import { makeEvent, sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, SuiteOptions } from './subject.ts';

/** The questions under test, and the archive that they read. */
export interface ArchiveReadsSubject {
  readonly reads: ArchiveReads;
  /** Archives events, whatever they contain. */
  readonly archive: (events: readonly LogEvent[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

const span = { fromMs: sampleTimeMs, toMs: sampleTimeMs + dayMs };

const hostile = `it's \\' "quoted" ? $1 ; DROP TABLE events -- %_ größe 日本語 🦊\n\t`;

const sample: readonly LogEvent[] = [
  makeEvent({ id: 'a', timestampMs: sampleTimeMs, severity: 'ERROR', message: 'Upstream slow', templateId: 't2' }),
  makeEvent({ id: 'b', timestampMs: sampleTimeMs + 1, message: hostile, logStream: "s'1" }),
  makeEvent({
    id: 'c',
    timestampMs: sampleTimeMs + 5 * minuteMs,
    dataset: 'cloudtrail',
    logGroup: '',
    category: 'audit',
    attributes: { 'user.name': 'ana', 'source.ip': '192.0.2.1', 'event.outcome': 'failure', 'http.code': 200 },
  }),
  makeEvent({
    id: 'd',
    timestampMs: sampleTimeMs + 6 * minuteMs,
    dataset: 'cloudtrail',
    logGroup: '',
    account: '444455556666',
    attributes: { 'user.name': 'ana', 'source.ip': '192.0.2.2', tags: ['ana', 'x'] },
  }),
  makeEvent({
    id: 'e',
    timestampMs: sampleTimeMs + 3 * 60 * minuteMs,
    dataset: 'cloudtrail',
    region: 'us-east-1',
    attributes: { 'user.id': hostile, 'client.ip': '192.0.2.1' },
  }),
  makeEvent({ id: 'f', timestampMs: sampleTimeMs + dayMs, severity: 'CRITICAL' }),
];

const allEvents = async (reads: ArchiveReads, query: Partial<EventsQuery>): Promise<readonly string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await reads.events({ ...span, ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined && ids.length < 200);
  return ids;
};

const codeOf = async (run: Promise<unknown>): Promise<string | undefined> => {
  const error = await run.catch((cause: unknown) => cause);
  return error instanceof QueryError ? error.code : undefined;
};

/** The contract of the questions that the archive answers. */
export const describeArchiveReads = (
  name: string,
  make: MakeSubject<ArchiveReadsSubject>,
  options: SuiteOptions = {},
): void => {
  const withSample = (test: (subject: ArchiveReadsSubject) => Promise<void>): Promise<void> =>
    withSubject(make, async (subject) => {
      await subject.archive(sample);
      await test(subject);
    });

  describe(`${name}, asked about events`, () => {
    it('gives an event as it was archived, under the names of the contract', () =>
      withSample(async ({ reads }) => {
        for (const event of sample.slice(0, 5)) {
          const page = await reads.events({ ...span, ids: [event.id] });
          expect(page).toEqual({ items: [event] });
        }
      }));

    it.each<[string, Partial<EventsQuery>, readonly string[]]>([
      ['all of a span, the newest first', {}, ['e', 'd', 'c', 'b', 'a']],
      ['the oldest first', { order: 'oldest' }, ['a', 'b', 'c', 'd', 'e']],
      ['those of a narrower span', { fromMs: sampleTimeMs + 1, toMs: sampleTimeMs + 6 * minuteMs }, ['c', 'b']],
      ['those of several days', { toMs: sampleTimeMs + 2 * dayMs, severities: ['ERROR', 'CRITICAL'] }, ['f', 'a']],
      ['those of a dataset', { dataset: 'cloudtrail' }, ['e', 'd', 'c']],
      ['those of an account', { account: '444455556666' }, ['d']],
      ['those of a region', { region: 'us-east-1' }, ['e']],
      ['those of a log group', { logGroup: '/app/web' }, ['e', 'b', 'a']],
      ['those of several log groups', { logGroups: ['/app/web', '/none', hostile] }, ['e', 'b', 'a']],
      ['those of a stream whose name has a quote', { logStream: "s'1" }, ['b']],
      ['those of a category', { category: 'audit' }, ['c']],
      ['those of a template', { templateId: 't2' }, ['a']],
      ['those that contain a text in any case', { text: 'UPSTREAM' }, ['a']],
      ['those that contain a text that would be SQL', { text: hostile }, ['b']],
      ['those with a per cent sign, not any text', { text: '%' }, ['b']],
      ['those of an identity', { identity: 'ana' }, ['d', 'c']],
      ['those of an identity that would be SQL', { identity: hostile }, ['e']],
      ['those of an address, under any name', { address: '192.0.2.1' }, ['e', 'c']],
      ['those with an attribute, of a number too', { attributes: [{ name: 'http.code', value: '200' }] }, ['c']],
      ['none by an attribute that is a list', { attributes: [{ name: 'tags', value: '["ana","x"]' }] }, []],
      ['none by a filter that would be true', { account: "' OR '1'='1" }, []],
    ])('gives %s, on one page or on several', (_, query, ids) =>
      withSample(async ({ reads }) => {
        for (const limit of [2, 100]) expect(await allEvents(reads, { ...query, limit })).toEqual(ids);
      }),
    );

    it('gives the fields that are named, and no others', () =>
      withSample(async ({ reads }) => {
        expect((await reads.events({ ...span, fields: ['message', 'dataset'], text: 'slow' })).items).toEqual([
          { message: 'Upstream slow', dataset: 'application' },
        ]);
      }));

    it('gives all events of a filter in parts, as they were archived, with the fields that are named', () =>
      withSample(async ({ reads }) => {
        const scanned: unknown[] = [];
        for await (const part of reads.scan(span)) scanned.push(...part);
        expect(scanned).toHaveLength(5);
        expect(scanned).toEqual(expect.arrayContaining(sample.slice(0, 5)));
        const fields: unknown[] = [];
        const some = { ...span, logGroups: ['/app/web', hostile], fields: ['id' as const] };
        for await (const part of reads.scan(some)) fields.push(...part);
        expect(fields).toHaveLength(3);
        expect(fields).toEqual(expect.arrayContaining([{ id: 'a' }, { id: 'b' }, { id: 'e' }]));
        expect(
          await codeOf(
            reads
              .scan({ ...span, toMs: 8.64e15 })
              [Symbol.asyncIterator]()
              .next(),
          ),
        ).toBe('bad_query');
      }));

    it('gives each event once, however many share a moment', () =>
      withSubject(make, async ({ reads, archive }) => {
        const ids = Array.from({ length: 23 }, (_, index) => `e${index}`);
        await archive(ids.map((id, index) => makeEvent({ id, timestampMs: sampleTimeMs + (index % 3) })));
        for (const order of ['newest', 'oldest'] as const) {
          const whole = await allEvents(reads, { order });
          expect([...whole].sort()).toEqual([...ids].sort());
          expect(await allEvents(reads, { order, limit: 4 })).toEqual(whole);
        }
      }));

    it('finds an event by any text of its message, and no other by it', () =>
      withSubject(make, async ({ reads, archive }) => {
        const texts = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), {
          numRuns: options.propertyRuns ?? 25,
          seed: 7,
        });
        const kept = [...new Set(texts.filter((text) => !text.includes('\0')))];
        await archive(kept.map((text, index) => makeEvent({ id: `e${index}`, message: `<${text}>` })));
        for (const [index, text] of kept.entries())
          expect(await allEvents(reads, { text: `<${text}>` })).toContain(`e${index}`);
      }));

    it('gives the lines around a line, in order, of its log group and stream alone', () =>
      withSubject(make, async ({ reads, archive }) => {
        const line = (n: number, changes: Partial<LogEvent> = {}) =>
          makeEvent({ id: `l${n}`, timestampMs: sampleTimeMs + n * 1_000, logStream: 'one', ...changes });
        await archive([
          ...[1, 2, 3, 4, 5].map((n) => line(n)),
          line(6, { id: 'other stream', timestampMs: sampleTimeMs + 3_500, logStream: 'two' }),
          line(7, { id: 'other group', timestampMs: sampleTimeMs + 2_500, logGroup: '/app/other' }),
          line(8, { id: 'long before', timestampMs: sampleTimeMs - 2 * 60 * minuteMs }),
        ]);
        const at = { id: 'l3', timestampMs: sampleTimeMs + 3_000, account: '111122223333', logGroup: '/app/web' };
        const ids = async (changes: object) =>
          (await reads.context({ ...at, ...changes, fields: ['id'] })).lines.map(({ id }) => id);
        expect(await ids({ logStream: 'one', before: 1, after: 1 })).toEqual(['l2', 'l3', 'l4']);
        expect(await ids({ before: 0, after: 2 })).toEqual(['l3', 'other stream', 'l4']);
        expect(await ids({ before: 10, after: 10, logStream: 'one' })).toEqual(['l1', 'l2', 'l3', 'l4', 'l5']);
        expect(await ids({ id: 'gone', before: 0, after: 0 })).toEqual([]);
      }));

    it.each<[string, object, string]>([
      ['a span longer than one question may ask about', { toMs: sampleTimeMs + 93 * dayMs }, 'bad_query'],
      ['a time beyond every partition', { toMs: 8.64e15 }, 'bad_query'],
      ['an attribute whose name is none', { attributes: [{ name: `x"]') OR 1=1 --`, value: '' }] }, 'bad_query'],
      ['U+0000', { text: 'a\0b' }, 'bad_query'],
      ['more rows than a page may hold', { limit: 1_001 }, 'bad_query'],
      ['a cursor of another question', { cursor: 'WyJmaW5kaW5ncy9uZXdlc3QiLDEsImEiXQ' }, 'bad_cursor'],
    ])('refuses %s', (_, query, code) =>
      withSubject(make, async ({ reads }) => {
        expect(await codeOf(reads.events({ ...span, ...query }))).toBe(code);
      }),
    );
  });

  describe(`${name}, asked how many and who`, () => {
    it('counts events by time and field, and says when there are more', () =>
      withSample(async ({ reads }) => {
        expect(await reads.eventCounts(span)).toEqual({
          counts: [{ startMs: sampleTimeMs, events: 5 }],
          isCut: false,
        });
        const byDataset = { ...span, by: 'dataset' as const, stepMs: 60 * minuteMs };
        const counts = [
          { startMs: sampleTimeMs, key: 'application', events: 2 },
          { startMs: sampleTimeMs, key: 'cloudtrail', events: 2 },
          { startMs: sampleTimeMs + 180 * minuteMs, key: 'cloudtrail', events: 1 },
        ];
        expect(await reads.eventCounts(byDataset)).toEqual({ counts, isCut: false });
        expect(await reads.eventCounts({ ...byDataset, limit: 2 })).toEqual({
          counts: counts.slice(0, 2),
          isCut: true,
        });
        expect((await reads.eventCounts({ ...span, text: 'nowhere' })).counts).toEqual([]);
      }));

    it('names identities and addresses, the busiest first', () =>
      withSample(async ({ reads }) => {
        const { actors, isCut } = await reads.actors({ ...span, by: 'identity' });
        expect(isCut).toBe(false);
        expect(actors).toEqual([
          {
            actor: 'ana',
            events: 2,
            failures: 1,
            firstSeenMs: sampleTimeMs + 5 * minuteMs,
            lastSeenMs: sampleTimeMs + 6 * minuteMs,
            others: 2,
            accounts: 2,
          },
          expect.objectContaining({ actor: hostile, events: 1, failures: 0, others: 1 }),
        ]);
        const addresses = await reads.actors({ ...span, by: 'address', limit: 1 });
        expect(addresses).toEqual({
          actors: [expect.objectContaining({ actor: '192.0.2.1', others: 2 })],
          isCut: true,
        });
      }));
  });
};
