import type { ReplayItem } from './replay-item.ts';

/** What can be sent. */
export type SendableItem = Exclude<ReplayItem, { kind: 'refused' }>;

/** The result of sending one item. */
export interface Sent {
  /** Events that were accepted; records where the target does not say. */
  readonly events: number;
  /** Records that still cannot be read. */
  readonly unreadable: number;
}

/** Where items are sent. */
export interface ReplayTarget {
  /** @throws NotForTarget for an item that must go elsewhere; PortError when the target failed */
  send(item: SendableItem): Promise<Sent>;
  close(): Promise<void>;
}

/** An item that this target cannot take; the message says which can. */
export class NotForTarget extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotForTarget';
  }
}
