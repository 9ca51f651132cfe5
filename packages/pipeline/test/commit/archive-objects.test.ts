import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEventLine, readLakePath, splitPayloads } from '@bellwether/lake';
import { hourMs, datasets, type LogEvent, type Dataset } from '@bellwether/log-model';
import {
  archivedOf,
  archiveObjectsOf,
  deployedArchive,
  payloadsOf,
  type BatchPayload,
  type UnderstoodBatch,
} from '@bellwether/pipeline';
import { sampleTimeMs } from '@bellwether/testkit';

const eventOf = (n: number, dataset: Dataset, timestampMs = sampleTimeMs): LogEvent => ({
  id: `e${n}`,
  timestampMs,
  dataset,
  account: '111122223333',
  region: '',
  logGroup: '/app',
  logStream: 'one',
  severity: 'INFO',
  category: 'general',
  message: `served ${n}`,
  attributes: { count: n },
  templateId: 't',
});

const batchOf = (events: readonly LogEvent[], payloads?: readonly BatchPayload[]): UnderstoodBatch => ({
  shard: 'logs-0',
  firstSequence: '1',
  lastSequence: '9',
  events: events.map((event, n) => ({ sequence: String(n + 1), event, evidence: [] })),
  quarantined: [],
  accounting: { received: events.length, classified: events.length, unreadable: {}, dropped: {} },
  ...(payloads === undefined ? {} : { payloads }),
});

const many = (count: number, dataset: Dataset, timestampMs?: number): LogEvent[] =>
  Array.from({ length: count }, (_, n) => eventOf(n, dataset, timestampMs));

const eventsIn = (objects: ReturnType<typeof archiveObjectsOf>) =>
  objects.flatMap(({ path, bytes }) => {
    const { dataset = '', hourMs: startMs = 0 } = readLakePath(path) ?? {};
    const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
    return lines.map((line) => ({ startMs, ...readEventLine(line, dataset) }));
  });

const payloadOf = (n: number, dataset: Dataset, events: number, firstMs = sampleTimeMs): BatchPayload => ({
  sequence: String(n),
  arrivalMs: sampleTimeMs,
  dataset,
  events,
  firstMs,
  lastMs: firstMs,
  bytes: gzipSync(`{"n":${n}}`),
});

const partition = (path: string): string => path.split('/').slice(0, 4).join('/');

describe('archiving understood events', () => {
  it.each([
    ['one dataset in one object', many(3, 'eks'), 2, ['dataset=eks']],
    ['small datasets together', [...many(1, 'eks'), ...many(1, 'rds')], 2, ['dataset=mixed']],
    ['a large dataset alone', [...many(2, 'eks'), ...many(1, 'rds')], 2, ['dataset=eks', 'dataset=rds']],
    [
      'a large one alone and small ones together',
      [...many(2, 'eks'), ...many(1, 'rds'), ...many(1, 'ec2')],
      2,
      ['dataset=eks', 'dataset=mixed'],
    ],
    [
      'every dataset alone where nothing is said',
      [...many(1, 'eks'), ...many(1, 'rds')],
      0,
      ['dataset=eks', 'dataset=rds'],
    ],
  ])('puts %s', (_, events, ownObjectEvents, expected) => {
    const paths = archiveObjectsOf(batchOf(events), { kind: 'redacted', ownObjectEvents }).map(({ path }) => path);
    expect(paths.map((path) => path.split('/')[1])).toEqual(expected);
    expect(new Set(paths.map((path) => readLakePath(path)?.records?.last))).toEqual(new Set(['9']));
  });

  it('keeps with an event where it came from, what orders it and what rules found in it', () => {
    const [understood] = batchOf(many(1, 'cloudtrail')).events;
    if (understood === undefined) throw new Error('There is no event.');
    const evidence = (kind: 'rule' | 'anomaly') => ({
      sequence: '1',
      event: understood.event,
      scope: 's',
      evidence: { kind, rule: `${kind}-1`, title: 't', severity: 'ERROR' as const, score: 0.5, dedupeKey: 'k', resources: {}, reasons: ['r'] }, // prettier-ignore
    });
    const whole = {
      ...understood,
      isOfDocument: true,
      evidence: [evidence('anomaly'), evidence('rule')],
      provenance: {
        ingestionPath: 'stream' as const,
        origin: { account: '', region: '', logGroup: '', logStream: '' },
        declaredDataset: 'cloudtrail' as const,
      },
    };
    const { event } = understood;
    expect(archivedOf(understood)).toStrictEqual({ sequence: '1', event });
    expect(archivedOf({ ...whole, isOfDocument: false }, 'logs-0-key')).toEqual({
      shard: 'logs-0-key',
      sequence: '1',
      event,
      provenance: { ingestionPath: 'stream', declaredDataset: 'cloudtrail' },
      hits: [{ rule: 'rule-1', dedupeKey: 'k', resources: {}, reasons: [] }],
    });
    expect(archivedOf(whole)).toMatchObject({ isOfDocument: true });
  });

  it.each([
    ['payload' as const, { kind: 'payload' }],
    ['redacted' as const, { kind: 'redacted', ownObjectEvents: 10_000, gzipLevel: 6 }],
  ])('is paid for by the object and the byte where it is deployed: %s', (kind, policy) => {
    expect(deployedArchive(kind)).toEqual(policy);
  });

  it.each([[9], [1], [undefined]])('compresses as much as it is asked to: level %s, else 1', (gzipLevel) => {
    const [object] = archiveObjectsOf(batchOf(many(400, 'eks')), {
      kind: 'redacted',
      ...(gzipLevel === undefined ? {} : { gzipLevel }),
    });
    const bytes = object?.bytes ?? new Uint8Array();
    expect(Buffer.compare(bytes, gzipSync(gunzipSync(bytes), { level: gzipLevel ?? 1 }))).toBe(0);
  });

  it('keeps every event once, in its hour and with its dataset, whatever is put together', () => {
    const anyEvent = fc.tuple(fc.constantFrom(...datasets), fc.nat({ max: 3 * hourMs }));
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat({ max: 12 }), (drawn, ownObjectEvents) => {
        const events = drawn.map(([dataset, at], n) => eventOf(n, dataset, sampleTimeMs + at));
        const objects = archiveObjectsOf(batchOf(events), { kind: 'redacted', ownObjectEvents });
        expect(new Set(objects.map(({ path }) => path)).size).toBe(objects.length);
        const read = eventsIn(objects);
        const byId = (left?: LogEvent, right?: LogEvent) => ((left?.id ?? '') < (right?.id ?? '') ? -1 : 1);
        expect(read.map(({ event }) => event).sort(byId)).toEqual([...events].sort(byId));
        for (const { startMs, event } of read)
          expect(startMs).toBe(Math.floor((event?.timestampMs ?? 0) / hourMs) * hourMs);
      }),
      { numRuns: 60 },
    );
  });
});

describe('archiving raw records', () => {
  it('files each under the hour of its earliest event, small datasets together', () => {
    const payloads = [
      payloadOf(1, 'eks', 10_000),
      payloadOf(2, 'rds', 5),
      payloadOf(3, 'ec2', 5),
      payloadOf(4, 'eks', 5, sampleTimeMs + hourMs),
    ];
    const objects = archiveObjectsOf(batchOf([], payloads), { kind: 'payload' });
    expect(
      objects.map(({ path, bytes }) => [
        partition(path),
        splitPayloads(bytes).payloads.map(({ sequence }) => sequence),
      ]),
    ).toEqual([
      ['payloads/dataset=eks/date=2026-01-15/hour=12', ['1']],
      ['payloads/dataset=mixed/date=2026-01-15/hour=12', ['2', '3']],
      ['payloads/dataset=eks/date=2026-01-15/hour=13', ['4']],
    ]);
  });

  it('keeps the events of a batch without payloads, rather than nothing', () => {
    const [object] = archiveObjectsOf(batchOf(many(1, 'eks')), { kind: 'payload' });
    expect(partition(object?.path ?? '')).toBe('events/dataset=eks/date=2026-01-15/hour=12');
    const [together, ...others] = archiveObjectsOf(batchOf([...many(1, 'eks'), ...many(1, 'rds')]), {
      kind: 'payload',
    });
    expect([partition(together?.path ?? ''), others]).toEqual(['events/dataset=mixed/date=2026-01-15/hour=12', []]);
  });

  it('keeps events where events are asked for, although the records are at hand', () => {
    const [object] = archiveObjectsOf(batchOf(many(1, 'eks'), [payloadOf(1, 'eks', 1)]), { kind: 'redacted' });
    expect(partition(object?.path ?? '')).toBe('events/dataset=eks/date=2026-01-15/hour=12');
  });

  it('names the ordering key of a record that has one', () => {
    const batch = {
      ...batchOf([], [payloadOf(1, 'eks', 1), payloadOf(2, 'eks', 1)]),
      orderingKeys: new Map([['1', 'logs-0-0123456789abcdef']]),
    };
    const [object] = archiveObjectsOf(batch, { kind: 'payload' });
    expect(splitPayloads(object?.bytes ?? new Uint8Array()).payloads.map(({ orderingKey }) => orderingKey)).toEqual([
      '0123456789abcdef',
      undefined,
    ]);
  });

  it('takes from a batch the records whose events were read, with the span of their times', () => {
    const data = gzipSync('a record');
    const records = ['1', '2'].map((sequence) => ({ sequence, arrivalMs: sampleTimeMs, data }));
    const read = [eventOf(1, 'eks', 20), eventOf(2, 'rds', 10), eventOf(3, 'rds', 30)];
    const events = read.map((event) => ({ sequence: '2', event, evidence: [] }));
    expect(payloadsOf({ shard: 'logs-0', records }, events)).toEqual([
      { sequence: '2', arrivalMs: sampleTimeMs, dataset: 'rds', events: 3, firstMs: 10, lastMs: 30, bytes: data },
    ]);
  });
});
