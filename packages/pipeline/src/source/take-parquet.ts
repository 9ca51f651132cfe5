import type { ReadFailure } from '@bellwether/log-model';

/** What a Parquet file begins with. */
const magic = 'PAR1';

/** Whether a file begins like Parquet. */
export const isParquet = (head: Uint8Array): boolean =>
  head.length >= magic.length && [...magic].every((sign, index) => head[index] === sign.charCodeAt(0));

type Opened =
  | { readonly kind: 'parquet'; readonly bytes: Uint8Array }
  /** It cannot be read from its beginning on, so nothing of it is. */
  | { readonly kind: 'unreadable'; readonly failure: ReadFailure }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array> };

/**
 * Takes a Parquet file whole, since its end says where its columns are; every other object stays a stream.
 *
 * @param limitBytes  most bytes of a Parquet file; a larger one is unreadable, with the failure `too_long`
 */
export const takeParquet = async (chunks: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Opened> => {
  const rest = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let isOver = false;
  const take = async (): Promise<void> => {
    const next = await rest.next();
    if (next.done === true) isOver = true;
    else {
      taken.push(next.value);
      length += next.value.length;
    }
  };
  while (length < magic.length && !isOver) await take();
  const head = Buffer.concat(taken, Math.min(length, magic.length));
  if (isParquet(head)) {
    while (!isOver && length <= limitBytes) await take();
    if (length <= limitBytes) return { kind: 'parquet', bytes: Buffer.concat(taken) };
    await rest.return?.();
    return { kind: 'unreadable', failure: { code: 'too_long', lengthBytes: length, limitBytes } };
  }
  return {
    kind: 'stream',
    chunks: (async function* () {
      try {
        yield* taken;
        while (!isOver) {
          const next = await rest.next();
          if (next.done === true) isOver = true;
          else yield next.value;
        }
      } finally {
        if (!isOver) await rest.return?.();
      }
    })(),
  };
};
