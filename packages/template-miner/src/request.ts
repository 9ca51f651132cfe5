const isDigitUnit = (unit: number): boolean => unit >= 48 && unit <= 57;

/**
 * Whether a message may be a request as readers of access logs word it, whose signature says more than its masked line does. Messages with
 * one masked line have one answer: how long the number at the end is does not matter here.
 *
 * @example
 * mayBeRequest('GET /orders/17 503'); // true
 * mayBeRequest('GET /orders/17 failed'); // false
 */
export const mayBeRequest = (message: string): boolean => /^[A-Z]{3,7} \/\S* \d+$/.test(message);

/** First digit of the three that end a request, `GET /a 503`; 0 for any other text. Nearly all are told apart by their first and last characters. */
export const statusDigit = (message: string): number => {
  const at = message.length - 3;
  const first = message.charCodeAt(0);
  // Methods begin with D to P.
  if (at < 5 || first < 68 || first > 80 || message.charCodeAt(at - 1) !== 32) return 0;
  const unit = message.charCodeAt(at);
  const isStatus =
    isDigitUnit(unit) && isDigitUnit(message.charCodeAt(at + 1)) && isDigitUnit(message.charCodeAt(at + 2));
  return isStatus && mayBeRequest(message) ? unit : 0;
};
