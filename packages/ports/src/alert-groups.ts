import type { Notification } from './notification.ts';

/** An alert group as a store keeps it. What it means is for its owner alone: a store never looks into `state`. */
export interface StoredAlertGroup {
  readonly id: string;
  /** 1 at the first save, and one more at each. */
  readonly version: number;
  /** When it is to be looked at again, epoch milliseconds UTC; absent when nothing is left to do. */
  readonly dueAtMs?: number;
  /** At most 350,000 bytes of UTF-8. */
  readonly state: string;
}

/** Alert groups by id. Writers never lock: the store refuses one that read an older version, which then reads again. */
export interface AlertGroupStore {
  load(id: string): Promise<StoredAlertGroup | undefined>;
  /**
   * Keeps the group when the stored one has the version before it, or when there is none and its version is 1.
   *
   * @returns `changed` when another writer was faster; nothing is written then
   */
  save(group: StoredAlertGroup): Promise<'saved' | 'changed'>;
  /**
   * Ids of groups due at or before `untilMs`, about in the order they fell due, at most `limit`. May run behind the last
   * saves by a second or so.
   */
  due(untilMs: number, limit: number): Promise<readonly string[]>;
}

/** A message that an output did not take. */
export interface UndeliveredNotification {
  readonly output: string;
  /** Times it was tried. */
  readonly attempts: number;
  readonly notification: Notification;
}

/** Where messages rest that no attempt delivered, until a person has them sent again. */
export interface UndeliveredNotifications {
  keep(undelivered: UndeliveredNotification): Promise<void>;
}

/** A message as it rests, until it is removed. */
export interface RestingMessage {
  /** Names it among the others. */
  readonly id: string;
  /** JSON of an `UndeliveredNotification`, as it was kept. */
  readonly body: string;
  readonly remove: () => Promise<void>;
}

/** Reads what rests. */
export interface UndeliveredReader {
  /**
   * Gives each message once. One that is not removed comes back to other readers after `hiddenSeconds`.
   *
   * @param hiddenSeconds  how long no other reader is given a message that was read here; 1 or more
   */
  messages(hiddenSeconds: number): AsyncIterable<RestingMessage>;
}
