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
  const four = Number(digits.slice(0, 4));
  if (digits.length === 15) return two === 34 || two === 37;
  if (digits.length === 14) return two === 36 || two === 38 || (four >= 3000 && four <= 3059);
  if (digits.length === 13 || digits.length === 19) return first === 4 && digits.length === 13 ? true : two === 62;
  if (digits.length !== 16) return false;
  if (first === 4 || (two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return true;
  return four === 6011 || two === 65 || (four >= 3528 && four <= 3589) || two === 62;
};

/** True when the digits, without separators, can be a payment card's number. */
export const isCardNumber = (digits: string): boolean => hasIssuerPrefix(digits) && passesLuhn(digits);
