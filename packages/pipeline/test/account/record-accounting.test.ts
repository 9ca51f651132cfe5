import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addAccounting,
  emptyAccounting,
  isConserved,
  type RecordAccounting,
  AccountingCounter,
} from '@bellwether/pipeline';

const anyAccounting: fc.Arbitrary<RecordAccounting> = fc
  .array(
    fc.oneof(
      fc.constant((accounting: AccountingCounter) => accounting.classified()),
      fc
        .constantFrom('empty', 'bad_json', 'processing_failed')
        .map((code) => (accounting: AccountingCounter) => accounting.unreadable(code)),
      fc.nat({ max: 5 }).map((count) => (accounting: AccountingCounter) => accounting.dropped('own_logs', count)),
    ),
    { maxLength: 30 },
  )
  .map((steps) => {
    const counter = new AccountingCounter();
    for (const step of steps) step(counter);
    return counter.total();
  });

describe('a record accounting', () => {
  it('begins with nothing, and nothing is lost in it', () => {
    expect(new AccountingCounter().total()).toEqual(emptyAccounting);
    expect(isConserved(emptyAccounting)).toBe(true);
  });

  it('has no reason that came to nothing', () => {
    const accounting = new AccountingCounter();
    accounting.dropped('own_logs', 0);
    expect(accounting.total()).toEqual(emptyAccounting);
  });

  it('does not change any more once it was given away', () => {
    const counter = new AccountingCounter();
    counter.unreadable('empty');
    const before = counter.total();
    counter.unreadable('empty');
    expect(before.unreadable).toEqual({ empty: 1 });
  });

  it.each<[string, RecordAccounting, boolean]>([
    [
      'one that accounts for everything',
      { received: 6, classified: 1, unreadable: { empty: 2 }, dropped: { blank: 3 } },
      true,
    ],
    ['one that lost a record', { received: 7, classified: 1, unreadable: { empty: 2 }, dropped: { blank: 3 } }, false],
    ['one that made a record up', { received: 1, classified: 2, unreadable: {}, dropped: {} }, false],
  ])('tells whether nothing was lost: %s', (_, accounting, isWhole) => {
    expect(isConserved(accounting)).toBe(isWhole);
  });

  it('adds up, in any order, and stays whole', () => {
    fc.assert(
      fc.property(anyAccounting, anyAccounting, anyAccounting, (a, b, c) => {
        expect(addAccounting(a, b)).toEqual(addAccounting(b, a));
        expect(addAccounting(addAccounting(a, b), c)).toEqual(addAccounting(a, addAccounting(b, c)));
        expect(addAccounting(a, emptyAccounting)).toEqual(a);
        expect(isConserved(addAccounting(a, b))).toBe(true);
      }),
    );
  });
});
