import { describe, expect, it } from '@jest/globals';
import type { CountedIdStore, IdEntry } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

const entry = (page: string, number: number, ...fingerprints: string[]): IdEntry => ({
  page,
  number,
  claims: [{ owner: '9f86d081884c7d659a2feaa0c55ad015', fingerprints }],
});

/** The contract of `CountedIdStore`. */
export const describeCountedIds = (name: string, make: MakeSubject<Subject<CountedIdStore>>): void => {
  describe(`${name} as a store of counted ids`, () => {
    it('gives the entries of several pages back as they are, from a number on', () =>
      withSubject(make, async ({ store }) => {
        const long = `111122223333:${'é'.repeat(600)} 1768478400000`;
        const two = { owner: '60303ae22b998861bce3b28f33eec1be', fingerprints: ['ffeeddccbbaa'] };
        const entries = [
          entry('a 0', 0, '00112233445f', 'aabbccddeeff'),
          { ...entry('a 0', 1, '000000000001'), claims: [...entry('a 0', 1, '000000000001').claims, two] },
          entry('a 300000', 0, '00112233445f'),
          entry(long, 0, '0123456789ab'),
        ];
        for (const one of entries) expect(await store.append([one])).toEqual([]);
        expect(await store.read([{ page: 'a 0', from: 0 }])).toEqual(entries.slice(0, 2));
        expect(
          await store.read([
            { page: 'a 0', from: 1 },
            { page: 'a 300000', from: 0 },
          ]),
        ).toEqual(entries.slice(1, 3));
        expect(await store.read([{ page: long, from: 0 }])).toEqual(entries.slice(3));
        expect(
          await store.read([
            { page: 'a 0', from: 2 },
            { page: 'b 0', from: 0 },
          ]),
        ).toEqual([]);
        expect(await store.read([])).toEqual([]);
      }));

    it('refuses a number that is taken, and appends to the other pages', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.append([entry('a 0', 0, '000000000001')])).toEqual([]);
        expect(await store.append([entry('a 0', 0, '000000000002'), entry('b 0', 0, '000000000003')])).toEqual(['a 0']);
        expect(
          await store.read([
            { page: 'a 0', from: 0 },
            { page: 'b 0', from: 0 },
          ]),
        ).toEqual([entry('a 0', 0, '000000000001'), entry('b 0', 0, '000000000003')]);
      }));

    it('lets one of those win that append at the same time', () =>
      withSubject(make, async ({ store }) => {
        const answers = await Promise.all(
          ['000000000001', '000000000002', '000000000003'].map((id) => store.append([entry('a 0', 0, id)])),
        );
        expect(answers.filter((refused) => refused.length === 0)).toHaveLength(1);
        expect(await store.read([{ page: 'a 0', from: 0 }])).toHaveLength(1);
      }));

    it('keeps many entries of a page in their order, and an entry of 2,000 ids', () =>
      withSubject(make, async ({ store }) => {
        const ids = Array.from({ length: 2_000 }, (_, n) => (n * 7).toString(16).padStart(12, '0'));
        for (let number = 0; number < 12; number += 1) await store.append([entry('a 0', number, ...ids.slice(number))]);
        const read = await store.read([{ page: 'a 0', from: 0 }]);
        expect(read.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, number) => number));
        expect(read[0]?.claims[0]?.fingerprints.toSorted()).toEqual(ids);
      }));
  });
};
