import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkWebhook, signWebhook, webhookWindowSeconds } from '@bellwether/outputs';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const nowMs = 1_614_265_330_000;

describe('signWebhook', () => {
  it('gives the signature of the example in the standard', () => {
    expect(signWebhook(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', nowMs, '{"test": 2432232314}')).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('signs what the check takes, and nothing that was changed', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 24 })
          .filter((text) => !text.startsWith('whsec_') && Buffer.byteLength(text.trim()) >= 24),
        fc.string({ minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        fc.nat(2 ** 32),
        (key, id, body, seconds) => {
          const headers = signWebhook(key, id, seconds * 1_000, body);
          expect(checkWebhook(headers, body, ['another key of enough bytes', key], seconds * 1_000)).toBe('valid');
          expect(checkWebhook(headers, `${body} `, [key], seconds * 1_000)).toBe('wrong_signature');
          expect(checkWebhook({ ...headers, 'webhook-id': `${id}x` }, body, [key], seconds * 1_000)).toBe(
            'wrong_signature',
          );
          expect(checkWebhook(headers, body, [`${key}x`], seconds * 1_000)).toBe('wrong_signature');
        },
      ),
      { numRuns: 50 },
    );
  });

  it('refuses keys of fewer than 24 bytes', () => {
    expect(() => signWebhook('short', 'id', nowMs, '')).toThrow(RangeError);
    expect(() => signWebhook('whsec_c2hvcnQ=', 'id', nowMs, '')).toThrow(RangeError);
  });
});

describe('checkWebhook', () => {
  const headers = signWebhook(secret, 'id', nowMs, 'body');

  it.each([
    [0, 'valid'],
    [webhookWindowSeconds, 'valid'],
    [-webhookWindowSeconds, 'valid'],
    [webhookWindowSeconds + 1, 'outside_window'],
    [-webhookWindowSeconds - 1, 'outside_window'],
  ])('finds a message %i seconds old %s', (ageSeconds, expected) => {
    expect(checkWebhook(headers, 'body', [secret], nowMs + ageSeconds * 1_000)).toBe(expected);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)('misses the header %s', (name) => {
    expect(checkWebhook({ ...headers, [name]: '' }, 'body', [secret], nowMs)).toBe('missing_header');
  });

  it.each(['v1,', 'v1,AAAA', 'v0,x', 'x', `v1a${headers['webhook-signature'].slice(2)}`])(
    'refuses the signature %s',
    (signature) => {
      const changed = { ...headers, 'webhook-signature': signature };
      expect(checkWebhook(changed, 'body', [secret], nowMs)).toBe('wrong_signature');
    },
  );

  it('takes any of several signatures, as there are while a key is changed', () => {
    const changed = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
    expect(checkWebhook(changed, 'body', [secret], nowMs)).toBe('valid');
    expect(checkWebhook({ ...headers, 'webhook-timestamp': 'soon' }, 'body', [secret], nowMs)).toBe('outside_window');
  });
});
