import { markStart } from '../mark.ts';
import { kindOfName } from './key-class.ts';
import type { Match } from './match.ts';
import { closingQuote, openingQuote } from './read-value.ts';
import { looksLikeToken } from './value-tests.ts';

const authorizationName = /(?:^|[ _.-])(?:proxy[_-]?)?authorization$/i;
const cookieName = /(?:^|[ _.-])(?:set[_-]?)?cookies?$/i;

/** What is read of a header; UTF-16 units. */
const maxHeader = 4_096;
/** Schemes that sign with a key instead of sending it; their signature has a key of its own. */
const signingScheme = /^AWS4-/i;
/** Schemes whose credentials are pairs. */
const pairScheme = /(?:digest|oauth|hawk|signature|mac|ntlm-hash) {1,3}(?=[\w-]{1,40}=)/iy;
/** A pair with the comma after it; quotes may be escaped, as in JSON. */
const pair =
  /\s{0,3}(?:([\w-]{1,40})=\\{0,15}"([^"\\\r\n]{0,1024})\\{0,15}"|([\w-]{1,40})=([^\s"',\\<>]{1,512}))\s{0,3}(,?)/y;
const secretPairName = /^(?:response|cnonce|nonce|mac|oauth_signature|oauth_token|signature|opaque|nextnonce|hash)$/i;
const credentials = /([\w-]{2,40}) {1,3}([^\s"'`,;<>\\&)}\]]{4,4096})/y;
const lone = /[^\s"'`,;<>\\&)}\]]{8,4096}/y;

/** Where a header's text ends: at its closing quote, or at the end of the line. */
const regionOf = (text: string, from: number): { readonly start: number; readonly end: number } => {
  let start = from;
  while (start - from < 3 && text.charCodeAt(start) === 32) start += 1;
  const opened = openingQuote(text, start);
  if (opened)
    return { start: opened.end, end: closingQuote(text, opened.end, opened.level, opened.quote, maxHeader).at };
  const rest = text.slice(start, start + maxHeader);
  const end = rest.search(/[\r\n]|\\{1,15}[nr"]/);
  return { start, end: start + (end < 0 ? rest.length : end) };
};

/** Takes out the secret ones of pairs; says where they end. */
const readPairs = (text: string, from: number, matches: Match[]): number => {
  let at = from;
  for (let more = true; more && at - from < maxHeader;) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (found === null) break;
    const [whole, quotedName, quoted, bareName, bare, comma = ''] = found;
    const [name = '', value = ''] = quotedName === undefined ? [bareName, bare] : [quotedName, quoted];
    if (secretPairName.test(name) && value.length >= 6 && !value.startsWith(markStart)) {
      const start = at + whole.indexOf(value, whole.indexOf('='));
      matches.push({ start, end: start + value.length, found: 'signature' });
    }
    at += whole.length;
    more = comma !== '';
  }
  return at;
};

const readAuthorization = (text: string, from: number, matches: Match[]): number => {
  const { start, end } = regionOf(text, from);
  pairScheme.lastIndex = start;
  const paired = pairScheme.exec(text);
  if (paired !== null) return readPairs(text, start + paired[0].length, matches);
  credentials.lastIndex = start;
  const schemed = credentials.exec(text);
  if (schemed === null || schemed.index + schemed[0].length > end + 1) {
    lone.lastIndex = start;
    const token = lone.exec(text)?.[0] ?? '';
    if (token === '' || token.startsWith(markStart) || !looksLikeToken(token)) return start;
    matches.push({ start, end: start + token.length, found: 'bearer-token' });
    return start + token.length;
  }
  const [whole, scheme = '', value = ''] = schemed;
  if (signingScheme.test(scheme) || value.startsWith(markStart)) return start + scheme.length;
  const isBasic = /^basic$/i.test(scheme);
  // A header that says what is missing is prose: `Authorization: token required`.
  if (!isBasic && !looksLikeToken(value)) return start + scheme.length;
  matches.push({
    start: start + whole.length - value.length,
    end: start + whole.length,
    found: isBasic ? 'basic-auth' : 'bearer-token',
  });
  return start + whole.length;
};

const cookie = /\s{0,3}([^\s=;,"'<>{}()]{1,80})=("?[^;,\s"'<>\\}]{0,4096})"?(?:;|(?=[\s"'\\},]|$))/y;
const cookieAttribute = /^(?:path|domain|expires|max-age|samesite|priority|version|theme|lang|locale|consent)$/i;

/** Cookies that open a session are named so, or look like one. */
const readCookies = (text: string, from: number, matches: Match[]): number => {
  const { start, end } = regionOf(text, from);
  let at = start;
  while (at < end) {
    cookie.lastIndex = at;
    const found = cookie.exec(text);
    if (found === null || found.index + found[0].length > end + 1) break;
    const [whole, name = '', quoted = ''] = found;
    const value = quoted.replace(/^"/, '');
    const valueStart = at + whole.indexOf('=') + 1 + (quoted.length - value.length);
    const isNamed = value.length >= 6 && kindOfName(name) !== undefined;
    if (!cookieAttribute.test(name) && !value.startsWith(markStart) && (isNamed || looksLikeToken(value)))
      matches.push({ start: valueStart, end: valueStart + value.length, found: 'session' });
    at += whole.length;
    // Attributes such as Secure stand without a value.
    const flag = /^\s{0,3}(?:Secure|HttpOnly|Partitioned)(?:;|(?=[\s"'\\},]|$))/i.exec(text.slice(at, at + 24));
    at += flag?.[0].length ?? 0;
  }
  return Math.max(at, from);
};

/** Takes credentials and cookies out of a header; says where reading goes on, undefined for other names. */
export const readHeader = (text: string, name: string, from: number, matches: Match[]): number | undefined => {
  if (authorizationName.test(name)) return readAuthorization(text, from, matches);
  return cookieName.test(name) ? readCookies(text, from, matches) : undefined;
};
