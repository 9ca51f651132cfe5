/** Characters and signs looked at: after them the message has begun in nearly every layout. */
const shapeLength = 48;
const shapeSigns = 20;
const jsonLength = 28;

const digits = 1;
const letters = 2;

const classOf = new Uint8Array(128);
for (let code = 48; code <= 57; code += 1) classOf[code] = digits;
for (let code = 65; code <= 90; code += 1) classOf[code] = letters;
for (let code = 97; code <= 122; code += 1) classOf[code] = letters;

/**
 * A 32-bit hash of how a line begins: runs of digits and of letters count as one sign each, other characters as
 * themselves, spaces once.
 *
 * Lines of one layout share it, so what reads one reads the others. Of JSON the letters count too, since its keys identify
 * formats apart.
 */
export const lineShape = (text: string): number => {
  const isJson = text.charCodeAt(0) === 0x7b;
  const length = Math.min(text.length, isJson ? jsonLength : shapeLength);
  let hash = 0x811c9dc5;
  let before = 0;
  let signs = isJson ? jsonLength : shapeSigns;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    const kind = code < 128 ? classOf[code]! : letters;
    const sign = kind === 0 || (kind === letters && isJson) ? code : kind;
    if (sign === before && (sign === digits || sign === letters || sign === 0x20)) continue;
    before = sign;
    signs -= 1;
    if (signs < 0) break;
    hash = Math.imul(hash ^ sign, 0x01000193);
  }
  return hash | 0;
};
