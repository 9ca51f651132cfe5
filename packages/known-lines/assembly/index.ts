import { openClasses } from './classes';
import { openHash } from './hash';
import { openMemory, payloadAt, rowsAt, spansAt, timesAt } from './memory';
import { scanEvents } from './scan-events';

// What the scan of a payload asks of the assembly: `open` once, then for each payload `room`, a copy of the bytes to where it
// says, and `scan`.

export { hasRisingIds, hasSuspects } from './scan-events';
export { rowsAt, spansAt, timesAt };

/** @param seed  what the weights of the hash are made from; secret where hostile lines must not pass for others */
export function open(seed: u32): void {
  openClasses();
  openHash(seed);
}

/** Makes room for a payload; gives back where its bytes are to stand. The memory may be another afterwards. */
export function room(length: u32): usize {
  openMemory(length);
  return payloadAt;
}

/** Events after the beginning of the list at `from`; -1 when the payload is not of the known shape. */
export function scan(length: u32, from: u32): i32 {
  return scanEvents(length, from);
}
