const knownValues = /^(?:true|false|null|root|admin)$/i;
const pathDelimiters = /([\s,!;:=|"'[\](){}])/;
const tokenDelimiters = /([\s,!;:=|"'[\](){}.\-+@#$%&])/;

const isPath = (token: string): boolean =>
  token.length > 1 && token.startsWith('/') && !token.includes('//') && !token.endsWith('/');

/**
 * A template in the notation that published parsers are compared in: one wildcard `<*>` for every kind of mask, with
 * the template corrections that the field agreed on (double spaces, paths, digits, booleans and user names, words
 * joined to a variable, dotted and adjacent variables).
 *
 * @see Khan, Shin, Bianculli, Briand: Guidelines for Assessing the Accuracy of Log Message Template Identification
 *   Techniques, ICSE 2022
 * @example
 * templateAsWildcards('User <*> read <path> from <ip>, 3 of <num> bytes in <duration>');
 * // 'User <*> read <*> from <*>, <*> of <*> bytes in <*>'
 */
export const templateAsWildcards = (text: string): string => {
  let wild = text
    .replace(/<[a-z*]{1,8}\+?>/g, '<*>')
    .trim()
    .replace(/\s+/g, ' ');
  wild = wild
    .split(pathDelimiters)
    .map((token) => (isPath(token) ? '<*>' : token))
    .join('');
  wild = wild
    .split(tokenDelimiters)
    .map((token) => {
      if (knownValues.test(token) || /^\d+$/.test(token)) return '<*>';
      return token.includes('<*>') && !token.includes('/') ? '<*>' : token;
    })
    .join('');
  let before = '';
  while (before !== wild) {
    before = wild;
    wild = wild.replaceAll('<*>.<*>', '<*>').replaceAll('<*><*>', '<*>');
  }
  return wild;
};
