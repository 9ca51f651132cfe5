import { createHash } from 'node:crypto';

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
};

/** One field of a protobuf message: a number, or bytes with their length. */
export const field = (number: number, value: number | Uint8Array): Uint8Array =>
  typeof value === 'number'
    ? Buffer.from([...varint(number * 8), ...varint(value)])
    : Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(value.length)]), value]);

/** A message with the magic number before it and its MD5 after it. */
export const sealed = (message: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from([0xf3, 0x89, 0x9a, 0xc2]), message, createHash('md5').update(message).digest()]);

export const userRecord = (data: Uint8Array, partitionKeyIndex = 0): Uint8Array =>
  Buffer.concat([field(1, partitionKeyIndex), field(3, data)]);

/** What the Kinesis Producer Library makes of user records that share one partition key. */
export const encodeAggregate = (userRecords: readonly Uint8Array[]): Uint8Array =>
  sealed(Buffer.concat([field(1, Buffer.from('key')), ...userRecords.map((data) => field(3, userRecord(data)))]));
