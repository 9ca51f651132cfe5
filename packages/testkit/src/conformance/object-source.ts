import { describe, expect, it } from '@jest/globals';
import type { ObjectSource } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

export interface ObjectSourceSubject extends Subject<ObjectSource> {
  readonly bucket: string;
  /** Puts an object and gives back the id of the version, where the bucket keeps versions. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<string | undefined>;
}

const key = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/15/111122223333_CloudTrail_eu-west-1_1.json.gz';

const contents: readonly { readonly what: string; readonly bytes: Uint8Array }[] = [
  { what: 'an empty object', bytes: new Uint8Array() },
  { what: 'one byte', bytes: Uint8Array.of(0) },
  { what: 'bytes that are no text', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
  { what: 'three megabytes', bytes: Uint8Array.from({ length: 3 * 1_048_576 }, (_, index) => (index * 31) % 251) },
];

const whole = async (opened: AsyncIterable<Uint8Array> | 'not_found'): Promise<Buffer | 'not_found'> => {
  if (opened === 'not_found') return opened;
  const parts: Uint8Array[] = [];
  for await (const part of opened) parts.push(part);
  return Buffer.concat(parts);
};

/** The contract of `ObjectSource`: the bytes as they were put, in order, or the word that there are none. */
export const describeObjectSource = (name: string, make: MakeSubject<ObjectSourceSubject>): void => {
  describe(`${name} as an object source`, () => {
    it.each(contents)('gives back $what', ({ bytes }) =>
      withSubject(make, async ({ store, bucket, put }) => {
        await put(key, bytes);
        const read = await whole(await store.open(bucket, key));
        expect(read === 'not_found' ? -1 : Buffer.compare(read, bytes)).toBe(0);
      }),
    );

    it('says when there is no such object', () =>
      withSubject(make, async ({ store, bucket, put }) => {
        await put(key, Uint8Array.of(1));
        expect(await store.open(bucket, `${key}.missing`)).toBe('not_found');
      }));

    it('takes a key as it is stored, with spaces, plus signs, percent signs and letters of any script', () =>
      withSubject(make, async ({ store, bucket, put }) => {
        const keys = ['a b.json', 'a+b.json', 'a%20b.json', 'größe/日本語.json'];
        for (const [index, one] of keys.entries()) await put(one, Uint8Array.of(index));
        const read = await Promise.all(keys.map(async (one) => whole(await store.open(bucket, one))));
        expect(read.map((bytes) => [...bytes])).toEqual(keys.map((_, index) => [index]));
      }));

    it('reads an object again from its beginning', () =>
      withSubject(make, async ({ store, bucket, put }) => {
        await put(key, Buffer.from('twice'));
        for (const time of [1, 2])
          expect([time, (await whole(await store.open(bucket, key))).toString()]).toEqual([time, 'twice']);
      }));

    it('lets an object go that is not read to its end', () =>
      withSubject(make, async ({ store, bucket, put }) => {
        await put(key, new Uint8Array(3 * 1_048_576));
        const opened = await store.open(bucket, key);
        if (opened !== 'not_found') for await (const part of opened) if (part.length > 0) break;
        expect((await whole(await store.open(bucket, key))).length).toBe(3 * 1_048_576);
      }));

    it('reads the version that is asked for', () =>
      withSubject(make, async ({ store, bucket, put }) => {
        const first = await put(key, Buffer.from('first'));
        await put(key, Buffer.from('second'));
        expect((await whole(await store.open(bucket, key))).toString()).toBe('second');
        if (first !== undefined)
          expect((await whole(await store.open(bucket, key, { versionId: first }))).toString()).toBe('first');
      }));
  });
};
