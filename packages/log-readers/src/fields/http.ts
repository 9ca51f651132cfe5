import type { AttributeSet } from './attribute-set.ts';
import { putNumber, putText } from './attribute-set.ts';

/** Percent-decoded text; as it is when the encoding is broken, which scanners send on purpose. */
export const decodePercent = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};

/** Path of a request target: without scheme, host, query and fragment. */
export const pathOf = (target: string): string => {
  const scheme = target.indexOf('://');
  const isAbsolute = scheme > 0 && scheme < 12;
  const start = isAbsolute ? target.indexOf('/', scheme + 3) : 0;
  if (start < 0) return '/';
  const query = target.indexOf('?', start);
  const path = query < 0 ? target.slice(start) : target.slice(start, query);
  const fragment = path.indexOf('#');
  return fragment < 0 ? path : path.slice(0, fragment);
};

/** Sets `url.domain` and `url.port` from an absolute request target or from `host:port`. */
export const putDomain = (attributes: AttributeSet, target: string): void => {
  const scheme = target.indexOf('://');
  const start = scheme < 0 ? 0 : scheme + 3;
  const slash = target.indexOf('/', start);
  const whole = target.slice(start, slash < 0 ? target.length : slash);
  // User and password stand before the last `@`.
  const authority = whole.slice(whole.lastIndexOf('@') + 1);
  const colon = authority.lastIndexOf(':');
  const hasPort = colon > 0 && !authority.endsWith(']');
  putText(attributes, 'url.domain', hasPort ? authority.slice(0, colon) : authority);
  if (hasPort) putNumber(attributes, 'url.port', authority.slice(colon + 1));
};

/** Sets status and outcome: below 400 is success; 000, that no answer was sent, is failure. */
export const putStatus = (attributes: AttributeSet, status: string | number | undefined): void => {
  if (status === undefined || status === '-' || status === '') return;
  const code = Number(status);
  if (!Number.isInteger(code) || code < 0 || code > 999) return;
  attributes['http.response.status_code'] = code;
  attributes['event.outcome'] = code >= 100 && code < 400 ? 'success' : 'failure';
};

const methodShape = /^[A-Z][A-Z_-]{1,20}$/;

/** The parts of a request line, such as `GET /index.html HTTP/1.1`. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version?: string;
}

/** Splits a request line; undefined for what scanners and broken clients send instead of one. */
export const requestLine = (text: string): RequestLine | undefined => {
  const first = text.indexOf(' ');
  if (first <= 0 || !methodShape.test(text.slice(0, first))) return undefined;
  const last = text.lastIndexOf(' ');
  const hasVersion = last > first && text.startsWith('HTTP/', last + 1);
  const target = hasVersion ? text.slice(first + 1, last) : text.slice(first + 1).trim();
  return hasVersion
    ? { method: text.slice(0, first), target, version: text.slice(last + 6) }
    : { method: text.slice(0, first), target };
};

/** A target with a scheme; one in a query belongs to the query. */
const absolute = /^[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\//;

/** Sets method, target, path, query and domain of a request; gives the short sentence that stands for it. */
export const putRequest = (attributes: AttributeSet, request: string | undefined): RequestLine | undefined => {
  const line = request === undefined ? undefined : requestLine(request);
  if (line === undefined) return undefined;
  attributes['http.request.method'] = line.method;
  putText(attributes, 'http.version', line.version);
  attributes['url.original'] = line.target;
  putText(attributes, 'url.path', decodePercent(pathOf(line.target)));
  const query = line.target.indexOf('?');
  if (query >= 0) putText(attributes, 'url.query', line.target.slice(query + 1));
  if (absolute.test(line.target)) putDomain(attributes, line.target);
  return line;
};

/** A sentence of an access, with a path but no query, so that alike accesses share a template. */
export const accessSentence = (line: RequestLine | undefined, status: string | number | undefined): string =>
  line === undefined ? `no valid request ${status ?? '-'}` : `${line.method} ${pathOf(line.target)} ${status ?? '-'}`;
