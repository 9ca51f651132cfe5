import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinPayloads, splitPayloads, type PayloadMember } from '@bellwether/lake';

const member = (sequence: string, text: string, isCompressed = true): PayloadMember => ({
  sequence,
  arrivalMs: 1_768_478_400_000,
  bytes: isCompressed ? gzipSync(text) : Buffer.from(text),
});

const textOf = (bytes: Uint8Array): string =>
  bytes[0] === 0x1f ? gunzipSync(bytes).toString() : Buffer.from(bytes).toString();

const anyMember = fc
  .record({
    sequence: fc.stringMatching(/^\d{1,56}$/),
    arrivalMs: fc.nat({ max: 4e12 }),
    userRecord: fc.option(fc.nat({ max: 1_000 }), { nil: undefined }),
    orderingKey: fc.option(fc.stringMatching(/^([0-9a-f]{32}|[0-9a-f]{16})$/), { nil: undefined }),
    text: fc.string({ minLength: 1, maxLength: 60 }),
    isCompressed: fc.boolean(),
  })
  .map(({ sequence, arrivalMs, userRecord, orderingKey, text, isCompressed }) => ({
    sequence,
    arrivalMs,
    ...(userRecord === undefined ? {} : { userRecord }),
    ...(orderingKey === undefined ? {} : { orderingKey }),
    text,
    bytes: isCompressed ? gzipSync(text) : Buffer.from(text),
  }));

describe('joining raw records', () => {
  it.each([
    ['none', [], ''],
    ['one', [member('1', '{"a":1}')], '{"a":1}\n'],
    ['several', [member('1', '{"a":1}'), member('2', '{"b":2}')], '{"a":1}\n{"b":2}\n'],
    ['one that was not compressed', [member('1', 'plain', false), member('2', '{}')], 'plain\n{}\n'],
  ])('gives one record a line to whatever reads gzip: %s', (_, members, expected) => {
    const bytes = joinPayloads(members);
    expect(bytes.length === 0 ? '' : gunzipSync(bytes).toString()).toBe(expected);
  });

  it('leaves compressed records unchanged', () => {
    const payload = gzipSync('{"message":"kept"}', { level: 9 });
    const joined = Buffer.from(joinPayloads([{ sequence: '7', arrivalMs: 1, bytes: payload }]));
    expect(joined.includes(payload)).toBe(true);
  });

  it('gives every record back with its position', () => {
    fc.assert(
      fc.property(fc.array(anyMember, { maxLength: 6 }), (members) => {
        const { payloads, isWhole } = splitPayloads(joinPayloads(members));
        expect(isWhole).toBe(true);
        expect(payloads.map(({ bytes, ...position }) => ({ ...position, text: textOf(bytes) }))).toEqual(
          members.map(({ bytes: _, ...position }) => position),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('says that an object is damaged, and gives what came before', () => {
    const whole = Buffer.from(joinPayloads([member('1', 'first'), member('2', 'second')]));
    for (let length = 1; length < whole.length; length += 1) {
      const { payloads, isWhole } = splitPayloads(whole.subarray(0, length));
      expect(isWhole).toBe(false);
      expect(payloads.map(({ bytes }) => textOf(bytes))).toEqual(['first', 'second'].slice(0, payloads.length));
    }
  });

  it('takes any bytes for what they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const { isWhole } = splitPayloads(bytes);
        expect(isWhole).toBe(bytes.length === 0);
      }),
    );
  });
});
