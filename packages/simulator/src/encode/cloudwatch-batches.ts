import type { SimulatedEvent } from '../simulated-event.ts';

/** How events are cut into envelopes. */
export interface BatchOptions {
  /** Maximum number of events in one envelope; 1 or more. */
  readonly eventsPerRecord: number;
  /** Longest an event waits for company, milliseconds of event time; 60,000 by default. */
  readonly maxWaitMs?: number;
  /** Maximum number of events waiting over all streams; 20,000 by default. Above it the oldest envelope leaves early. */
  readonly maxWaitingEvents?: number;
  readonly subscriptionFilter?: string;
}

interface OpenEnvelope {
  readonly first: SimulatedEvent;
  readonly logEvents: { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

/** Fifteen digits made of a text: FNV-1a in two halves of 24 bits, so the product stays a safe integer. */
const digitsOf = (text: string): string => {
  let hash = 0x811c9dc5;
  let other = 0x2b992ddf;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
  }
  return String((hash >>> 8) * 16_777_216 + (other >>> 8)).padStart(15, '0');
};

/**
 * The id of an event: 56 digits like the service's own, ascending in time. Made of its time, its ordinal in the day and
 * its stream, so cutting the same day into other batches gives the same ids.
 */
const eventIdOf = (event: SimulatedEvent, ordinal: number, streamDigits: string): string =>
  `3${String(event.timestampMs).padStart(15, '0')}${String(ordinal).padStart(12, '0')}${streamDigits.padEnd(28, '0')}`;

/** What the service sends to see whether the destination is there. It carries no events of ours. */
const controlMessage = (timestamp: number): string =>
  JSON.stringify({
    messageType: 'CONTROL_MESSAGE',
    owner: 'CloudwatchLogs',
    logGroup: '',
    logStream: '',
    subscriptionFilters: [],
    logEvents: [{ id: '', timestamp, message: 'CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.' }],
  });

/**
 * Groups events into CloudWatch Logs subscription envelopes, as JSON strings; the first is a CONTROL_MESSAGE.
 *
 * One envelope contains consecutive events of one stream. It leaves when it is full or its first event has waited
 * `maxWaitMs`, so envelopes are ordered to within that wait. Lazy; memory is bounded by `maxWaitingEvents`.
 *
 * @param events  in order of time
 * @throws RangeError when `eventsPerRecord` is not a whole number of 1 or more
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/ValidateLogEventFlow.html
 */
export function* encodeCloudWatchBatches(
  events: Iterable<SimulatedEvent>,
  options: BatchOptions,
): Generator<string, void, undefined> {
  const { eventsPerRecord, maxWaitMs = 60_000, maxWaitingEvents = 20_000 } = options;
  if (!Number.isSafeInteger(eventsPerRecord) || eventsPerRecord < 1) {
    throw new RangeError('An envelope holds a whole number of events, 1 or more.');
  }
  const subscriptionFilters = [options.subscriptionFilter ?? 'bellwether'];
  // A Map keeps the order of insertion: the first envelope is always the one whose first event is oldest.
  const open = new Map<string, OpenEnvelope>();
  let ordinal = 0;
  let waiting = 0;

  const close = (key: string, { first, logEvents }: OpenEnvelope): string => {
    open.delete(key);
    waiting -= logEvents.length;
    const { account: owner, logGroup, logStream } = first;
    return JSON.stringify({ messageType: 'DATA_MESSAGE', owner, logGroup, logStream, subscriptionFilters, logEvents });
  };

  for (const event of events) {
    if (ordinal === 0) yield controlMessage(event.timestampMs);
    for (const [key, envelope] of open) {
      const isDue = event.timestampMs - envelope.first.timestampMs >= maxWaitMs || waiting >= maxWaitingEvents;
      if (!isDue) break;
      yield close(key, envelope);
    }
    const key = `${event.account}\n${event.logGroup}\n${event.logStream}`;
    const envelope = open.get(key) ?? { first: event, logEvents: [] };
    envelope.logEvents.push({
      id: eventIdOf(event, ordinal, digitsOf(key)),
      timestamp: event.timestampMs,
      message: event.message,
    });
    open.set(key, envelope);
    ordinal += 1;
    waiting += 1;
    if (envelope.logEvents.length >= eventsPerRecord) yield close(key, envelope);
  }
  if (ordinal === 0) yield controlMessage(0);
  for (const [key, envelope] of open) yield close(key, envelope);
}
