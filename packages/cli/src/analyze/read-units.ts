import type { FileUnits } from '@bellwether/pipeline';
import { UnreadableRest } from './open-bytes.ts';
import { createUnitSplitter } from './split-units.ts';

export interface UnitChunk extends FileUnits {
  /** Bytes read so far, after decompression. */
  readonly readBytes: number;
  /** Present at the end, when the whole file is of a kind that contains no events: what it is. */
  readonly notEvents?: string;
  /** The last of a file that was read to its end. A unit in it had no line end, so that the file may yet go on in it. */
  readonly isEnd?: true;
}

/**
 * The units of bytes as `openBytes` gives them.
 *
 * @throws UnreadableRest after the last units before the damage
 */
export async function* unitsOfBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<UnitChunk, void, undefined> {
  let splitter: ReturnType<typeof createUnitSplitter> | undefined;
  let readBytes = 0;
  let rest: UnreadableRest | undefined;
  try {
    for await (const chunk of bytes) {
      splitter ??= createUnitSplitter();
      readBytes += chunk.length;
      yield { units: splitter.push(chunk), readBytes };
    }
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    // The units that are whole still count; the error follows them.
    rest = error;
  }
  if (splitter && rest === undefined) {
    const units = splitter.end();
    yield {
      units,
      readBytes,
      isEnd: true,
      ...(splitter.notEvents === undefined ? {} : { notEvents: splitter.notEvents }),
    };
  }
  if (rest !== undefined) throw rest;
}
