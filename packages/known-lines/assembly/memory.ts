import { minEventBytes, maxEvents, paddingBytes } from '../src/payload/scan-limits';
import { rowShift } from '../src/payload/row-columns';

// What lies where. Below `payloadAt` the places are fixed; after the payload they follow from its length.

/** A class for each byte. */
export const classesAt: usize = 1024;
/** Masks of the first 0 to 15 bytes of 16. */
export const masksAt: usize = 2048;
/** Weights of the hash, see `hash.ts`. */
export const weightsAt: usize = 4096;
/** Parts that a line can have: one per byte, and one more for each masked run in its head. */
export const maxParts: usize = 2048;
export const payloadAt: usize = 4096 + 2048 * 32 + 64;

const page: usize = 65536;
const alignment: usize = 15;

let rows: usize = 0;
let times: usize = 0;
let spans: usize = 0;

/**
 * Makes room for a payload: what it can have most of events and masked runs (every second byte one) always fits, so nothing else
 * looks for room.
 */
export function openMemory(length: usize): void {
  const most = length / minEventBytes + 1;
  const events = min<usize>(most, maxEvents);
  rows = (payloadAt + length + paddingBytes + alignment) & ~alignment;
  times = rows + (events << (rowShift + 2));
  spans = times + (events << 3);
  const end = spans + ((length + 2) << 2);
  const pages = <i32>((end + page - 1) / page);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  memory.fill(payloadAt + length, 0, paddingBytes);
}

export function rowsAt(): usize {
  return rows;
}

export function timesAt(): usize {
  return times;
}

export function spansAt(): usize {
  return spans;
}
