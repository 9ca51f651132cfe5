/** One field of a protobuf message: a number, or the bytes of a string, byte string or message inside. */
export type ProtobufField =
  | { readonly number: number; readonly kind: 'integer'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array }
  /** Of a fixed width; no field that we know has one. */
  | { readonly number: number; readonly kind: 'fixed' };

/** A varint has at most ten bytes of seven bits each. */
const maxVarintLength = 10;

/**
 * The fields of one protobuf message, in order; undefined when the bytes are none. Never reads outside of `bytes`, and
 * gives views into it, not copies.
 *
 * Integers are exact below 2^53; those above are of no field that we read.
 *
 * @param maxFields  fields read at most; more make the message one that is not read
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export const readFields = (bytes: Uint8Array, maxFields: number): readonly ProtobufField[] | undefined => {
  const fields: ProtobufField[] = [];
  let at = 0;

  const varint = (): number | undefined => {
    let value = 0;
    for (let index = 0; index < maxVarintLength; index += 1) {
      const byte = bytes[at];
      if (byte === undefined) return undefined;
      at += 1;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    return undefined;
  };

  const take = (length: number | undefined): Uint8Array | undefined => {
    if (length === undefined || length > bytes.length - at) return undefined;
    at += length;
    return bytes.subarray(at - length, at);
  };

  const fieldOf = (number: number, wireType: number): ProtobufField | undefined => {
    switch (wireType) {
      case 0: {
        const value = varint();
        return value === undefined ? undefined : { number, kind: 'integer', value };
      }
      case 1:
        return take(8) && { number, kind: 'fixed' };
      case 2: {
        const value = take(varint());
        return value && { number, kind: 'bytes', value };
      }
      case 5:
        return take(4) && { number, kind: 'fixed' };
      default:
        return undefined;
    }
  };

  while (at < bytes.length) {
    const tag = varint();
    if (tag === undefined || tag < 8 || tag > 0xffffffff) return undefined;
    const field = fieldOf(Math.floor(tag / 8), tag % 8);
    if (field === undefined || fields.length >= maxFields) return undefined;
    fields.push(field);
  }
  return fields;
};
