import { expect, it } from '@jest/globals';
import type { FindingStore } from '@bellwether/ports';
import { makeFinding, sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

/** The part of the contract of `FindingStore` that bounds what one log source can make. */
export const itKeepsFindingsInBounds = (make: MakeSubject<Subject<FindingStore>>): void => {
  it('takes back a finding that makes room for others, which may be raised again', () =>
    withSubject(make, async ({ store }) => {
      await store.raise(makeFinding({ count: 7 }));
      await store.raise(makeFinding({ id: 'finding-2', dedupeKey: 'other' }));
      await store.displace('finding-1');
      await store.displace('unknown');
      expect(await store.get('finding-1')).toBeUndefined();
      expect(
        (await store.find({ fromMs: 0, toMs: sampleTimeMs * 2, limit: 100 })).map(({ finding }) => finding.id),
      ).toEqual(['finding-2']);
      expect(await store.list(0, sampleTimeMs * 2, 10)).toHaveLength(1);
      expect(await store.raise(makeFinding())).toEqual({ finding: makeFinding() });
      expect(await store.get('finding-1')).toEqual({ finding: makeFinding() });
    }));

  it('keeps a finding that a person looks after, whatever makes room', () =>
    withSubject(make, async ({ store }) => {
      await store.raise(makeFinding());
      await store.setStatus('finding-1', { state: 'suppressed', sinceMs: sampleTimeMs + 9_000 });
      await store.displace('finding-1');
      expect((await store.get('finding-1'))?.finding).toEqual(makeFinding());
    }));

  it('keeps the admissions of each log source and window, of each version one', () =>
    withSubject(make, async ({ store }) => {
      const scope = '111122223333:/größe';
      expect(await store.loadAdmissions(scope, sampleTimeMs)).toBeUndefined();
      const first = { version: 1, state: '{"listed":["ä"]}' };
      expect(await store.saveAdmissions(scope, sampleTimeMs, { ...first, version: 2 })).toBe('changed');
      expect(await store.saveAdmissions(scope, sampleTimeMs, first)).toBe('saved');
      expect(await store.saveAdmissions(scope, sampleTimeMs, { version: 1, state: 'other' })).toBe('changed');
      expect(await store.loadAdmissions(scope, sampleTimeMs)).toEqual(first);
      const second = { version: 2, state: 'x'.repeat(50_000) };
      expect(await store.saveAdmissions(scope, sampleTimeMs, second)).toBe('saved');
      expect(await store.saveAdmissions(scope, sampleTimeMs, { version: 2, state: 'y' })).toBe('changed');
      expect(await store.loadAdmissions(scope, sampleTimeMs)).toEqual(second);
      expect(await store.loadAdmissions(scope, sampleTimeMs + 1)).toBeUndefined();
      expect(await store.loadAdmissions(`${scope}2`, sampleTimeMs)).toBeUndefined();
      expect(await store.list(0, sampleTimeMs * 2, 10)).toEqual([]);
    }));
};
