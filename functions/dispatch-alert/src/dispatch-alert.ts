import {
  dispatchDue,
  type Dispatched,
  type DispatchPorts,
  type DispatchSettings,
  dispatchSightings,
  type Sighting,
} from '@bellwether/alerts';
import { PortError } from '@bellwether/ports';

/** A change of an item: as it is now, and as it was where that is known and the item is not new. */
export interface ItemChange {
  readonly image: Readonly<Record<string, unknown>>;
  readonly before?: Readonly<Record<string, unknown>>;
}

export interface DispatchAlertPorts extends Required<DispatchPorts> {
  /** The settings to work by now. */
  readonly settings: () => Promise<DispatchSettings>;
  /**
   * The finding that a change of the table saw; `undefined` for an item that is none, and for a change of what was made of one.
   *
   * @throws Error for an item that looks like a finding and cannot be read
   */
  readonly sightingOf: (change: ItemChange) => Sighting | undefined;
}

export interface DispatchedChanges extends Dispatched {
  /** Indexes of the changes to be given again. */
  readonly failed: readonly number[];
}

export interface DispatchAlert {
  /** Takes changes of the findings table into their groups. A change that cannot be read fails alone, to be kept by the mapping. */
  changes(changes: readonly ItemChange[]): Promise<DispatchedChanges>;
  /**
   * Does what time has made due.
   *
   * @throws PortError when a group failed, after all others were worked on
   */
  due(isTimeLeft: () => boolean): Promise<Dispatched>;
}

/** Sends the notifications of alert groups: when findings change, and when something becomes due. */
export const dispatchAlert = (ports: DispatchAlertPorts): DispatchAlert => ({
  changes: async (changes) => {
    const sightings: Sighting[] = [];
    const indexOf: number[] = [];
    const unreadable: number[] = [];
    for (const [index, change] of changes.entries()) {
      try {
        const sighting = ports.sightingOf(change);
        if (!sighting) continue;
        sightings.push(sighting);
        indexOf.push(index);
      } catch (error) {
        ports.onFailure('group', error);
        unreadable.push(index);
      }
    }
    const done = await dispatchSightings(ports, await ports.settings(), sightings);
    const failed = [...unreadable, ...done.failed.map((index) => indexOf[index] ?? 0)];
    return { ...done, failed: failed.sort((left, right) => left - right) };
  },
  due: async (isTimeLeft) => {
    const done = await dispatchDue(ports, await ports.settings(), isTimeLeft);
    if (done.failedGroupIds.length > 0)
      throw new PortError('groups', 'step', true, {
        cause: new Error(`${done.failedGroupIds.length} of ${done.groups} due groups could not be worked on.`),
      });
    return done;
  },
});
