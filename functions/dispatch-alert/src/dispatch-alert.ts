import {
  dispatchDue,
  type Dispatched,
  type DispatchPorts,
  type DispatchSettings,
  dispatchSightings,
  type Sighting,
} from '@bellwether/alerts';
import { PortError } from '@bellwether/ports';

export interface DispatchAlertPorts extends DispatchPorts {
  /** The settings to work by now. */
  readonly settings: () => Promise<DispatchSettings>;
  /**
   * The finding of a table's image; `undefined` for an item that is none.
   *
   * @throws Error for an item that looks like a finding and cannot be read
   */
  readonly sightingOf: (image: Readonly<Record<string, unknown>>) => Sighting | undefined;
}

export interface DispatchedChanges extends Dispatched {
  /** Indexes of the changes to be given again. */
  readonly failed: readonly number[];
}

export interface DispatchAlert {
  /** Takes changes of the findings table into their groups. A change that cannot be read fails alone, to be kept by the mapping. */
  changes(images: readonly Readonly<Record<string, unknown>>[]): Promise<DispatchedChanges>;
  /**
   * Does what time has made due.
   *
   * @throws PortError when a group failed, after all others were worked on
   */
  due(isTimeLeft: () => boolean): Promise<Dispatched>;
}

/** Tells what alert groups have to say: when findings change, and when time makes something due. */
export const dispatchAlert = (ports: DispatchAlertPorts): DispatchAlert => ({
  changes: async (images) => {
    const sightings: Sighting[] = [];
    const indexOf: number[] = [];
    const unreadable: number[] = [];
    for (const [index, image] of images.entries()) {
      try {
        const sighting = ports.sightingOf(image);
        if (!sighting) continue;
        sightings.push(sighting);
        indexOf.push(index);
      } catch (error) {
        ports.onFailure?.('group', error);
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
