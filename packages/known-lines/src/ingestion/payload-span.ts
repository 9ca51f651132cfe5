import type { LogEvent, Dataset } from '@bellwether/log-model';
import type { BatchPayload } from '@bellwether/pipeline';
import type { PayloadCounts } from '../payload/payload-counter-parts.ts';

/** Which times and datasets the events of one payload have. */
export class PayloadSpan {
  #events = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  readonly #datasets = new Map<Dataset, number>();

  get events(): number {
    return this.#events;
  }

  add(timestampMs: number, dataset: LogEvent['dataset']): void {
    this.#events += 1;
    this.#firstMs = Math.min(this.#firstMs, timestampMs);
    this.#lastMs = Math.max(this.#lastMs, timestampMs);
    this.#datasets.set(dataset, (this.#datasets.get(dataset) ?? 0) + 1);
  }

  /** Adds events that were only counted. */
  addCounts({ events, firstMs, lastMs, byDataset: byDataset }: PayloadCounts): void {
    if (events === 0) return;
    this.#events += events;
    this.#firstMs = Math.min(this.#firstMs, firstMs);
    this.#lastMs = Math.max(this.#lastMs, lastMs);
    for (const [dataset, count] of byDataset) this.#datasets.set(dataset, (this.#datasets.get(dataset) ?? 0) + count);
  }

  /** What the archive files the payload by. */
  bounds(): Pick<BatchPayload, 'dataset' | 'events' | 'firstMs' | 'lastMs'> {
    const most = [...this.#datasets].reduce((best, one) => (one[1] > best[1] ? one : best), [
      'application',
      0,
    ] as const);
    return { dataset: most[0], events: this.#events, firstMs: this.#firstMs, lastMs: this.#lastMs };
  }
}
