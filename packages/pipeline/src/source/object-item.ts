import type { SettledRecord, TrailShape } from '@bellwether/known-lines';
import type { PlacedRecord } from '../account/read-batch.ts';

/** A record that was read in full, with the shape that it may settle. */
export interface PlacedItem extends PlacedRecord {
  readonly shape?: TrailShape;
}

/** One record of an object, in its order. */
export type ObjectItem = PlacedItem | SettledRecord;
