import { PortError } from '@bellwether/ports';
import type {
  AlertGroupStore,
  Notification,
  NotificationOutput,
  StoredAlertGroup,
  UndeliveredNotification,
  UndeliveredNotifications,
} from '@bellwether/ports';

export interface MemoryAlertGroups extends AlertGroupStore {
  /** Everything stored, in the order first saved. For assertions. */
  all(): readonly StoredAlertGroup[];
  /** Calls so far by name, for counting what a storm costs. */
  readonly calls: { load: number; save: number; due: number };
}

/** Alert groups in memory. What goes in and comes out is a copy, as with a store elsewhere. */
export const memoryAlertGroups = (): MemoryAlertGroups => {
  const stored = new Map<string, StoredAlertGroup>();
  const calls = { load: 0, save: 0, due: 0 };
  return {
    calls,
    load: async (id) => {
      calls.load += 1;
      return structuredClone(stored.get(id));
    },
    save: async (group) => {
      calls.save += 1;
      if ((stored.get(group.id)?.version ?? 0) !== group.version - 1) return 'changed';
      stored.set(group.id, structuredClone(group));
      return 'saved';
    },
    due: async (untilMs, limit) => {
      calls.due += 1;
      return [...stored.values()]
        .flatMap(({ id, dueAtMs }) => (dueAtMs !== undefined && dueAtMs <= untilMs ? [{ id, dueAtMs }] : []))
        .sort((left, right) => left.dueAtMs - right.dueAtMs || (left.id < right.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },
    all: () => [...stored.values()],
  };
};

export interface MemoryOutput extends NotificationOutput {
  /** Every message taken, repeats included, in order. For assertions. */
  readonly delivered: readonly Notification[];
}

/** An output that takes every message. Repeats are kept too, so that a test sees a message sent twice. */
export const memoryOutput = (name: string): MemoryOutput => {
  const delivered: Notification[] = [];
  return {
    name,
    delivered,
    deliver: async (notification) => {
      delivered.push(structuredClone(notification));
    },
  };
};

export interface MemoryUndelivered extends UndeliveredNotifications {
  /** Every message kept, repeats included, in order. For assertions. */
  readonly kept: readonly UndeliveredNotification[];
  /** While set, nothing is kept and every call fails. */
  isFull: boolean;
}

export const memoryUndelivered = (): MemoryUndelivered => {
  const kept: UndeliveredNotification[] = [];
  const undelivered: MemoryUndelivered = {
    kept,
    isFull: false,
    keep: async (one) => {
      if (undelivered.isFull) throw new PortError('undelivered', 'keep', true);
      kept.push(structuredClone(one));
    },
  };
  return undelivered;
};
