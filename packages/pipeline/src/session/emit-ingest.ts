import type { IngestResult } from './ingestion.ts';

/** As much of a metric sink as an ingestion needs; that of the handlers fits. */
export interface IngestMetrics {
  add(
    name:
      | 'RecordsReceived'
      | 'EventsClassified'
      | 'UnreadableTotal'
      | 'DroppedTotal'
      | 'TemplatesEvicted'
      | 'FindingsHeldBack'
      | 'NotificationsHeldBack'
      | 'WorkflowsHeldBack'
      | 'EventsLeftOut',
    value: number,
  ): void;
  addSplit(
    name: 'RecordsUnreadable' | 'EventsDropped' | 'FindingsRaised' | 'ValuesRedacted',
    dimensionValue: string,
    value: number,
  ): void;
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * Writes what became of a batch's records as metrics. The four figures of the conservation law come each time, zeros too: the
 * alarm on it subtracts them.
 */
export const emitIngest = (metrics: IngestMetrics, result: IngestResult): void => {
  metrics.add('RecordsReceived', result.accounting.received);
  metrics.add('EventsClassified', result.accounting.classified);
  metrics.add('UnreadableTotal', sumOf(result.accounting.unreadable));
  metrics.add('DroppedTotal', sumOf(result.accounting.dropped));
  for (const [reason, count] of Object.entries(result.accounting.unreadable))
    metrics.addSplit('RecordsUnreadable', reason, count);
  for (const [reason, count] of Object.entries(result.accounting.dropped))
    metrics.addSplit('EventsDropped', reason, count);
  for (const finding of result.findings) metrics.addSplit('FindingsRaised', finding.rule, 1);
  for (const [found, count] of Object.entries(result.redacted)) metrics.addSplit('ValuesRedacted', found, count);
  metrics.add('TemplatesEvicted', result.templatesEvicted);
  metrics.add('FindingsHeldBack', result.heldBack.findings);
  metrics.add('NotificationsHeldBack', result.heldBack.notifications);
  metrics.add('WorkflowsHeldBack', result.heldBack.workflows);
  metrics.add('EventsLeftOut', result.eventsLeftOut);
};
