import type { ReplayItem } from './replay-item.ts';
import { NotForTarget, type ReplayTarget, type SendableItem } from './replay-target.ts';

/** The result of a replay. */
export interface ReplaySummary {
  /** Items found, and what they contain: records of deliveries, events of the archive. */
  readonly items: number;
  readonly records: number;
  /** Events accepted by the target, or records where the target does not say; 0 when items are only listed. */
  readonly sent: number;
  readonly unreadable: number;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/** Records or events of an item; a notice is one. */
const sizeOf = (item: SendableItem): number => {
  switch (item.kind) {
    case 'notice':
    case 'notification':
      return 1;
    case 'changes':
      return item.changes.event.Records.length;
    case 'events':
      return item.events.length;
    default:
      return item.delivery.batch.records.length;
  }
};

const pathOf = (item: SendableItem): string => {
  switch (item.kind) {
    case 'notice':
      return item.notice.path;
    case 'changes':
      return item.changes.path;
    case 'events':
    case 'notification':
      return item.path;
    default:
      return item.delivery.path;
  }
};

/**
 * Sends the gathered items, or only lists them.
 *
 * @param target  absent when items are only listed
 * @param onItem  called with each item before it is sent
 * @throws whatever the target throws for an item that it accepts; items sent before that stay sent, and a second replay does not
 *   change them
 */
export const replay = async (
  items: AsyncIterable<ReplayItem>,
  target: ReplayTarget | undefined,
  onItem: (path: string, records: number) => void,
): Promise<ReplaySummary> => {
  let [count, records, sent, unreadable] = [0, 0, 0, 0];
  const refused: { path: string; reason: string }[] = [];
  for await (const item of items) {
    count += 1;
    if (item.kind === 'refused') {
      refused.push({ path: item.path, reason: item.reason });
      continue;
    }
    records += sizeOf(item);
    onItem(pathOf(item), sizeOf(item));
    try {
      const done = await target?.send(item);
      sent += done?.events ?? 0;
      unreadable += done?.unreadable ?? 0;
    } catch (error) {
      if (!(error instanceof NotForTarget)) throw error;
      refused.push({ path: pathOf(item), reason: error.message });
    }
  }
  return { items: count, records, sent, unreadable, refused };
};
