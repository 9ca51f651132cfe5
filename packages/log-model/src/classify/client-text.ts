const methods = 'GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND';
/** Inside of double quotes; a backslash guards the next character. */
const inQuotes = String.raw`(?:[^"\\\n]|\\.){0,1500}`;
/** The closing quote, or the end of a line or of a text that was cut before it. */
const closing = String.raw`(?:"|\\?$|(?=\n))`;
const quoted = `"${inQuotes}${closing}`;

/** Keys whose values a client writes: its agent, the page it came from, what it asked for, what it sent. */
const keys =
  'ua|user[_-]?agent|http[_-]user[_-]agent|referr?er|query|query[_-]?string|uri|url|request[_-]?uri|request[_-]?url|request[_-]?path|path|body|request[_-]?body|payload|cookie|x[_-]forwarded[_-]for';

/** What an agent writes after its name without quotes: comments in brackets, and further products. */
const products = String.raw`(?: \([^()\n]{0,1500}\)| [\w.-]{1,1500}\/[\w.]{1,1500}){0,12}`;

/** Requests: in quotes with a known method or with a protocol, or bare with a path. The groups are the methods. */
const requests = new RegExp(
  [
    `"(${methods}) ${inQuotes}${closing}`,
    String.raw`"([A-Za-z_-]{2,24}) ${inQuotes} HTTP\/[\d.]{1,1500}"`,
    String.raw`\b(${methods}) \/\S{0,1500}(?: HTTP\/[\d.]{1,1500})?`,
  ].join('|'),
  'g',
);

/** Addresses, values of the keys above, agents, JSON in quotes, and the user that a stranger says to be. */
const others = new RegExp(
  [
    String.raw`\b[a-z][a-z0-9+.-]{1,12}:\/\/[^\s"'<>]{1,1500}`,
    String.raw`(?<=[\s"'=(])\/[^\s"'<>?]{0,1500}\?[^\s"'<>]{1,1500}`,
    String.raw`(?<![\w.-])"?(?:${keys})"?\s{0,2}[:=]\s{0,2}${quoted}`,
    String.raw`(?<![\w.-])(?:${keys})=[^\s"]{1,1500}${products}`,
    String.raw`"[A-Za-z][\w.+-]{0,1500}\/\d${inQuotes}${closing}`,
    String.raw`\bMozilla\/[\d.]{1,1500}${products}`,
    String.raw`"\s{0,4}\{${inQuotes}${closing}`,
    String.raw`\buser \S{1,1500}(?= from )`,
  ].join('|'),
  'gi',
);

/** Texts in quotes, and those after a key, which are a line's own. */
const keyedOrQuoted = new RegExp(`([:=]\\s{0,2}${quoted})|${quoted}`, 'g');

const cut = ' … ';

const withoutUnkeyed = (text: string): string =>
  text.replace(keyedOrQuoted, (_found, keyed: string | undefined) => keyed ?? cut);

/** Signs that all of them have; nearly all texts have none of them at these positions. */
const mayContain = /[?"=]|:\/\/| \/|Mozilla\/|user /;

/**
 * The text without what a client chose of it, so that nobody sets a record's severity from outside: a `…` stands for each part, after
 * the method where it was a request. A text that was cut inside of such a part may be given.
 *
 * @example 'served "GET /a?x=error HTTP/1.1" 200 5 "-" "curl/8 error"' gives 'served GET … 200 5  …   … '
 */
export const withoutClientText = (text: string): string => {
  if (!mayContain.test(text)) return text;
  let isQuoted = false;
  const bare = text.replace(requests, (found: string, known?: string, _own?: string, plain?: string) => {
    isQuoted ||= found.startsWith('"');
    // A method of the client's own says nothing either.
    return `${known ?? plain ?? 'GET'} … `;
  });
  if (!isQuoted) return bare.replace(others, cut);
  // Behind a quoted request a server quotes what else its client sent.
  const at = bare.indexOf('…');
  return (bare.slice(0, at) + withoutUnkeyed(bare.slice(at))).replace(others, cut);
};

/**
 * The text without what is quoted in it, but for values after a key and for a text that begins with a quote or a brace: what a line
 * reports is not what it says itself.
 */
export const withoutQuoted = (text: string): string =>
  text.includes('"') && !/^\s{0,4}["{[]/.test(text) ? withoutUnkeyed(text) : text;

/** Attributes whose values a client chose; a reader may have put them into the message. */
const clientAttributes = [
  'http.request.method',
  'url.original',
  'url.path',
  'url.query',
  'user_agent.original',
  'http.request.referrer',
  'user.name',
] as const;

/** The text without the values that a reader says the client chose, where the message repeats them. */
export const withoutClientValues = (text: string, attributes: Readonly<Record<string, unknown>>): string => {
  let left = text;
  for (const name of clientAttributes) {
    const value = attributes[name];
    if (typeof value === 'string' && value.length > 2) left = left.replaceAll(value, '…');
  }
  return left;
};
