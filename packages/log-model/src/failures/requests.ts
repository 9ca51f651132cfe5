import type { LogEvent } from '@bellwether/log-events';
import { routeOf } from './failure-text.ts';

/** How long a request took, and which one it was. */
export interface RequestTime {
  /** Method and path without ids; empty where the event names none. */
  readonly route: string;
  /** Milliseconds, 0 or more. */
  readonly durationMs: number;
}

/** Names of loggers for milliseconds. */
const millisecondFields = [
  'labels.responseTime',
  'labels.response_time_ms',
  'labels.duration_ms',
  'labels.durationMs',
  'labels.latency_ms',
  'labels.latencyMs',
  'labels.elapsed_ms',
  'labels.elapsedMs',
  'labels.took_ms',
  'aws.lambda.duration_ms',
] as const;

const nanosecondsPerMs = 1_000_000;
/** Longest description of a request that is parsed, and longest path. */
const maxRequestText = 4_000;
const maxPath = 200;

const numberOf = (value: unknown): number | undefined => {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.length === 0 || value.length > 20))
    return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
};

const durationOf = ({ attributes }: LogEvent): number | undefined => {
  const nanoseconds = numberOf(attributes['event.duration']);
  if (nanoseconds !== undefined) return nanoseconds / nanosecondsPerMs;
  for (const field of millisecondFields) {
    const milliseconds = numberOf(attributes[field]);
    if (milliseconds !== undefined) return milliseconds;
  }
  return undefined;
};

/** The request that pino and its like write as an object beside the message. */
const loggedRequest = ({ attributes }: LogEvent): { readonly method: string; readonly path: string } | undefined => {
  const text = attributes['labels.req'];
  if (typeof text !== 'string' || text.length > maxRequestText) return undefined;
  try {
    const { method, url } = JSON.parse(text) as { readonly method?: unknown; readonly url?: unknown };
    if (typeof method !== 'string' || typeof url !== 'string') return undefined;
    return { method: method.slice(0, 20), path: (url.split('?', 1)[0] ?? '').slice(0, maxPath) };
  } catch {
    // It was cut short, or is another thing of that name: the event then names no route.
    return undefined;
  }
};

/**
 * How long the request of an event took; undefined where the event says no duration.
 *
 * @example { route: 'GET /api/products/*', durationMs: 5.1 } // of pino's `request completed`
 */
export const requestTimeOf = (event: LogEvent): RequestTime | undefined => {
  const durationMs = durationOf(event);
  if (durationMs === undefined) return undefined;
  const method = event.attributes['http.request.method'];
  const path = routeOf(event);
  if (path !== '') return { route: `${typeof method === 'string' ? `${method} ` : ''}${path}`, durationMs };
  const logged = loggedRequest(event);
  if (logged === undefined) return { route: '', durationMs };
  const route = routeOf({ ...event, attributes: { 'url.path': logged.path } });
  return { route: `${logged.method} ${route}`, durationMs };
};
