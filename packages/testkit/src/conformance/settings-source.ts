import { describe, expect, it } from '@jest/globals';
import type { SettingsSource } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

export interface SettingsSourceSubject extends Subject<SettingsSource> {
  readonly put: (name: string, text: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

const names = ['thresholds', 'mutes', 'routes', 'outputs', 'grouping'];

/** The contract of `SettingsSource`: the texts as they were written, a new mark for each new text, nothing for what is not there. */
export const describeSettingsSource = (name: string, make: MakeSubject<SettingsSourceSubject>): void => {
  describe(`${name} as a source of settings`, () => {
    it('has no documents before any was written', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.load(names)).toEqual([]);
      }));

    it.each([
      ['a small one', '{"version":2,"mutes":[]}'],
      ['one of any script', '{"reason":"größe 日本語 \\ud83d\\ude00"}'],
      ['one that is not JSON: checking is not its part', '{"version":'],
      ['one of eight thousand characters', JSON.stringify({ text: 'x'.repeat(8_000) })],
    ])('gives a document as it was written: %s', (_, text) =>
      withSubject(make, async ({ store, put }) => {
        await put('mutes', text);
        expect((await store.load(names)).map((document) => [document.name, document.text])).toEqual([['mutes', text]]);
      }),
    );

    it('gives all that are there, and only those asked for', () =>
      withSubject(make, async ({ store, put }) => {
        for (const one of names) await put(one, `{"name":"${one}"}`);
        const loadedOf = async (asked: readonly string[]): Promise<readonly string[]> =>
          (await store.load(asked)).map((document) => document.name).toSorted();
        expect(await loadedOf(names)).toEqual(names.toSorted());
        expect(await loadedOf(['routes', 'mutes'])).toEqual(['mutes', 'routes']);
        expect(await loadedOf([])).toEqual([]);
      }));

    it('marks each new text with another version, and the same text always alike', () =>
      withSubject(make, async ({ store, put }) => {
        const versionOf = async (): Promise<string | undefined> => (await store.load(['mutes']))[0]?.version;
        await put('mutes', '{"a":1}');
        const first = await versionOf();
        expect(await versionOf()).toBe(first);
        await put('mutes', '{"a":2}');
        const second = await versionOf();
        expect(second).not.toBe(first);
        expect(second).toMatch(/^[A-Za-z0-9_.:/-]{1,100}$/);
      }));

    it('no longer has what was removed', () =>
      withSubject(make, async ({ store, put, remove }) => {
        await put('mutes', '{"a":1}');
        await put('routes', '{"b":1}');
        await store.load(names);
        await remove('mutes');
        expect((await store.load(names)).map((document) => document.name)).toEqual(['routes']);
      }));
  });
};
