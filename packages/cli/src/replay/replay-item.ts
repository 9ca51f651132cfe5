import type { ArchivedEvent } from '@bellwether/lake';
import type { FailedChanges, ReplayDelivery, ReplayNotice } from '@bellwether/pipeline';
import type { UndeliveredNotification } from '@bellwether/ports';

/**
 * One thing to replay: records for the whole core, changes of a table to be notified, an object to be read, a notification that no attempt
 * delivered, events that were understood already, or what cannot be replayed, and why.
 */
export type ReplayItem =
  | { readonly kind: 'delivery'; readonly delivery: ReplayDelivery }
  | { readonly kind: 'changes'; readonly changes: FailedChanges }
  | { readonly kind: 'notice'; readonly notice: ReplayNotice }
  | {
      readonly kind: 'notification';
      readonly path: string;
      readonly undelivered: UndeliveredNotification;
      /** Removes it from its queue once it was sent. */
      readonly remove: () => Promise<void>;
    }
  | {
      readonly kind: 'events';
      readonly path: string;
      readonly shard: string;
      readonly events: readonly ArchivedEvent[];
    }
  | { readonly kind: 'refused'; readonly path: string; readonly reason: string };

export const refused = (path: string, reason: string): Extract<ReplayItem, { kind: 'refused' }> => ({
  kind: 'refused',
  path,
  reason,
});
