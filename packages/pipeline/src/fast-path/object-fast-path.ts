import type { EventIds, LaneRecord, TrailLane } from '@bellwether/known-lines';
import type { RecordLane } from '@bellwether/log-model';

/** The lane as one object's records may use it. */
export interface ObjectLane extends RecordLane<LaneRecord> {
  /** What was given without the lane has been read: as a trail's records, or as something else, which closes the lane. */
  resume(isTrail: boolean): void;
}

/**
 * Opens the lane for one object, as long as the object holds what a trail writes.
 *
 * How a record is read depends on those before it in its stream: another kind of record may be held back to be joined with
 * what follows, or may have taught the stream a format. So a record that the lane leaves to others stops it until they have
 * been read, and one that is no trail's ends it. So are ids known in the order of the records.
 *
 * @param ids  of the object's records so far
 */
export const openObjectLane = (lane: TrailLane, ids: EventIds): ObjectLane => {
  let state: 'open' | 'waiting' | 'closed' = 'open';
  return {
    take: (bytes, start, limitBytes, out) => {
      if (state !== 'open') return 0;
      const end = lane.take(bytes, start, limitBytes, out, ids);
      if (end === 0) state = 'waiting';
      return end;
    },
    resume: (isTrail) => {
      if (!isTrail) state = 'closed';
      else if (state === 'waiting') state = 'open';
    },
  };
};
