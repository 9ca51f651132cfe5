import type { ObjectFastPath, EventIds } from '@bellwether/pipeline';
import type { TrailFastPath } from '../trail/trail-fast-path.ts';

/**
 * Opens the fast path for one object, as long as the object contains what a trail writes.
 *
 * How a record is read depends on those before it in its stream: another kind of record may be held to be joined with
 * what follows, or may have taught the stream a format. So a record that the fast path leaves to others stops it until they have
 * been read, and one that is not a trail's ends it. Ids, too, are compared in the order of the records.
 *
 * @param ids  of the object's records so far
 * @param receivedMs  when the object arrived, epoch milliseconds UTC
 */
export const openObjectFastPath = (trail: TrailFastPath, ids: EventIds, receivedMs: number): ObjectFastPath => {
  let state: 'open' | 'waiting' | 'closed' = 'open';
  return {
    take: (bytes, start, limitBytes, out) => {
      if (state !== 'open') return 0;
      const end = trail.take(bytes, start, limitBytes, out, ids, receivedMs);
      if (end === 0) state = 'waiting';
      return end;
    },
    resume: (isTrail) => {
      if (!isTrail) state = 'closed';
      else if (state === 'waiting') state = 'open';
    },
  };
};
