import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of the two sides may be apart, in seconds: also how long a caught message could be sent again. */
export const webhookWindowSeconds = 300;

/** Shortest key, in bytes, that is signed with; the standard asks for 24. */
const minKeyBytes = 24;

const keyOf = (secret: string): Buffer => {
  const text = secret.trim();
  const key = text.startsWith('whsec_') ? Buffer.from(text.slice(6), 'base64') : Buffer.from(text);
  if (key.byteLength < minKeyBytes) throw new RangeError('The signing key is shorter than 24 bytes.');
  return key;
};

const digest = (secret: string, id: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest();

/** The headers of a signed webhook. */
export interface WebhookHeaders {
  /** The message's id, the same at every repeat: what a receiver drops repeats by. */
  readonly 'webhook-id': string;
  /** Epoch seconds UTC of the sending. */
  readonly 'webhook-timestamp': string;
  /** `v1,` and the base64 of the HMAC-SHA256 over id, timestamp and body, with dots between. */
  readonly 'webhook-signature': string;
}

/**
 * Signs a body as Standard Webhooks has it, so that receivers can check it with the libraries there are.
 *
 * @throws RangeError when the key is shorter than 24 bytes
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signWebhook = (secret: string, id: string, nowMs: number, body: string): WebhookHeaders => {
  const timestamp = String(Math.floor(nowMs / 1_000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest(secret, id, timestamp, body).toString('base64')}`,
  };
};

export type WebhookCheck = 'valid' | 'missing_header' | 'outside_window' | 'wrong_signature';

/**
 * Checks a received webhook, for receivers.
 *
 * @param headers  by lower-case names
 * @param body  the raw body, before it is parsed
 * @param secrets  those that are good now; two while a key is changed
 * @returns `valid` when one of the signatures is that of one of the secrets and the time is within five minutes of `nowMs`
 */
export const checkWebhook = (
  headers: Readonly<Partial<Record<keyof WebhookHeaders, string>>>,
  body: string,
  secrets: readonly string[],
  nowMs: number,
): WebhookCheck => {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return 'missing_header';
  const isNear = /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs / 1_000 - Number(timestamp)) <= webhookWindowSeconds;
  if (!isNear) return 'outside_window';
  const given = signatures
    .split(' ', 10)
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  const isKnown = secrets.some((secret) => {
    const expected = digest(secret, id, timestamp, body);
    return given.some((one) => one.byteLength === expected.byteLength && timingSafeEqual(one, expected));
  });
  return isKnown ? 'valid' : 'wrong_signature';
};
