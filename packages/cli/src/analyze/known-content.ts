/** Content that is not read, and how it becomes something that is. */
interface Unread {
  readonly what: string;
  readonly magic: readonly number[];
  /** Where the magic is; 0 when absent. */
  readonly at?: number;
  /** What to do, with `<file>` for the file. */
  readonly advice: string;
}

const ascii = (text: string): readonly number[] => [...text].map((sign) => sign.charCodeAt(0));

/** Kinds of files that people have logs in, by the bytes that they begin with. */
const unread: readonly Unread[] = [
  {
    what: 'compressed with xz',
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
    advice: 'xz -dc <file> | bellwether analyze -',
  },
  { what: 'compressed with bzip2', magic: ascii('BZh'), advice: 'bzip2 -dc <file> | bellwether analyze -' },
  { what: 'compressed with zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], advice: 'zstd -dc <file> | bellwether analyze -' },
  { what: 'compressed with lz4', magic: [0x04, 0x22, 0x4d, 0x18], advice: 'lz4 -dc <file> | bellwether analyze -' },
  { what: 'compressed with compress', magic: [0x1f, 0x9d], advice: 'zcat <file> | bellwether analyze -' },
  { what: 'a zip archive', magic: [0x50, 0x4b, 0x03, 0x04], advice: 'unzip <file> -d logs && bellwether analyze logs' },
  {
    what: 'a 7z archive',
    magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    advice: '7z x -ologs <file> && bellwether analyze logs',
  },
  {
    what: 'a tar archive',
    magic: ascii('ustar'),
    at: 257,
    advice: 'mkdir logs && tar -xf <file> -C logs && bellwether analyze logs',
  },
  {
    what: 'a journal of systemd',
    magic: ascii('LPKSHHRH'),
    advice: 'journalctl --file <file> -o json | bellwether analyze -',
  },
  {
    what: 'a Windows event log',
    magic: ascii('ElfFile\0'),
    advice: 'evtx_dump -o jsonl <file> | bellwether analyze -',
  },
];

const hasMagic = (bytes: Uint8Array, { magic, at = 0 }: Unread): boolean =>
  bytes.length >= at + magic.length && magic.every((byte, index) => bytes[at + index] === byte);

/**
 * What content is that cannot be read, and the command that helps; undefined for anything else.
 *
 * @param bytes  the beginning, after gzip; 262 bytes are enough for all of them
 * @example { what: 'compressed with xz', advice: 'xz -dc <file> | bellwether analyze -' }
 */
export const unreadContent = (bytes: Uint8Array): Pick<Unread, 'what' | 'advice'> | undefined =>
  unread.find((kind) => hasMagic(bytes, kind));

export type WideEncoding = 'utf-16le' | 'utf-16be';

/** Characters of a beginning without a byte order mark that are looked at. */
const lookedAt = 256;
/** Share of its characters that have a zero in one byte alone, from which on it is UTF-16, in [0, 1]: logs are mostly ASCII. */
const wideScore = 0.8;

/**
 * The encoding of text in UTF-16, as Windows and PowerShell write it, with a byte order mark or without; undefined for other content.
 *
 * @param bytes  the beginning
 */
export const wideEncodingOf = (bytes: Uint8Array): WideEncoding | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const characters = Math.min(lookedAt, bytes.length >> 1);
  if (characters < 4) return undefined;
  let [low, high] = [0, 0];
  for (let at = 0; at < 2 * characters; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
    if (first !== 0 && second === 0) low += 1;
    if (first === 0 && second !== 0) high += 1;
  }
  if (low >= wideScore * characters) return 'utf-16le';
  return high >= wideScore * characters ? 'utf-16be' : undefined;
};

/** Chunks of UTF-16 as chunks of UTF-8. A byte order mark is left out. */
export async function* narrow(
  chunks: AsyncIterable<Uint8Array>,
  encoding: WideEncoding,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
