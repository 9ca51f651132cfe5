import { describe, expect, it } from '@jest/globals';
import type { Detector, DetectorInputs, Evidence } from '@bellwether/log-model';
import fc from 'fast-check';

/** One input of a detector, with its state. */
export type DetectorCase<Over extends Detector['over']> = DetectorInputs[Over];

export interface DetectorCases<Over extends Detector['over']> {
  /** Inputs with evidence in them; at least one. */
  readonly speaks: readonly DetectorCase<Over>[];
  /** Inputs like those, on too little data to say anything; at least one. */
  readonly tooLittle: readonly DetectorCase<Over>[];
  /** Any input at all, hostile texts and extreme numbers included. */
  readonly any: fc.Arbitrary<DetectorCase<Over>>;
}

/** Greatest number of pieces of evidence that one input gives, and the size of each as JSON, in characters. */
const maxPieces = 50;
const maxLength = 20_000;

/** What is asked of each piece of evidence, whatever the input was. */
const expectWhole = (evidence: Evidence, over: Detector['over']): void => {
  expect(evidence.rule).not.toBe('');
  expect(evidence.title).not.toBe('');
  expect(evidence.dedupeKey).not.toBe('');
  expect(evidence.score).toBeGreaterThanOrEqual(0);
  expect(evidence.score).toBeLessThanOrEqual(1);
  expect(evidence.reasons.length).toBeGreaterThan(0);
  // A sentence: begins with a capital or a number, has more than one word, and stays on its line.
  for (const reason of evidence.reasons) expect(reason).toMatch(/^\S.*\s\S/u);
  expect(evidence.reasons.some((reason) => /^[\p{Lu}\d]/u.test(reason) || reason.endsWith('.'))).toBe(true);
  expect(JSON.stringify(evidence).length).toBeLessThanOrEqual(maxLength);
  if (over === 'event') return;
  const { observed } = evidence;
  expect(observed).toBeDefined();
  if (observed === undefined) return;
  expect(observed.firstSeenMs).toBeLessThanOrEqual(observed.lastSeenMs);
  expect(observed.count).toBeGreaterThanOrEqual(0);
};

/** A detector of one kind, as far as the suite asks it. */
interface Asked<Over extends Detector['over']> {
  readonly id: string;
  readonly over: Over;
  readonly evaluate: (input: DetectorCase<Over>['input'], state: DetectorCase<Over>['state']) => readonly Evidence[];
}

/**
 * The contract of a detector: it answers the same however often and in whatever order it is asked, explains itself, is silent on too
 * little data, changes nothing that it is given, and is bounded whatever a log says.
 *
 * @param open  makes the detector anew
 */
export const describeDetector = <Over extends Detector['over']>(
  open: () => Asked<Over>,
  { speaks, tooLittle, any }: DetectorCases<Over>,
): void => {
  const ask = (detector: Asked<Over>, { input, state }: DetectorCase<Over>): readonly Evidence[] =>
    detector.evaluate(input, state);

  describe(`${open().id} as a detector`, () => {
    it('has an id that a metric or a setting can name', () => {
      expect(open().id).toMatch(/^[a-z][a-z\d-]{1,40}$/);
    });

    it('explains itself in sentences wherever it speaks', () => {
      expect(speaks.length).toBeGreaterThan(0);
      for (const one of speaks) {
        const found = ask(open(), one);
        expect(found.length).toBeGreaterThan(0);
        for (const evidence of found) expectWhole(evidence, open().over);
      }
    });

    it('is silent on too little data', () => {
      expect(tooLittle.length).toBeGreaterThan(0);
      for (const one of tooLittle) expect(ask(open(), one)).toEqual([]);
    });

    it('answers the same however often and in whatever order it is asked', () => {
      const cases = fc.array(fc.oneof(any, fc.constantFrom(...speaks, ...tooLittle)), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(cases, (inputs) => {
          const alone = inputs.map((one) => ask(open(), one));
          const [forwards, backwards] = [open(), open()];
          expect(inputs.map((one) => ask(forwards, one))).toEqual(alone);
          expect(inputs.map((one) => ask(forwards, one))).toEqual(alone);
          expect(
            inputs
              .toReversed()
              .map((one) => ask(backwards, one))
              .toReversed(),
          ).toEqual(alone);
        }),
        { numRuns: 50 },
      );
    });

    it('is bounded and whole whatever a log says, and changes nothing that it is given', () => {
      fc.assert(
        fc.property(any, (one) => {
          const before = JSON.stringify(one);
          const found = ask(open(), one);
          expect(found.length).toBeLessThanOrEqual(maxPieces);
          for (const evidence of found) expectWhole(evidence, open().over);
          expect(JSON.stringify(one)).toBe(before);
        }),
        { numRuns: 100 },
      );
    });
  });
};
