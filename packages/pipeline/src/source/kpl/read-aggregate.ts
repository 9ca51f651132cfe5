import type { ReadFailure } from '@bellwether/log-model';
import { md5 } from './md5.ts';
import { readFields, type ProtobufField } from './read-fields.ts';

/** What the Kinesis Producer Library writes before an aggregate, and the length of the MD5 digest after it. */
const magic = [0xf3, 0x89, 0x9a, 0xc2] as const;
const digestBytes = 16;

/** Maximum number of user records of one aggregate; a Kinesis record of 1 MiB that contains more contains no logs. */
const maxUserRecords = 50_000;
/** Partition keys, hash keys and user records. */
const maxFields = maxUserRecords * 3;
/** Key indexes, data and tags of one user record. */
const maxRecordFields = 64;

export type Aggregate =
  /** Data of the user records in the order they were put; views into the bytes that were read. */
  | { readonly kind: 'aggregate'; readonly userRecords: readonly Uint8Array[] }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

const brokenAt = (field: string): Aggregate => ({
  kind: 'failure',
  failure: { code: 'bad_shape', format: 'kpl-aggregate', field },
});

/** Whether the bytes begin as an aggregate of the Kinesis Producer Library. */
export const isAggregate = (bytes: Uint8Array): boolean =>
  bytes.length >= magic.length + digestBytes && magic.every((byte, index) => bytes[index] === byte);

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** The value of a field that stands at most once; where it is repeated the last one counts, as protobuf has it. */
const bytesOf = (fields: readonly ProtobufField[], number: number): Uint8Array | undefined => {
  const field = fields.findLast((found) => found.number === number);
  return field?.kind === 'bytes' ? field.value : undefined;
};

const integerOf = (fields: readonly ProtobufField[], number: number): number | undefined => {
  const field = fields.findLast((found) => found.number === number);
  return field?.kind === 'integer' ? field.value : undefined;
};

/** The data of one `Record` message: partition_key_index = 1 and data = 3 are required. */
const dataOf = (message: Uint8Array, partitionKeys: number): Uint8Array | undefined => {
  const fields = readFields(message, maxRecordFields);
  if (fields === undefined) return undefined;
  const keyIndex = integerOf(fields, 1);
  return keyIndex !== undefined && keyIndex < partitionKeys ? bytesOf(fields, 3) : undefined;
};

/**
 * Takes a Kinesis record apart that the Kinesis Producer Library, or an agent like it, put together from many:
 * magic number, `AggregatedRecord` message, MD5 of the message. All or nothing: a damaged aggregate gives a failure.
 *
 * @param bytes  for which `isAggregate` is true
 * @see https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
export const readAggregate = (bytes: Uint8Array): Aggregate => {
  const message = bytes.subarray(magic.length, bytes.length - digestBytes);
  if (!isSame(md5(message), bytes.subarray(bytes.length - digestBytes))) return brokenAt('checksum');
  const fields = readFields(message, maxFields);
  if (fields === undefined) return brokenAt('message');
  const partitionKeys = fields.filter(({ number, kind }) => number === 1 && kind === 'bytes').length;
  const userRecords: Uint8Array[] = [];
  for (const field of fields) {
    if (field.number !== 3) continue;
    const data = field.kind === 'bytes' ? dataOf(field.value, partitionKeys) : undefined;
    if (data === undefined || userRecords.length >= maxUserRecords) return brokenAt('records');
    userRecords.push(data);
  }
  return userRecords.length === 0 ? brokenAt('records') : { kind: 'aggregate', userRecords };
};
