/** Left rotations of the four rounds. */
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** `floor(2^32 * abs(sin(n + 1)))`, as RFC 1321 defines its table T. */
const sines = Int32Array.from({ length: 64 }, (_, n) => Math.floor(2 ** 32 * Math.abs(Math.sin(n + 1))));

const blockBytes = 64;

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** The word of the block that a step takes, and the round's own mixture of three words. */
const mixed = (step: number, b: number, c: number, d: number): number => {
  if (step < 16) return (b & c) | (~b & d);
  if (step < 32) return (d & b) | (~d & c);
  return step < 48 ? b ^ c ^ d : c ^ (b | ~d);
};
const wordOf = (step: number): number => {
  if (step < 16) return step;
  if (step < 32) return (5 * step + 1) & 15;
  return step < 48 ? (3 * step + 5) & 15 : (7 * step) & 15;
};

/** The message with its padding: a one bit, zeros, and its length in bits in the last eight bytes, least byte first. */
const padded = (bytes: Uint8Array): DataView => {
  const length = Math.ceil((bytes.length + 9) / blockBytes) * blockBytes;
  const whole = new Uint8Array(length);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(length - 8, (bytes.length << 3) >>> 0, true);
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return view;
};

/**
 * The MD5 digest, 16 bytes. A checksum against damage here, never a proof of who wrote something.
 *
 * Written out because the core imports nothing of the platform, and because a platform in FIPS mode refuses MD5.
 *
 * @see RFC 1321
 */
export const md5 = (bytes: Uint8Array): Uint8Array => {
  const view = padded(bytes);
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < view.byteLength; block += blockBytes) {
    const [a0, b0, c0, d0] = [a, b, c, d];
    for (let step = 0; step < 64; step += 1) {
      const word = view.getInt32(block + wordOf(step) * 4, true);
      const sum = (a + mixed(step, b, c, d) + sines[step]! + word) | 0;
      a = d;
      d = c;
      c = b;
      b = (b + rotate(sum, rotations[(step >> 4) * 4 + (step & 3)]!)) | 0;
    }
    a = (a + a0) | 0;
    b = (b + b0) | 0;
    c = (c + c0) | 0;
    d = (d + d0) | 0;
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, word] of [a, b, c, d].entries()) digest.setInt32(index * 4, word, true);
  return new Uint8Array(digest.buffer);
};
