import { crc32, gzipSync } from 'node:zlib';

/**
 * One raw record, in an object that contains many: a gzip member of its own, after a member that contains a line end and, as
 * its file name (RFC 1952, FNAME), says where the record stood. Whatever reads gzip sees one record a line; what was
 * compressed when it came is neither opened nor compressed again.
 */
export interface PayloadMember {
  /** Position of the record in its shard: decimal digits. */
  readonly sequence: string;
  /** Number of the user record in an aggregate of the Kinesis Producer Library, from 0; absent for a record alone. */
  readonly userRecord?: number;
  /** The ordering key it was read under, 32 hexadecimal digits (16 before ids were SHA-256); absent where the shard was read in order. */
  readonly orderingKey?: string;
  /** When the record arrived, epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** The record, gzip or not. */
  readonly bytes: Uint8Array;
}

const [magic0, magic1, deflate, fnameFlag] = [0x1f, 0x8b, 8, 8] as const;
const headerBytes = 10;
const trailerBytes = 8;

const isGzip = (bytes: Uint8Array): boolean =>
  bytes.length > headerBytes + trailerBytes && bytes[0] === magic0 && bytes[1] === magic1 && bytes[2] === deflate;

const lineFeed = 10;
const lineFeedCrc = crc32(Uint8Array.of(lineFeed));

/** Bytes of a stored block's head: its kind, its length and the length's complement (RFC 1951, 3.2.4). */
const blockBytes = 5;

const separatorBytes = (nameLength: number, hasLineEnd: boolean): number =>
  headerBytes + (nameLength === 0 ? 0 : nameLength + 1) + blockBytes + (hasLineEnd ? 1 : 0) + trailerBytes;

/** Writes a member that contains a line end or nothing, uncompressed: one byte gains nothing. Gives back where it ends. */
const writeSeparator = (into: Buffer, start: number, name: string, hasLineEnd: boolean): number => {
  let at = start;
  into[at] = magic0;
  into[at + 1] = magic1;
  into[at + 2] = deflate;
  into[at + 3] = name === '' ? 0 : fnameFlag;
  into.writeUInt32LE(0, at + 4); // No time.
  into[at + 8] = 0;
  into[at + 9] = 255; // An unknown system.
  at += headerBytes;
  if (name !== '') {
    at += into.write(name, at, 'latin1');
    into[at++] = 0;
  }
  into[at] = 1; // The last block, stored.
  into.writeUInt16LE(hasLineEnd ? 1 : 0, at + 1);
  into.writeUInt16LE(hasLineEnd ? 0xfffe : 0xffff, at + 3);
  at += blockBytes;
  if (hasLineEnd) into[at++] = lineFeed;
  into.writeUInt32LE(hasLineEnd ? lineFeedCrc : 0, at);
  into.writeUInt32LE(hasLineEnd ? 1 : 0, at + 4);
  return at + trailerBytes;
};

const nameOf = ({ sequence, userRecord, orderingKey, arrivalMs }: PayloadMember, length: number): string =>
  `${sequence}${userRecord === undefined ? '' : `-u${userRecord}`}${orderingKey === undefined ? '' : `-l${orderingKey}`}.${arrivalMs}.${length}`;

/** Joins records to the bytes of one object. A record that was not compressed is, fast. */
export const joinPayloads = (payloads: readonly PayloadMember[]): Uint8Array => {
  const parts: { readonly name: string; readonly member: Uint8Array }[] = [];
  let length = 0;
  for (const payload of payloads) {
    const member = isGzip(payload.bytes) ? payload.bytes : gzipSync(payload.bytes, { level: 1 });
    const name = nameOf(payload, member.length);
    length += separatorBytes(name.length, parts.length > 0) + member.length;
    parts.push({ name, member });
  }
  if (parts.length === 0) return new Uint8Array();
  const object = Buffer.allocUnsafe(length + separatorBytes(0, true));
  let at = 0;
  for (const { name, member } of parts) {
    at = writeSeparator(object, at, name, at > 0);
    object.set(member, at);
    at += member.length;
  }
  writeSeparator(object, at, '', true);
  return object;
};

const namePattern = /^(\d{1,128})(?:-u(\d{1,9}))?(?:-l([0-9a-f]{32}|[0-9a-f]{16}))?\.(\d{1,16})\.(\d{1,10})$/;

/** Where the deflate stream of a member begins, and its file name; undefined when there is no member of this kind. */
const readHeader = (bytes: Buffer, at: number): { readonly name: string; readonly bodyAt: number } | undefined => {
  if (bytes[at] !== magic0 || bytes[at + 1] !== magic1 || bytes[at + 2] !== deflate) return undefined;
  const flags = bytes[at + 3];
  if (flags === 0) return { name: '', bodyAt: at + headerBytes };
  if (flags !== fnameFlag) return undefined;
  const end = bytes.indexOf(0, at + headerBytes);
  if (end < 0 || end - at > 256) return undefined;
  return { name: bytes.toString('latin1', at + headerBytes, end), bodyAt: end + 1 };
};

/**
 * Gives back the records of an object that `joinPayloads` made, each with its position. They are found by the lengths that the
 * separators say, so none is opened here.
 *
 * @returns the records before the first damage, and whether there was any
 */
export const splitPayloads = (
  object: Uint8Array,
): { readonly payloads: readonly PayloadMember[]; readonly isWhole: boolean } => {
  const bytes = Buffer.from(object.buffer, object.byteOffset, object.byteLength);
  const payloads: PayloadMember[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readHeader(bytes, at);
    // A separator contains at most one byte in a stored block: its length is known.
    const contentBytes = header === undefined ? 0 : (bytes[header.bodyAt + 1] ?? 0);
    if (header === undefined || contentBytes > 1) return { payloads, isWhole: false };
    at = header.bodyAt + 5 + contentBytes + trailerBytes;
    if (header.name === '') return { payloads, isWhole: at === bytes.length };
    const [, sequence, userRecord, orderingKey, arrivalMs, length] = namePattern.exec(header.name) ?? [];
    if (sequence === undefined || at + Number(length) > bytes.length) return { payloads, isWhole: false };
    payloads.push({
      sequence,
      arrivalMs: Number(arrivalMs),
      bytes: bytes.subarray(at, at + Number(length)),
      ...(userRecord === undefined ? {} : { userRecord: Number(userRecord) }),
      ...(orderingKey === undefined ? {} : { orderingKey }),
    });
    at += Number(length);
  }
  return { payloads, isWhole: payloads.length === 0 };
};
