/** True when the digits pass the Luhn check of payment cards. @see ISO/IEC 7812-1, annex B */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/**
 * True when digits have the length and leading digits of a card network: Visa, Mastercard, American Express, Discover,
 * JCB, UnionPay, Diners. Times in milliseconds and most counters start otherwise.
 *
 * @see ISO/IEC 7812-1: issuer identification numbers
 */
const hasIssuerPrefix = (digits: string): boolean => {
  const first = Number(digits.slice(0, 1));
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  if (digits.length === 15) return two === 34 || two === 37;
  if (digits.length === 14)
    return two === 36 || two === 38 || two === 39 || (three >= 300 && three <= 305) || three === 309;
  if (digits.length === 13) return first === 4;
  if (digits.length === 19) return two === 62 || first === 4;
  if (digits.length !== 16) return false;
  if (first === 4 || (two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return true;
  if (four === 6011 || two === 65 || (three >= 644 && three <= 649)) return true;
  return (
    (four >= 3528 && four <= 3589) ||
    two === 62 ||
    two === 81 ||
    two === 36 ||
    (four >= 2200 && four <= 2204) ||
    four === 5018 ||
    four === 6759
  );
};

/** True when the digits, without separators, can be a payment card's number. */
export const isCardNumber = (digits: string): boolean => hasIssuerPrefix(digits) && passesLuhn(digits);

/** Letters as numbers, A is 10, then the whole number modulo 97. */
const mod97 = (text: string): number => {
  let rest = 0;
  for (const sign of text) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
};

/** How long an IBAN of each country is. @see ISO 13616, the registry of SWIFT */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Length of the IBAN that a text without spaces begins with; 0 when it begins with none. */
export const ibanLength = (compact: string): number => {
  const length = ibanLengths[compact.slice(0, 2)];
  if (length === undefined || compact.length < length) return 0;
  const iban = compact.slice(0, length);
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1 ? length : 0;
};

/** A number of the Social Security Administration as it may be given out. */
export const isSocialSecurityNumber = (value: string): boolean => {
  const [area = '', group = '', serial = ''] = value.split(/[ -]/, 3);
  return area !== '000' && area !== '666' && !area.startsWith('9') && group !== '00' && serial !== '0000';
};

const spanishLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Spanish DNI and NIE: the letter at the end is the number modulo 23. */
export const isSpanishId = (value: string): boolean => {
  const digits = value.slice(0, -1).replace('X', '0').replace('Y', '1').replace('Z', '2');
  return spanishLetters.charAt(Number(digits) % 23) === value.slice(-1);
};

const weighted = (digits: string, from: number): number => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) sum += Number(digits.charAt(index)) * (from - index);
  const rest = (sum * 10) % 11;
  return rest === 10 ? 0 : rest;
};

/** Brazilian CPF: two check digits. */
export const isCpf = (value: string): boolean => {
  const digits = value.replace(/\D/g, '');
  return (
    digits.length === 11 &&
    !/^(\d)\1{10}$/.test(digits) &&
    weighted(digits.slice(0, 9), 10) === Number(digits.charAt(9)) &&
    weighted(digits.slice(0, 10), 11) === Number(digits.charAt(10))
  );
};

/** Swiss AHV number: an EAN-13. */
export const isAhv = (value: string): boolean => {
  const digits = value.replace(/\D/g, '');
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += Number(digits.charAt(index)) * (index % 2 === 0 ? 1 : 3);
  return digits.length === 13 && (10 - (sum % 10)) % 10 === Number(digits.charAt(12));
};

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italian codice fiscale: the letter at the end checks the rest. */
export const isCodiceFiscale = (value: string): boolean => {
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const sign = parseInt(value.charAt(index), 36);
    const worth = sign > 9 ? sign - 10 : sign;
    sum += index % 2 === 0 ? (oddValues[worth] ?? 0) : worth;
  }
  return value.charCodeAt(15) - 65 === sum % 26;
};

const vinValues: Readonly<Record<string, number>> = Object.fromEntries(
  'A1 B2 C3 D4 E5 F6 G7 H8 J1 K2 L3 M4 N5 P7 R9 S2 T3 U4 V5 W6 X7 Y8 Z9'
    .split(' ')
    .map((entry) => [entry.charAt(0), Number(entry.slice(1))]),
);
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** A vehicle's number: the North American check digit, or the filler that European makers write in its place. */
export const isVin = (value: string): boolean => {
  if (value.slice(3, 6) === 'ZZZ') return true;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const sign = value.charAt(index);
    sum += (vinValues[sign] ?? Number(sign)) * (vinWeights[index] ?? 0);
  }
  const rest = sum % 11;
  return /\d/.test(value) && /[A-Z]/.test(value) && value.charAt(8) === (rest === 10 ? 'X' : String(rest));
};
