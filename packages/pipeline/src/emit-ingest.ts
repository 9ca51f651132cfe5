import type { IngestResult } from './ingest.ts';

/** As much of a metric sink as an ingestion needs; that of the handlers fits. */
export interface IngestMetrics {
  add(name: 'RecordsReceived' | 'EventsClassified' | 'AlertsTold', value: number): void;
  addSplit(name: 'RecordsUnreadable' | 'EventsDropped' | 'FindingsRaised', dimensionValue: string, value: number): void;
}

/** Writes what became of a batch's records as metrics, so that the conservation law can be alarmed on. */
export const emitIngest = (metrics: IngestMetrics, result: IngestResult): void => {
  metrics.add('RecordsReceived', result.tally.received);
  metrics.add('EventsClassified', result.tally.classified);
  for (const [reason, count] of Object.entries(result.tally.unreadable))
    metrics.addSplit('RecordsUnreadable', reason, count);
  for (const [reason, count] of Object.entries(result.tally.dropped)) metrics.addSplit('EventsDropped', reason, count);
  for (const finding of result.findings) metrics.addSplit('FindingsRaised', finding.rule, 1);
  metrics.add('AlertsTold', result.alertsTold);
};
