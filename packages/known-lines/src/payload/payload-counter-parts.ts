import type { PartialEvent } from '@bellwether/detection-engine';
import type { Dataset } from '@bellwether/log-events';
import type { NoveltyPolicy } from '@bellwether/log-model';
import type { PassableStream } from '@bellwether/log-readers';
import type { TemplateMiner } from '@bellwether/template-miner';
import type { PayloadScan } from './scan-payload.ts';

export interface PayloadCounterParts {
  readonly miner: TemplateMiner;
  /** Whether a detector could have evidence about an event of which only this much is known. */
  readonly couldMatch: (partial: PartialEvent) => boolean;
  readonly novelty?: NoveltyPolicy;
  /** Since when a scope is known, epoch milliseconds UTC. */
  readonly sinceMs: (scope: string) => number | undefined;
}

/** What was counted of one payload. */
export interface PayloadCounts {
  readonly events: number;
  /** Times of the earliest and the latest, epoch milliseconds UTC; NaN when there is none. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly byDataset: ReadonlyMap<Dataset, number>;
}

/** One payload whose lines pass. */
export interface OpenedPayload {
  readonly scan: PayloadScan;
  readonly scope: string;
  readonly stream: PassableStream;
  /** Epoch milliseconds UTC. */
  readonly receivedMs: number;
}
