import { openChunks } from '../../src/analyze/open-bytes.ts';
import type { Input } from '../../src/parse/open-input.ts';

/** Bytes in pieces of `pieceBytes`, as a file or a pipe may give them. */
export async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield Promise.resolve(bytes.subarray(at, at + pieceBytes));
}

export const inputOf = (content: string | Uint8Array, pieceBytes = 64 * 1024): Input => ({
  bytes: openChunks(inPieces(Buffer.from(content), pieceBytes)),
  origin: { account: '', region: '', logGroup: '', logStream: '' },
  receivedMs: Date.UTC(2026, 0, 15),
});

export const gather = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const gathered: Item[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
};
