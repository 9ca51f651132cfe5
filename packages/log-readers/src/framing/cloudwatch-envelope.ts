import type { ReadFailure } from '@bellwether/log-events';
import { gunzip, isGzip } from './decompress.ts';
import { isObject } from '../fields/json.ts';

export interface EnvelopeEvent {
  readonly id: string;
  /** When CloudWatch Logs says it happened, epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly text: string;
}

export interface EnvelopeOrigin {
  readonly account: string;
  readonly logGroup: string;
  readonly logStream: string;
}

/** What one subscription payload holds. A value: a stream may carry other records beside the envelopes. */
export type Envelope =
  | {
      readonly kind: 'data';
      readonly origin: EnvelopeOrigin;
      readonly events: readonly EnvelopeEvent[];
      readonly unreadable: number;
    }
  | { readonly kind: 'control' }
  /** Not an envelope: the text, after decompression. */
  | { readonly kind: 'other'; readonly bytes: Uint8Array }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

/** A subscription payload contains at most 1 MiB of compressed data, which log text multiplies by up to about 30. */
export const envelopeLimitBytes = 64 * 1024 * 1024;

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Some senders write the id as a number, or leave it out; an event without text or time is not an event. */
const eventOf = (value: unknown): EnvelopeEvent | undefined => {
  if (!isObject(value) || typeof value['message'] !== 'string') return undefined;
  const time = value['timestamp'];
  const timestampMs = typeof time === 'number' ? time : typeof time === 'string' ? Number(time) : Number.NaN;
  return Number.isFinite(timestampMs) ? { id: text(value['id']), timestampMs, text: value['message'] } : undefined;
};

const decodeText = (payload: string): Envelope | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { kind: 'failure', failure: { code: 'bad_json', format: 'cloudwatch-envelope' } };
    throw error;
  }
  if (!isObject(value) || typeof value['messageType'] !== 'string') return undefined;
  if (value['messageType'] === 'CONTROL_MESSAGE') return { kind: 'control' };
  if (value['messageType'] !== 'DATA_MESSAGE') return undefined;
  if (!Array.isArray(value['logEvents']))
    return { kind: 'failure', failure: { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' } };
  const listed = value['logEvents'] as readonly unknown[];
  const events: EnvelopeEvent[] = [];
  for (const item of listed) {
    const event = eventOf(item);
    if (event !== undefined) events.push(event);
  }
  const origin = {
    account: text(value['owner']),
    logGroup: text(value['logGroup']),
    logStream: text(value['logStream']),
  };
  return { kind: 'data', origin, events, unreadable: listed.length - events.length };
};

const beginsEnvelope = (payload: string): boolean => payload.startsWith('{') && payload.includes('"messageType"');

/**
 * Decodes one CloudWatch Logs subscription payload, gzip or plain JSON.
 *
 * Guards are written by hand: this runs for every payload, and a schema library costs four times as much.
 *
 * @param limitBytes  most bytes after decompression
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/ValidateLogEventFlow.html
 */
export const decodeEnvelope = (payload: Uint8Array, limitBytes: number = envelopeLimitBytes): Envelope => {
  let bytes = payload;
  if (isGzip(payload)) {
    const unzipped = gunzip(payload, limitBytes);
    if (!unzipped.ok) return { kind: 'failure', failure: unzipped.failure };
    bytes = unzipped.bytes;
  }
  if (bytes.length === 0) return { kind: 'failure', failure: { code: 'empty' } };
  if (bytes[0] !== 0x7b) return { kind: 'other', bytes };
  const decoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!beginsEnvelope(decoded)) return { kind: 'other', bytes };
  return decodeText(decoded) ?? { kind: 'other', bytes };
};
