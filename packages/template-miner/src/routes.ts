const maskedSegments = /^<(?:num|id)>$/;
/** Words of English that consist of `a` to `f`: a segment of a path that is one of them is a name. */
const hexWords = new Set(
  (
    'abed accede acceded added babe bade bead beaded beef cafe cede ceded dace dada dead deaf deafed decade decaf deed deface ' +
    'defaced efface effaced facade face faced fade faded feed'
  ).split(' '),
);

/** A segment of a path that may be an identifier: masked already, or hexadecimal without a digit by chance, `bbef`. */
const isIdSegment = (segment: string): boolean =>
  maskedSegments.test(segment) || (/^[a-f]{4,}$/.test(segment) && !hexWords.has(segment));

/** True for the route of a request: a path in which only ids are masked. */
export const isRoute = (word: string): boolean => word.charCodeAt(0) === 47 && word.length > 1;

/** True for a route with a segment that is masked as soon as it shows another value. */
export const hasIdSegment = (word: string): boolean => isRoute(word) && word.split('/').some(isIdSegment);

/**
 * The route that stands for two routes which differ in identifiers alone; undefined when they differ in anything else.
 *
 * @example
 * commonRoute('/static/bbef', '/static/cdda'); // '/static/<id>'
 * commonRoute('/static/<num>', '/static/<id>'); // '/static/<id>'
 * commonRoute('/static/feed', '/static/cdda'); // undefined: "feed" is a word
 */
export const commonRoute = (known: string, seen: string): string | undefined => {
  if (!isRoute(known) || !isRoute(seen)) return undefined;
  const segments = known.split('/');
  const others = seen.split('/');
  if (segments.length !== others.length) return undefined;
  for (const [at, other] of others.entries()) {
    if (segments[at] === other) continue;
    if (!isIdSegment(segments[at] ?? '') || !isIdSegment(other)) return undefined;
    segments[at] = '<id>';
  }
  return segments.join('/');
};
