import type { Chance } from './chance.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A version 4 UUID shape, RFC 9562. */
export const uuidOf = (chance: Chance): string => {
  const hex = chance.hex(31);
  const variant = chance.pick(['8', '9', 'a', 'b']);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
};

/** An AWS unique id: a four-letter prefix such as `AKIA` or `AROA`, then sixteen letters and digits 2-7. */
export const uniqueIdOf = (chance: Chance, prefix: 'AKIA' | 'ASIA' | 'AROA' | 'AIDA'): string => {
  let text: string = prefix;
  for (let index = 0; index < 16; index += 1) text += base32.charAt(chance.whole(0, 31));
  return text;
};

const base64 = `${base32.slice(0, 26)}abcdefghijklmnopqrstuvwxyz0123456789+/`;

/** A key fingerprint as sshd prints it: `SHA256:` and 43 characters of base64 without padding. */
export const fingerprintOf = (chance: Chance): string => {
  let text = 'SHA256:';
  for (let index = 0; index < 43; index += 1) text += base64.charAt(chance.whole(0, 63));
  return text;
};

const publicFirstOctets = [24, 31, 37, 46, 62, 67, 71, 73, 79, 81, 84, 86, 88, 91, 94, 98] as const;

/** An address of an anonymous visitor: public space, never private or reserved. */
export const visitorAddressOf = (chance: Chance): string =>
  `${chance.pick(publicFirstOctets)}.${chance.whole(0, 255)}.${chance.whole(0, 255)}.${chance.whole(1, 254)}`;
