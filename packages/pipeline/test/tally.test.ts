import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addTallies, emptyTally, isConserved, type Tally, TallyCounter } from '@bellwether/pipeline';

const anyTally: fc.Arbitrary<Tally> = fc
  .array(
    fc.oneof(
      fc.constant((tally: TallyCounter) => tally.classified()),
      fc
        .constantFrom('empty', 'bad_json', 'processing_failed')
        .map((code) => (tally: TallyCounter) => tally.unreadable(code)),
      fc.nat({ max: 5 }).map((count) => (tally: TallyCounter) => tally.dropped('own_logs', count)),
    ),
    { maxLength: 30 },
  )
  .map((steps) => {
    const counter = new TallyCounter();
    for (const step of steps) step(counter);
    return counter.total();
  });

describe('a tally', () => {
  it('begins with nothing, and nothing is lost in it', () => {
    expect(new TallyCounter().total()).toEqual(emptyTally);
    expect(isConserved(emptyTally)).toBe(true);
  });

  it('has no reason that came to nothing', () => {
    const tally = new TallyCounter();
    tally.dropped('own_logs', 0);
    expect(tally.total()).toEqual(emptyTally);
  });

  it('does not change any more once it was given away', () => {
    const counter = new TallyCounter();
    counter.unreadable('empty');
    const before = counter.total();
    counter.unreadable('empty');
    expect(before.unreadable).toEqual({ empty: 1 });
  });

  it.each<[string, Tally, boolean]>([
    [
      'one that accounts for everything',
      { received: 6, classified: 1, unreadable: { empty: 2 }, dropped: { blank: 3 } },
      true,
    ],
    ['one that lost a record', { received: 7, classified: 1, unreadable: { empty: 2 }, dropped: { blank: 3 } }, false],
    ['one that made a record up', { received: 1, classified: 2, unreadable: {}, dropped: {} }, false],
  ])('tells whether nothing was lost: %s', (_, tally, isWhole) => {
    expect(isConserved(tally)).toBe(isWhole);
  });

  it('adds up, in any order, and stays whole', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
        expect(addTallies(a, b)).toEqual(addTallies(b, a));
        expect(addTallies(addTallies(a, b), c)).toEqual(addTallies(a, addTallies(b, c)));
        expect(addTallies(a, emptyTally)).toEqual(a);
        expect(isConserved(addTallies(a, b))).toBe(true);
      }),
    );
  });
});
