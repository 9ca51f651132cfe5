import {
  isAhv,
  isCardNumber,
  isCodiceFiscale,
  isCpf,
  ibanLength,
  isSocialSecurityNumber,
  isSpanishId,
  isVin,
} from '../match/check-digits.ts';
import type { PatternRule } from '../match/match.ts';
import { markSource } from '../mark.ts';

/** A key directly before a number that says the number counts or names something, so it is not a card. */
const numberKey =
  /(?:id|seq|sequence|offset|time|timestamp|ts|order|invoice|ticket|reference|ref|transaction|txn|serial|sku|job|task|build|version|checksum|bytes|size|length|count|total|block|trace|span|number|nr|no|#|\+)["'\\]{0,16}\s?[=:#]?\s?["'\\]{0,16}$/i;

/** A word before a signed number that says it is a difference, so no phone's. */
const differenceKey = /(?:diff|difference|delta|offset|drift|skew|shift|change|gain|by)["']?\s?[=:]?\s?["']?$/i;

/** Digits of an international number, country code and all. @see ITU-T E.164 */
const isPhoneNumber = (value: string): boolean => {
  const digits = value.replace(/\D/g, '').length;
  const groups = value.split(/[ .-]/, 6).length;
  // `+1.23456789` is a number with a fraction.
  return digits >= 9 && digits <= 17 && groups !== 2;
};

/**
 * Refuses a value that begins inside a longer word. A mark counts as a part of the word it stands for; without that, a
 * second run would find what the first one left. The letter of an escaped line end is not part of a word.
 */
const notBehind = (units: string, first = String.raw`[\dA-Za-z+(]`): string =>
  String.raw`(?=${first})(?:(?<![${units}]|${markSource})|(?<=\\[nrt]))`;

const hex16 = '[0-9A-Fa-f]{1,4}';

/** Personal data: one row a form, in the order they are looked for. */
export const personalRules: readonly PatternRule[] = [
  {
    found: 'email',
    name: 'e-mail addresses',
    fragments: [],
    trigger: 'mail',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+%-')}(?!git@)[\w.+%-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])`,
      'g',
    ),
    // In `scheme://user@host` it is the user of an address, and after `@scope/` a version of a package.
    accepts: (value, before) =>
      !/(?::\/\/|\/@[\w.-]{1,80}\/|(?:^|\s)@[\w.-]{1,80}\/)$/.test(before) && !/@\d/.test(value),
    example: 'ann.b+c@example.co.uk',
    lookAlike: 'git@github.com:acme/app.git',
  },
  {
    found: 'email',
    name: 'e-mail addresses in other alphabets',
    fragments: [],
    trigger: 'mail',
    pattern:
      /(?<![\w.+%@:/\u00c0-\u024f-])[\w.+%\u00c0-\u024f-]{1,64}@(?:[A-Za-z0-9\u00c0-\u024f-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])/g,
    accepts: (value) => /[\u00c0-\u024f]/.test(value),
    example: 'jürgen@müller.de',
    lookAlike: 'ü@',
  },
  {
    found: 'iban',
    name: 'IBAN, with and without spaces',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-', '[A-Z]')}[A-Z]{2}\d{2}(?:[ -]?[\dA-Z]{1,4}){3,8}(?![\da-z])`,
      'g',
    ),
    accepts: (value) => ibanLength(value.replace(/[ -]/g, '')) === value.replace(/[ -]/g, '').length,
    example: 'DE89 3704 0044 0532 0130 00',
    lookAlike: 'DE88 3704 0044 0532 0130 00',
  },
  {
    found: 'vin',
    name: 'vehicle identification numbers',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-', '[A-HJ-NPR-Z\\d]')}[A-HJ-NPR-Z0-9]{11}[A-HJ-NPR-Z0-9]{2}\d{4}(?![\w-])`,
      'g',
    ),
    accepts: isVin,
    example: '1HGCM82633A004352',
    lookAlike: '1HGCM82643A004352',
  },
  {
    found: 'national-id',
    name: 'social security numbers of the USA',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(String.raw`${notBehind('\\w.+-', '\\d')}\d{3}-\d{2}-\d{4}(?![\w-])`, 'g'),
    accepts: isSocialSecurityNumber,
    example: '219-09-9999',
    lookAlike: '000-12-3456',
  },
  {
    found: 'national-id',
    name: 'DNI and NIE of Spain, by their check letter',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(String.raw`${notBehind('\\w.+-', '[\\dXYZ]')}(?:\d{8}|[XYZ]\d{7})[A-HJ-NP-TV-Z](?![\w-])`, 'g'),
    accepts: isSpanishId,
    example: '12345678Z',
    lookAlike: '12345678A',
  },
  {
    found: 'national-id',
    name: 'national insurance numbers of the United Kingdom',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-', '[A-Z]')}(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\d{6}| \d{2} \d{2} \d{2} )[A-D](?![\w-])`,
      'g',
    ),
    example: 'AB123456C',
    lookAlike: 'AB123456E',
  },
  {
    found: 'national-id',
    name: 'codice fiscale of Italy, by its check letter',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-', '[A-Z]')}[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![\w-])`,
      'g',
    ),
    accepts: isCodiceFiscale,
    example: 'RSSMRA85T10A562S',
    lookAlike: 'RSSMRA85T10A562A',
  },
  {
    found: 'national-id',
    name: 'CPF of Brazil, by its check digits',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(String.raw`${notBehind('\\w.+-', '\\d')}\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])`, 'g'),
    accepts: isCpf,
    example: '529.982.247-25',
    lookAlike: '529.982.247-26',
  },
  {
    found: 'national-id',
    name: 'AHV numbers of Switzerland, by their check digit',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(String.raw`${notBehind('\\w.+-', '\\d')}756\.\d{4}\.\d{4}\.\d{2}(?![\w-])`, 'g'),
    accepts: isAhv,
    example: '756.9217.0769.85',
    lookAlike: '756.9217.0769.84',
  },
  {
    found: 'card',
    name: 'payment cards, by issuer and check digit',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-', '\\d')}(?:\d{13,19}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{4}([ .-])\d{6}\2\d{4,5})(?![\w-]|\.\d)`,
      'g',
    ),
    accepts: (value, before) => isCardNumber(value.replace(/[ .-]/g, '')) && !numberKey.test(before),
    example: '4111 1111 1111 1111',
    lookAlike: '4111 1111 1111 1112',
  },
  {
    found: 'phone',
    name: 'international telephone numbers',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+:-', '[+0]')}(?:\+[1-9](?:\d{0,2}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]?\d{2,8}){1,5}|\d{8,14})|(?<!\d[ .-])00[1-9]\d{0,2}(?:[ ./-]\(?\d{1,5}\)?){1,2}(?:[ ./-]\d{2,8}){0,4})(?![\w:])`,
      'g',
    ),
    accepts: (value, before) =>
      (value.startsWith('00')
        ? /^00[1-9]\d{0,2}[ ./-]/.test(value) && value.replace(/\D/g, '').length >= 11 && isPhoneNumber(value)
        : isPhoneNumber(value)) && !differenceKey.test(before),
    example: '+41 44 668 18 00',
    lookAlike: '+1.23456789',
  },
  {
    found: 'phone',
    name: 'telephone numbers of North America',
    fragments: [],
    trigger: 'numbers',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+:/-', '[1-9(]')}(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}([ .-]))[2-9]\d{2}(?:\1|[.-])\d{4}(?![\w-]|\.\d)`,
      'g',
    ),
    accepts: (_, before) => !numberKey.test(before),
    example: '(415) 555-0100',
    lookAlike: '(115) 055-0100',
  },
  {
    found: 'mac',
    name: 'hardware addresses',
    fragments: [],
    trigger: 'mac',
    pattern: new RegExp(
      String.raw`${notBehind('\\w:.-', '[0-9A-Fa-f]')}[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w-]|:\w)`,
      'g',
    ),
    example: '00:1b:63:84:45:e6',
    lookAlike: '12:30:45',
  },
  {
    found: 'ip',
    name: 'IPv4',
    fragments: [],
    trigger: 'addresses',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.-', '\\d')}(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\w)`,
      'g',
    ),
    example: '192.0.2.1',
    lookAlike: '1.2.3',
  },
  {
    found: 'ip',
    name: 'IPv6, whole and compressed',
    fragments: [],
    trigger: 'addresses',
    pattern: new RegExp(
      String.raw`${notBehind('\\w:.')}(?:(?:${hex16}:){7}${hex16}|(?:${hex16}:){1,6}(?::${hex16}){1,6}|(?:${hex16}:){1,7}:|::(?:${hex16}:){0,5}${hex16})(?![\w:])`,
      'g',
    ),
    accepts: (value) => value.length > 4 && /\d/.test(value) && value.split(':').length <= 9,
    example: '2001:db8::1',
    lookAlike: '12:30:45',
  },
];
