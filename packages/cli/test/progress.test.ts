import { describe, expect, it } from '@jest/globals';
import { createProgress, startCounter } from '../src/analyze/progress.ts';

const file = (sizeBytes: number, isStream?: true) => ({
  name: 'x',
  path: 'x',
  sizeBytes,
  modifiedMs: 0,
  ...(isStream && { isStream }),
});

/** What was written after `rawBytes` of a run of two files of 1,000 bytes at `timeMs`. */
const written = (rawBytes: number, timeMs: number, files = [file(500), file(500)]): string => {
  let nowMs = 0;
  const lines: string[] = [];
  const progress = createProgress({ write: (text) => lines.push(text) }, () => nowMs, false);
  nowMs = timeMs;
  progress.update('orders.log', 2_500_000, { ...startCounter(files), events: 300, rawBytes, file: 2 });
  return lines.join('');
};

describe('progress', () => {
  it.each([
    ['per cent, files and time left', 250, 10_000, '25 %, file 2 of 2, 30 s left, orders.log: 2.5 MB read'],
    ['minutes', 50, 60_000, '5 %, file 2 of 2, 19 min left, orders.log'],
    ['hours', 20, 120_000, '2 %, file 2 of 2, 1 h 38 min left, orders.log'],
    ['no time left while it would be a guess', 5, 10_000, '0 %, file 2 of 2, orders.log'],
    ['at most 100 per cent of a file that grew', 3_000, 10_000, '100 %, file 2 of 2, 0 s left, orders.log'],
  ])('says %s', (_, rawBytes, timeMs, expected) => {
    expect(written(rawBytes, timeMs)).toContain(expected);
  });

  it('says no share of a stream, whose length nobody knows', () => {
    expect(written(250, 10_000, [file(500), file(0, true)])).toMatch(/^orders\.log: 2\.5 MB read, 300 events in all/);
  });
});
