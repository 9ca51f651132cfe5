import type { LogEvent } from '@bellwether/log-events';
import { oneLine } from '@bellwether/log-events';
import { readTrace } from './trace.ts';

/** What an event says went wrong, and what makes two events one kind. */
export interface FailureText {
  /** What happened, with its values: one line, bounded. */
  readonly title: string;
  /** Why: the error's type and message, where the message does not say it. */
  readonly cause?: string;
  /** The first frame of the program's own code. */
  readonly frame?: string;
  readonly isException: boolean;
  /** Equal for events of one kind inside a log source. */
  readonly key: string;
}

const maxTitle = 240;
const maxCause = 240;
const maxKey = 200;

/** What varies between two events of a kind. Every alternative begins differently, so nothing backtracks. */
const varying =
  /"[^"]{0,200}"|'[^']{0,200}'|\b0x[0-9a-f]{1,32}\b|\b[0-9a-f]{8}-[0-9a-f-]{20,30}\b|\b[0-9a-f]{12,64}\b|\d+(?:\.\d+)*/gi;

/** A text without what varies in it. */
export const maskValues = (text: string): string => text.slice(0, 400).replace(varying, '*').slice(0, maxKey);

const textAttribute = ({ attributes }: LogEvent, name: string): string => {
  const value = attributes[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** Status codes of a request; 0 where the event is none. */
export const statusOf = ({ attributes }: LogEvent): number => {
  const value = Number(attributes['http.response.status_code'] ?? 0);
  return Number.isInteger(value) && value >= 100 && value < 600 ? value : 0;
};

/** A path without ids: `/api/orders/1693` is `/api/orders/*`. */
export const routeOf = (event: LogEvent): string =>
  textAttribute(event, 'url.path')
    .slice(0, 200)
    .replace(/\/(?:[^/]{0,64}\d[^/]{0,64}|[^/]{40,200})(?=\/|$)/g, '/*');

const requestText = (event: LogEvent): FailureText | undefined => {
  const status = statusOf(event);
  const method = textAttribute(event, 'http.request.method');
  if (status === 0 || method === '' || textAttribute(event, 'url.path') === '') return undefined;
  if (textAttribute(event, 'error.message') !== '' || event.message.includes('\n')) return undefined;
  const route = routeOf(event);
  return {
    title: oneLine(`${method} ${route} answered ${status}`, maxTitle),
    isException: false,
    key: `request|${method}|${route}|${status}`,
  };
};

const errorCause = (event: LogEvent): string => {
  const [type, message] = [textAttribute(event, 'error.type'), textAttribute(event, 'error.message')];
  const code = textAttribute(event, 'error.code');
  const first = message.split('\n', 1)[0] ?? '';
  const plainType = type === 'Object' || type === 'Error' || first.startsWith(type) ? '' : type;
  const parts = [plainType, code !== '' && !first.includes(code) ? code : '', first].filter((part) => part !== '');
  return parts.join(': ');
};

/**
 * What an event says went wrong: its message, and the cause that loggers write beside a constant message.
 *
 * @example pino's `{ msg: 'request errored', err: { type: 'Error', message: 'getaddrinfo ENOTFOUND pricing.internal' } }`
 * // { title: 'request errored', cause: 'getaddrinfo ENOTFOUND pricing.internal', ... }
 */
export const failureTextOf = (event: LogEvent): FailureText => {
  const request = requestText(event);
  if (request !== undefined) return request;
  const { message } = event;
  const stack = textAttribute(event, 'error.stack_trace');
  const trace = readTrace(message.includes('\n') || stack === '' ? message : stack);
  const fromStack = stack !== '' && trace.exception === undefined ? readTrace(stack) : {};
  const firstLine = oneLine(message.trimStart().split('\n', 1)[0] ?? '', maxTitle);
  const exception = trace.exception ?? fromStack.exception;
  const frame = trace.frame ?? fromStack.frame;
  const named = errorCause(event) || exception || '';
  const cause = oneLine(named, maxCause);
  const title =
    firstLine === '' || firstLine === 'Traceback (most recent call last):' ? cause || 'An empty message' : firstLine;
  const saysMore = cause !== '' && !title.includes(cause);
  return {
    title,
    ...(saysMore ? { cause } : {}),
    ...(frame === undefined ? {} : { frame: oneLine(frame, 200) }),
    isException: exception !== undefined || stack !== '',
    key: `${saysMore || title !== firstLine ? maskValues(title) : event.templateId}|${saysMore ? maskValues(cause) : ''}`,
  };
};
