import { describe, expect, it } from '@jest/globals';
import { spentCpuMs } from '@bellwether/testkit';
import fc from 'fast-check';
import type { ReadContext } from '../src/reader.ts';
import { readers } from '../src/registry.ts';
import { awkwardObject, extremes, mutated } from './hostile-input.ts';

const context: ReadContext = {
  origin: { account: '', region: '', logGroup: '', logStream: '' },
  receivedMs: Date.UTC(2023, 5, 15),
};

/** Milliseconds that one extreme may take; a reader that is quadratic in its length takes a minute and more. */
const extremeMs = 5_000;

/** Inputs a reader is given. The nightly tier asks for 100,000. */
const runs = Number(process.env['BELLWETHER_FUZZ_RUNS'] ?? 2_000);
/** Milliseconds that one reader may take: the extremes apart, an input takes well below half of one. */
const limitMs = 60_000 + runs * 10;

describe('every reader', () => {
  it('is given a whole number of inputs', () => {
    expect(Number.isInteger(runs) && runs > 0).toBe(true);
  });

  it('is found by reflection, and there are many', () => {
    expect(readers.length).toBeGreaterThan(30);
  });

  describe.each(readers.map((reader) => [reader.format, reader] as const))('%s', (_format, reader) => {
    const check = (text: string): void => {
      const score = reader.recognise(text);
      expect(score >= 0 && score <= 1).toBe(true);
      const outcome = reader.read({ text }, context);
      expect(['record', 'failure', 'dropped']).toContain(outcome.kind);
      if (outcome.kind !== 'record') return;
      expect(typeof outcome.record.message).toBe('string');
      for (const value of Object.values(outcome.record.attributes))
        expect(['string', 'number', 'boolean', 'object']).toContain(typeof value);
      if (outcome.record.timestampMs !== undefined) expect(Number.isFinite(outcome.record.timestampMs)).toBe(true);
    };

    it(
      'gives an outcome for any text',
      () => {
        fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), mutated, awkwardObject), check), {
          numRuns: runs,
        });
      },
      limitMs,
    );

    it('gives an outcome for extremes', () => {
      for (const text of extremes) {
        expect(spentCpuMs(() => check(text))).toBeLessThan(extremeMs);
      }
    });

    it('reads the same line the same way every time', () => {
      fc.assert(
        fc.property(mutated, (text) => {
          expect(reader.read({ text }, context)).toEqual(reader.read({ text }, context));
        }),
        { numRuns: 50 },
      );
    });
  });
});
