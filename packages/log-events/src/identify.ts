import { createHash } from 'node:crypto';

/** Hexadecimal digits of an id: 128 bits. */
export const idDigits = 32;

/**
 * An id that is made of what it names, as 32 lower-case hexadecimal digits.
 *
 * SHA-256 over the domain and the parts, each after its kind and its length, cut to 128 bits. Whoever writes the parts, as the
 * author of a log line does, cannot find two things with one id. The lengths keep `('a', 'bc')` and `('ab', 'c')` apart. Texts are
 * hashed as UTF-16, so that two texts with different lone surrogates stay different.
 *
 * Costs one to two microseconds. Call it once per thing (a template when it is born, a batch, an object), never per event.
 *
 * @param domain  what kind of thing is named, such as `template`; two domains never share an id
 * @param parts  texts, or bytes, which differ from every text
 * @example identify('finding', 'root-activity', '111122223333', 'root', '0') // '6b564431c072199402d5e096f8c617d7'
 */
export const identify = (domain: string, ...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  // Texts beside each other are hashed in one call: the call costs more than the text.
  let text = `${domain.length}:${domain}`;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += `t${part.length}:${part}`;
      continue;
    }
    hash.update(`${text}b${part.length}:`, 'utf16le').update(part);
    text = '';
  }
  return hash.update(text, 'utf16le').digest('hex').slice(0, idDigits);
};
