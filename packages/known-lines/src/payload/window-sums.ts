import type { CountContribution } from '@bellwether/log-model';
import { type Severity, type Dataset, countWindowMs, windowStart } from '@bellwether/log-events';

/** Events of one kind in one window. */
interface Sum {
  count: number;
}

/** What all events of a line kind add to: the fields of their severity, dataset and template. */
export interface CountCell {
  readonly severity: Severity;
  readonly dataset: Dataset;
  readonly templateId: string;
  /** Names of the fields that one event adds 1 to. */
  readonly fields: readonly string[];
  /** The sum that was added to last, and its window. */
  row: WindowRow | undefined;
  sum: Sum;
}

/** A cell that was not counted yet. */
export const openCell = (severity: Severity, dataset: Dataset, templateId: string): CountCell => ({
  severity,
  dataset,
  templateId,
  fields: ['events', `severity:${severity}`, `dataset:${dataset}/${severity}`, `template:${templateId}`],
  row: undefined,
  sum: { count: 0 },
});

/** The sums of one window by cell. */
interface WindowRow {
  readonly startMs: number;
  readonly sums: Map<CountCell, Sum>;
}

const addTo = (fields: Map<string, number>, field: string, count: number): void => {
  fields.set(field, (fields.get(field) ?? 0) + count);
};

/**
 * Sums the events of one record by window and cell. Lines of one kind mostly follow one another, so the cell remembers where
 * it added last.
 */
export class WindowSums {
  readonly #rows = new Map<number, WindowRow>();
  #row: WindowRow | undefined;
  #startMs = Number.NaN;

  add(cell: CountCell, timestampMs: number): void {
    if (!(timestampMs >= this.#startMs && timestampMs < this.#startMs + countWindowMs)) this.#open(timestampMs);
    const row = this.#row!;
    if (cell.row !== row) {
      let sum = row.sums.get(cell);
      if (sum === undefined) row.sums.set(cell, (sum = { count: 0 }));
      cell.row = row;
      cell.sum = sum;
    }
    cell.sum.count += 1;
  }

  /** Events that were added, by what wrote them. */
  byDataset(): ReadonlyMap<Dataset, number> {
    const datasets = new Map<Dataset, number>();
    for (const { sums } of this.#rows.values())
      for (const [{ dataset }, { count }] of sums) datasets.set(dataset, (datasets.get(dataset) ?? 0) + count);
    return datasets;
  }

  /** What was added, in the fields that `countEvents` has, and begins anew. */
  drain(sequence: string, scope: string): readonly CountContribution[] {
    const all: CountContribution[] = [];
    for (const { startMs: windowStartMs, sums } of this.#rows.values()) {
      const fields = new Map<string, number>();
      for (const [cell, { count }] of sums) for (const field of cell.fields) addTo(fields, field, count);
      for (const [field, count] of fields) all.push({ sequence, scope, windowStartMs, field, count });
    }
    this.#rows.clear();
    this.#row = undefined;
    this.#startMs = Number.NaN;
    return all;
  }

  #open(timestampMs: number): void {
    const startMs = windowStart(timestampMs);
    let row = this.#rows.get(startMs);
    if (row === undefined) this.#rows.set(startMs, (row = { startMs, sums: new Map<CountCell, Sum>() }));
    this.#row = row;
    this.#startMs = startMs;
  }
}
