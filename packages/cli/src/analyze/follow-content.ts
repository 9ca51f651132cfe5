import { ContentTracker, identityAt, isSameMark, type ContentMark } from '@bellwether/local-adapters';

/** The file is another one than the one that was taken up: it was replaced or cut in between. Nothing of it was taken. */
export class ChangedFile extends Error {
  constructor() {
    super('The file was replaced or cut while it was read.');
    this.name = 'ChangedFile';
  }
}

/**
 * The chunks, followed by a tracker. What an earlier run has committed must come again, or the position to go on at means
 * nothing.
 *
 * @param committed  the content up to that position; absent for a file that is read for the first time
 * @throws ChangedFile when other content comes
 */
export async function* followContent(
  chunks: AsyncIterable<Uint8Array>,
  tracker: ContentTracker,
  committed?: ContentMark,
): AsyncGenerator<Uint8Array, void, undefined> {
  const borderBytes = committed?.contentBytes ?? 0;
  for await (const chunk of chunks) {
    const before = borderBytes - tracker.contentBytes;
    if (committed === undefined || before <= 0 || before > chunk.length) tracker.take(chunk);
    else {
      tracker.take(chunk.subarray(0, before));
      if (!isSameMark(tracker.mark(), committed)) throw new ChangedFile();
      tracker.take(chunk.subarray(before));
    }
    yield chunk;
  }
  if (tracker.contentBytes < borderBytes) throw new ChangedFile();
}

/**
 * The chunks of a file that is read for the first time, of which nothing but its beginning is known: the file that lies at the path must be
 * the one that was taken up, or what another input has counted could come again under this one.
 *
 * @param identity  of the file that was taken up; absent for what is not a file
 * @throws ChangedFile when another file lies there
 */
export async function* followFile(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  identity: string | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let isChecked = identity === undefined;
  for await (const chunk of chunks) {
    if (!isChecked && (await identityAt(path)) !== identity) throw new ChangedFile();
    isChecked = true;
    yield chunk;
  }
}
