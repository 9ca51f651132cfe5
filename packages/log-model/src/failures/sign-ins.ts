import type { LogEvent } from '@bellwether/log-events';
import type { EvidenceLine, LogSourceSketch } from './records.ts';
import { countValue } from './value-counts.ts';

const maxAddresses = 500;
/** `from 203.0.113.9`, `client: 203.0.113.9`, `rhost=203.0.113.9`: who came, not whom one called. */
const addressPattern = /(?:\bfrom|\bclient|\brhost|\bpeer|\bby)(?:[ =:]|: )\[?((?:\d{1,3}\.){3}\d{1,3})(?![\d.]*\d)/i;
const hint = /log|sign|auth|password|invalid user|session/i;
const refused =
  /\b(?:login|log[ -]in|sign[ -]?in|authenticat\w{0,8}|password|credentials?)\b.{0,60}\b(?:fail\w{0,4}|invalid|wrong|incorrect|denied|rejected|refused)\b|\bfailed (?:password|login|log[ -]in|sign[ -]?in|authentication)\b|\binvalid (?:user|credentials|password|login)\b/i;
const accepted =
  /\b(?:login|log[ -]in|sign[ -]?in|authentication) (?:succeeded|successful|ok|accepted)\b|\baccepted (?:password|publickey|keyboard-interactive)\b|\bauthenticated\b|\blogged in\b|\bsuccessful (?:login|sign[ -]?in)\b/i;

/** The address an event came from: its field, or the first in its message. */
export const addressOf = ({ attributes, message }: LogEvent): string | undefined => {
  const known = attributes['source.ip'] ?? attributes['client.ip'];
  if (typeof known === 'string') return known;
  return addressPattern.exec(message.slice(0, 300))?.[1];
};

/** Counts the sign-in that an event reports, by address. */
export const countSignIn = (source: LogSourceSketch, event: LogEvent, lineOf: () => EvidenceLine): void => {
  const text = event.message.slice(0, 200);
  if (!hint.test(text)) return;
  const isRefused = refused.test(text);
  if (!isRefused && !accepted.test(text)) return;
  const address = addressOf(event);
  if (address === undefined) return;
  let known = source.signIns.get(address);
  if (!isRefused) {
    if (known !== undefined && known.failed > 0) known.success ??= { line: lineOf(), afterFailed: known.failed };
    return;
  }
  if (known === undefined) {
    if (source.signIns.size >= maxAddresses) return;
    known = { failed: 0, users: {}, firstMs: event.timestampMs, lastMs: event.timestampMs, lines: [] };
    source.signIns.set(address, known);
  }
  known.failed += 1;
  known.firstMs = Math.min(known.firstMs, event.timestampMs);
  known.lastMs = Math.max(known.lastMs, event.timestampMs);
  if (known.lines.length < 2) known.lines.push(lineOf());
  const user = event.attributes['user.name'];
  if (typeof user === 'string') countValue(known.users, user);
};
