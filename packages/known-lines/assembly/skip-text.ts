import { backslash, quote } from './classes';

/** What is after a backslash, but for `u`. */
function isEscape(byte: u32): bool {
  // "  \  /  b  f  n  r  t
  return (
    byte == quote ||
    byte == backslash ||
    byte == 0x2f ||
    byte == 0x62 ||
    byte == 0x66 ||
    byte == 0x6e ||
    byte == 0x72 ||
    byte == 0x74
  );
}

function isHexDigit(byte: u32): bool {
  const small = byte | 0x20;
  return byte - 48 < 10 || small - 97 < 6;
}

/** Where the quote stands that ends a JSON text, from inside it; 0 when it is not JSON text. */
export function skipText(from: usize): usize {
  let at = from;
  for (;;) {
    const byte: u32 = load<u8>(at);
    if (byte < 32) return 0;
    if (byte == quote) return at;
    at += 1;
    if (byte != backslash) continue;
    const next: u32 = load<u8>(at);
    at += 1;
    if (next == 0x75) {
      for (let end = at + 4; at < end; at += 1) if (!isHexDigit(load<u8>(at))) return 0;
    } else if (!isEscape(next)) return 0;
  }
  return 0;
}

/** White space at a line's end that is looked through; bytes. */
const maxBlankBytes: usize = 64;

/** Whether nothing but white space, written as escapes or as spaces, stands from `from` to the line's end. */
export function isBlankUpTo(from: usize): bool {
  for (let at = from; at < from + maxBlankBytes; at += 1) {
    const byte: u32 = load<u8>(at);
    if (byte == quote) return true;
    if (byte == 32) continue;
    if (byte != backslash) return false;
    at += 1;
    const next: u32 = load<u8>(at);
    if (next != 0x6e && next != 0x72 && next != 0x74) return false;
  }
  return false;
}
