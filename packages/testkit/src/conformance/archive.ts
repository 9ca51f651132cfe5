import { describe, expect, it } from '@jest/globals';
import type { Archive, Quarantine } from '@bellwether/ports';
import { makeQuarantined } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

export interface ArchiveSubject extends Subject<Archive> {
  /** The bytes of an object, `undefined` when there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Paths of all objects. */
  readonly paths: () => Promise<readonly string[]>;
}

export interface QuarantineSubject extends Subject<Quarantine> {
  /** The record kept under a path, as far as it can be read back: its bytes and reason at least. */
  readonly read: (path: string) => Promise<{ readonly bytes: Uint8Array; readonly reason: string } | undefined>;
  /** How many records are kept. */
  readonly count: () => Promise<number>;
}

const path = 'events/dataset=eks/date=2026-01-15/hour=12/shard-1-0001.ndjson.gz';

const contents: readonly { readonly what: string; readonly bytes: Uint8Array }[] = [
  { what: 'an empty object', bytes: new Uint8Array() },
  { what: 'one byte', bytes: Uint8Array.of(0) },
  { what: 'bytes that are no text', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
  { what: 'a megabyte', bytes: new Uint8Array(1_048_576).fill(7) },
  { what: 'a part of a larger buffer', bytes: new Uint8Array(100).fill(3).subarray(10, 20) },
];

/** The contract of `Archive`: whole objects, once a path. */
export const describeArchive = (name: string, make: MakeSubject<ArchiveSubject>): void => {
  describe(`${name} as an archive`, () => {
    it.each(contents)('keeps $what', ({ bytes }) =>
      withSubject(make, async ({ store, read }) => {
        await store.write(path, bytes);
        expect(Buffer.compare((await read(path)) ?? Buffer.from('absent'), bytes)).toBe(0);
      }),
    );

    it('changes nothing when the same is written again, also at once', () =>
      withSubject(make, async ({ store, read, paths }) => {
        const bytes = Buffer.from('{"id":"1"}\n');
        await store.write(path, bytes);
        await Promise.all([store.write(path, bytes), store.write(path, bytes)]);
        expect(Buffer.compare((await read(path)) ?? Buffer.alloc(0), bytes)).toBe(0);
        expect(await paths()).toEqual([path]);
      }));

    it('keeps what was written when the caller uses its buffer again', () =>
      withSubject(make, async ({ store, read }) => {
        const bytes = Buffer.from('first');
        await store.write(path, bytes);
        bytes.fill(0);
        expect(Buffer.from((await read(path)) ?? []).toString()).toBe('first');
      }));

    it('keeps many objects apart', () =>
      withSubject(make, async ({ store, read, paths }) => {
        const many = Array.from(
          { length: 12 },
          (_, index) => `events/dataset=eks/date=2026-01-15/hour=${String(index).padStart(2, '0')}/a=b+c ü.ndjson.gz`,
        );
        await Promise.all(many.map((one, index) => store.write(one, Uint8Array.of(index))));
        expect((await paths()).toSorted()).toEqual(many);
        expect([...((await read(many[11] ?? '')) ?? [])]).toEqual([11]);
      }));
  });
};

/** The contract of `Quarantine`: every record whole, once a path. */
export const describeQuarantine = (name: string, make: MakeSubject<QuarantineSubject>): void => {
  describe(`${name} as a quarantine`, () => {
    it.each(contents)('keeps a record of $what whole, with its reason', ({ bytes }) =>
      withSubject(make, async ({ store, read }) => {
        await store.keep(makeQuarantined({ bytes }));
        const kept = await read(makeQuarantined().path);
        expect(kept?.reason).toBe('bad_gzip');
        expect(Buffer.compare(kept?.bytes ?? Buffer.from('absent'), bytes)).toBe(0);
      }),
    );

    it('keeps a record given twice once', () =>
      withSubject(make, async ({ store, count }) => {
        await store.keep(makeQuarantined());
        await store.keep(makeQuarantined());
        expect(await count()).toBe(1);
      }));

    it('keeps an origin and a sentence in every script', () =>
      withSubject(make, async ({ store, read }) => {
        await store.keep(makeQuarantined({ origin: '/größe/日本語 🦊\r\n', sentence: 'The record is "odd" – ü.' }));
        expect(await read(makeQuarantined().path)).toBeDefined();
      }));

    it('keeps records of different paths apart', () =>
      withSubject(make, async ({ store, read, count }) => {
        await store.keep(makeQuarantined({ path: 'a/1', bytes: Uint8Array.of(1) }));
        await store.keep(makeQuarantined({ path: 'a/2', bytes: Uint8Array.of(2), reason: 'empty' }));
        expect(await count()).toBe(2);
        expect((await read('a/2'))?.reason).toBe('empty');
      }));
  });
};
