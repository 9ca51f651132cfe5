import type { KeptProvenance, LogEvent, KeptRuleMatch } from '@bellwether/log-model';
import { mixedDataset } from './layout.ts';

/** An event as it lies in the lake, with the position of the record that held it. */
export interface ArchivedEvent {
  /** What orders the record: its shard, where what it lies in does not say it, or its ordering key in the shard. */
  readonly shard?: string;
  readonly sequence: string;
  readonly event: LogEvent;
  /** Whether rules saw more of it than lies here: the JSON that it was read from. */
  readonly isOfDocument?: boolean;
  /** What rules found in it; absent for nothing. */
  readonly hits?: readonly KeptRuleMatch[];
  /** Where its record came from; absent in what was archived before that was kept. */
  readonly provenance?: KeptProvenance;
}

/**
 * The line of an event. What the path says stands in the path alone: the line names its dataset only where the object contains
 * several.
 */
export const eventLine = (archived: ArchivedEvent, pathDataset: string): string => {
  const { event, sequence, shard, isOfDocument, hits, provenance } = archived;
  const { dataset, ...columns } = event;
  return `${JSON.stringify({
    ...columns,
    sequence,
    ...(shard === undefined ? {} : { shard }),
    ...(isOfDocument ? { isOfDocument } : {}),
    ...(hits === undefined ? {} : { hits }),
    ...(provenance === undefined ? {} : { provenance }),
    ...(pathDataset === mixedDataset ? { eventDataset: dataset } : {}),
  })}\n`;
};
