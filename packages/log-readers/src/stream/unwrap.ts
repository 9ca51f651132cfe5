import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import { unwrapDocument } from './unwrap-document.ts';
import { unwrapPrefix } from './unwrap-prefix.ts';
import { unwrapSyslog } from './unwrap-syslog.ts';
import { withAround, withWrapping } from './with-wrapping.ts';
import type { Unwrapped } from './unwrapped.ts';

/** Wrappings that are taken off one after the other at most: an export of a node's file of a container's JSON, for instance. */
const maxDepth = 3;

const unwrapOnce = (text: string, receivedMs: number): Unwrapped | undefined => {
  if (text.charCodeAt(0) === 0x7b) return unwrapDocument(text, receivedMs);
  return unwrapPrefix(text, receivedMs) ?? unwrapSyslog(text, receivedMs);
};

/** Takes off what wraps a line; undefined for nearly all lines, which nothing wraps. */
export const unwrap = (text: string, receivedMs: number): Unwrapped | undefined => {
  let found = unwrapOnce(text, receivedMs);
  for (let depth = 1; depth < maxDepth && found !== undefined && !found.isPartial; depth += 1) {
    const inner = unwrapOnce(found.text, receivedMs);
    if (inner === undefined) break;
    found = {
      text: inner.text,
      attributes: withAround(inner.attributes, found.attributes),
      timestampMs: inner.timestampMs ?? found.timestampMs,
      level: inner.level ?? found.level,
      isPartial: inner.isPartial,
      key: `${found.key}\n${inner.key}`,
    };
  }
  return found;
};

/** Reads a whole document; what a queue or a shipper wrapped is read as the line that it is, with what the wrapping says. */
export const readUnwrapped = (
  raw: RawRecord,
  receivedMs: number,
  read: (raw: RawRecord) => ReadOutcome,
): ReadOutcome => {
  const wrapping = unwrap(raw.text, receivedMs);
  if (wrapping === undefined || wrapping.isPartial) return read(raw);
  const outcome = read({ ...raw, text: wrapping.text });
  return outcome.kind === 'record' ? withWrapping(outcome, wrapping) : outcome;
};
