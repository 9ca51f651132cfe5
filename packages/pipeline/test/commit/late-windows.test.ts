import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import { makeContribution, sampleTimeMs } from '@bellwether/testkit';
import { lateAfterMs, lateWindowsOf } from '../../src/commit/late-windows.ts';

const of = (windowStartMs: number, scope = '111122223333:/app/web') => makeContribution({ scope, windowStartMs });
const onTimeMs = sampleTimeMs + countWindowMs + lateAfterMs;

describe('the late windows of a batch', () => {
  it.each([
    ['one that ended ten minutes ago is on time', of(sampleTimeMs), onTimeMs - 1, 0],
    ['one that ended longer ago is late', of(sampleTimeMs), onTimeMs, 1],
    ['counters of rules are never late', of(0, 'signal#a-rule#111122223333#0'), onTimeMs, 0],
  ])('%s', (_, contribution, nowMs, late) => {
    expect(lateWindowsOf([contribution], nowMs)).toHaveLength(late);
  });

  it('are noted once each, with the time of the note', () => {
    const windows = [of(0), of(0), of(countWindowMs), of(0, '111122223333:/app/api')];
    expect(lateWindowsOf(windows, sampleTimeMs)).toEqual([
      { scope: '111122223333:/app/web', windowStartMs: 0, notedAtMs: sampleTimeMs },
      { scope: '111122223333:/app/web', windowStartMs: countWindowMs, notedAtMs: sampleTimeMs },
      { scope: '111122223333:/app/api', windowStartMs: 0, notedAtMs: sampleTimeMs },
    ]);
  });
});
