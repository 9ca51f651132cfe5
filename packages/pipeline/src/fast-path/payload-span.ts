import type { LaneCounts } from '@bellwether/known-lines';
import type { LogEvent, Source } from '@bellwether/log-model';
import type { BatchPayload } from '../commit/batch-payload.ts';

/** Which times and sources the events of one payload have. */
export class PayloadSpan {
  #events = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  readonly #sources = new Map<Source, number>();

  get events(): number {
    return this.#events;
  }

  add(timestampMs: number, source: LogEvent['source']): void {
    this.#events += 1;
    this.#firstMs = Math.min(this.#firstMs, timestampMs);
    this.#lastMs = Math.max(this.#lastMs, timestampMs);
    this.#sources.set(source, (this.#sources.get(source) ?? 0) + 1);
  }

  /** Adds events that were only counted. */
  addCounts({ events, firstMs, lastMs, bySource }: LaneCounts): void {
    if (events === 0) return;
    this.#events += events;
    this.#firstMs = Math.min(this.#firstMs, firstMs);
    this.#lastMs = Math.max(this.#lastMs, lastMs);
    for (const [source, count] of bySource) this.#sources.set(source, (this.#sources.get(source) ?? 0) + count);
  }

  /** What the archive files the payload by. */
  bounds(): Pick<BatchPayload, 'source' | 'events' | 'firstMs' | 'lastMs'> {
    const most = [...this.#sources].reduce((best, one) => (one[1] > best[1] ? one : best), ['application', 0] as const);
    return { source: most[0], events: this.#events, firstMs: this.#firstMs, lastMs: this.#lastMs };
  }
}
