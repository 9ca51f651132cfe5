import { isVariable } from './masks.ts';
import { commonRoute } from './routes.ts';

/** Kinds that stand for each other in logs: a hexadecimal counter may by chance contain no letter, a host may be its address. */
const familyOf = new Map<string, string>([
  ['num', 'id'],
  ['hex', 'id'],
  ['id', 'id'],
  ['uuid', 'id'],
  ['ip', 'host'],
  ['host', 'host'],
  ['endpoint', 'endpoint'],
]);

/** Name of a word that is one mask and nothing else, without its `+`; undefined for every other word. */
const maskNameOf = (word: string): string | undefined =>
  word.startsWith('<') && word.indexOf('>') === word.length - 1
    ? word.slice(1, word.endsWith('+>') ? -2 : -1)
    : undefined;

/** A name with its numbers masked: `disk0` and `disk12` are `disk<num>`; the word itself when it has none. */
export const numbered = (word: string): string => word.replace(/\d+/g, '<num>');

/** A name whose number is a part of what it means: `IPV6` and `IPV4`, `MP3`. */
const acronym = /^[A-Z]{2,8}\d{1,2}$/;

/** Whether both words are one name with other numbers, `lane3` and `lane7`, or one of them is that name masked. */
export const isSameNumbered = (known: string, seen: string): boolean => {
  if (known.length < 2 || known.charCodeAt(0) !== seen.charCodeAt(0) || acronym.test(seen) || !/\d/.test(seen))
    return false;
  return numbered(known) === numbered(seen);
};

/** The narrowest word that stands for both; the same word when the known one already stands for the other. */
export const generaliseWord = (known: string, seen: string): string => {
  if (known === seen || known === '<*>' || known === '<*+>') return known;
  if (isSameNumbered(known, seen)) return numbered(known);
  const route = commonRoute(known, seen);
  if (route !== undefined) return route;
  const plus = known.endsWith('+>') || seen.endsWith('+>') ? '+' : '';
  const knownName = maskNameOf(known);
  const seenName = maskNameOf(seen);
  if (knownName !== undefined && knownName === seenName) return `<${knownName}${plus}>`;
  const family = knownName === undefined ? undefined : familyOf.get(knownName);
  if (family !== undefined && family === familyOf.get(seenName ?? '')) return `<${family}${plus}>`;
  // `node-<num>` and `node-<id>` are still nodes.
  if (plus === '' && isVariable(known) && isVariable(seen)) {
    const prefix = known.slice(0, known.indexOf('<'));
    const suffix = known.slice(known.lastIndexOf('>') + 1);
    const isSameName =
      prefix + suffix !== '' &&
      seen.slice(0, seen.indexOf('<')) === prefix &&
      seen.slice(seen.lastIndexOf('>') + 1) === suffix;
    if (isSameName) return `${prefix}<*>${suffix}`;
  }
  return `<*${plus}>`;
};
