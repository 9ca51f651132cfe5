import type { Attributes, Severity } from '@bellwether/log-events';
import { withoutClientText } from './client-text.ts';
import { readLength } from './scan-text.ts';

/**
 * Severity of an HTTP status: 5xx is the server's own failure; refused, forbidden and throttled callers are worth a
 * warning; other 4xx are everyday life of a web server.
 */
export const severityOfStatusCode = (status: number): Severity | undefined => {
  if (status >= 500 && status <= 599) return 'ERROR';
  if (status === 401 || status === 403 || status === 408 || status === 429) return 'WARNING';
  return undefined;
};

const requestStatus = /\b(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)\b.{0,400}?\s([1-5]\d\d)(?:\s|$)/;
const namedStatus = /\bstatus(?:[ _]?code)?["']?(?:\s{0,2}[:=]\s{0,2}|\s)["']?([1-5]\d\d)\b/i;
const trailingStatus = /(?:["”]|\s…|^…)\s([1-5]\d\d)\s(?:\d{1,12}|-)(?:\s|$)/;

/**
 * Severity of the HTTP status in the attributes or, failing that, in the text but for what a client wrote into it; undefined when it says nothing.
 *
 * @param mayHaveStatus  false when the text contains no number from 400 to 599, which saves the look
 */
export const severityOfStatus = (
  attributes: Attributes,
  message: string,
  mayHaveStatus: boolean,
): Severity | undefined => {
  const attribute = attributes['http.response.status_code'];
  if (attribute !== undefined) return severityOfStatusCode(Number(attribute));
  if (!mayHaveStatus) return undefined;
  const text = withoutClientText(message.length > readLength ? message.slice(0, readLength) : message);
  const status = (requestStatus.exec(text) ?? namedStatus.exec(text) ?? trailingStatus.exec(text))?.[1];
  return status === undefined ? undefined : severityOfStatusCode(Number(status));
};
