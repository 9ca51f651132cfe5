import type { LogEvent } from '@bellwether/log-events';
import type { EvidenceLine, LogSourceSketch } from './records.ts';
import { base, type Signal } from './signal.ts';

const maxAddresses = 500;
const firstLines = 2;

/** What a transfer to one address asks for. */
export const transferPolicy = {
  /** Bytes that one address received. */
  minBytes: 50_000_000,
  /** Share of everything that the log source sent. */
  minShareScore: 0.5,
  /** How many times what the other addresses received on average, each. */
  minRatio: 10,
  /** Other addresses that must have been seen: who has one client sends it everything. */
  minOthers: 5,
} as const;

/** Bytes of the answer; 0 where the event says none. */
const bytesOf = ({ attributes }: LogEvent): number => {
  const value = attributes['http.response.body.bytes'] ?? attributes['http.response.bytes'];
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : 0;
};

/** Counts what a request's address received. */
export const countTransfer = (source: LogSourceSketch, event: LogEvent, lineOf: () => EvidenceLine): void => {
  const bytes = bytesOf(event);
  const address = event.attributes['source.ip'] ?? event.attributes['source.address'];
  if (bytes === 0 || typeof address !== 'string') return;
  const { timestampMs } = event;
  let received = source.transfers.get(address);
  if (received === undefined) {
    if (source.transfers.size >= maxAddresses) return;
    received = { count: 0, bytes: 0, largestBytes: 0, firstMs: timestampMs, lastMs: timestampMs, lines: [] };
    source.transfers.set(address, received);
  }
  received.count += 1;
  received.bytes += bytes;
  received.firstMs = Math.min(received.firstMs, timestampMs);
  received.lastMs = Math.max(received.lastMs, timestampMs);
  // The largest answers show what it was.
  if (bytes <= received.largestBytes) return;
  received.largestBytes = bytes;
  received.lines = [lineOf(), ...received.lines].slice(0, firstLines);
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000).toLocaleString('en-US')} MB`;

/** Addresses that received far more than all others. */
export const transferSignals = (sources: Iterable<LogSourceSketch>): readonly Signal[] => {
  const { minBytes, minShareScore, minRatio, minOthers } = transferPolicy;
  const signals: Signal[] = [];
  for (const { location, scope, transfers } of sources) {
    const total = [...transfers.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const others = transfers.size - 1;
    if (others < minOthers) continue;
    for (const [address, { bytes, count, largestBytes, firstMs, lastMs, lines }] of transfers) {
      if (bytes < minBytes || bytes < minShareScore * total || bytes < minRatio * ((total - bytes) / others)) continue;
      signals.push({
        ...base,
        what: 'transfer',
        subject: address,
        severity: 'WARNING',
        location,
        scope,
        title: `${address} downloaded ${megabytes(bytes)} in ${count} requests, ${Math.round((100 * bytes) / total)} % of everything that was sent`,
        count,
        firstMs,
        lastMs,
        onsetMs: firstMs,
        lines,
        notes: [
          `The largest answer had ${megabytes(largestBytes)}; ${others} other addresses received ${megabytes(total - bytes)} in all.`,
        ],
      });
    }
  }
  return signals;
};
