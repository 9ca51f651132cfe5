import type { DropReason, ReadFailureCode } from '@bellwether/log-model';

/**
 * What became of every record: `received = classified + sum(unreadable) + sum(dropped)`. Nothing disappears.
 *
 * A log event inside a CloudWatch Logs envelope is a record here; an envelope that cannot be opened is one record.
 */
export interface RecordAccounting {
  readonly received: number;
  readonly classified: number;
  readonly unreadable: Readonly<Partial<Record<ReadFailureCode | 'processing_failed', number>>>;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
}

export const emptyAccounting: RecordAccounting = { received: 0, classified: 0, unreadable: {}, dropped: {} };

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Whether nothing was lost on the way. */
export const isConserved = (accounting: RecordAccounting): boolean =>
  accounting.received === accounting.classified + sumOf(accounting.unreadable) + sumOf(accounting.dropped);

/** Counts outcomes while a batch is understood. */
export class AccountingCounter {
  #received = 0;
  #classified = 0;
  readonly #unreadable: Partial<Record<ReadFailureCode | 'processing_failed', number>> = {};
  readonly #dropped: Partial<Record<DropReason, number>> = {};

  classified(count = 1): void {
    this.#received += count;
    this.#classified += count;
  }

  unreadable(code: ReadFailureCode | 'processing_failed'): void {
    this.#received += 1;
    this.#unreadable[code] = (this.#unreadable[code] ?? 0) + 1;
  }

  dropped(reason: DropReason, count = 1): void {
    if (count === 0) return;
    this.#received += count;
    this.#dropped[reason] = (this.#dropped[reason] ?? 0) + count;
  }

  total(): RecordAccounting {
    return {
      received: this.#received,
      classified: this.#classified,
      unreadable: { ...this.#unreadable },
      dropped: { ...this.#dropped },
    };
  }
}

/** The sum of two accountings. */
export const addAccounting = (left: RecordAccounting, right: RecordAccounting): RecordAccounting => {
  const sum = <Key extends string>(
    a: Partial<Record<Key, number>>,
    b: Partial<Record<Key, number>>,
  ): Partial<Record<Key, number>> => {
    const total: Partial<Record<Key, number>> = { ...a };
    for (const key of Object.keys(b) as Key[]) total[key] = (total[key] ?? 0) + (b[key] ?? 0);
    return total;
  };
  return {
    received: left.received + right.received,
    classified: left.classified + right.classified,
    unreadable: sum(left.unreadable, right.unreadable),
    dropped: sum(left.dropped, right.dropped),
  };
};

/**
 * The account of a batch of which some records were counted elsewhere already: read, and dropped as duplicates.
 *
 * @param repeats  of the records that were classified; integer
 */
export const withRepeats = (accounting: RecordAccounting, repeats: number): RecordAccounting => {
  if (repeats === 0) return accounting;
  const { classified, dropped } = accounting;
  return {
    ...accounting,
    classified: classified - repeats,
    dropped: { ...dropped, duplicate: (dropped.duplicate ?? 0) + repeats },
  };
};
