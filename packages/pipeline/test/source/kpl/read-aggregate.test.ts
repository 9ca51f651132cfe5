import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAggregate, readAggregate } from '../../../src/source/kpl/read-aggregate.ts';
import { encodeAggregate, field, sealed, userRecord } from './encode-aggregate.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const key = field(1, bytes('key'));
const badShape = (name: string) => ({
  kind: 'failure',
  failure: { code: 'bad_shape', format: 'kpl-aggregate', field: name },
});

describe('reading an aggregate', () => {
  it('knows the magic number', () => {
    expect(isAggregate(encodeAggregate([bytes('a')]))).toBe(true);
    expect(isAggregate(bytes('INFO a plain line that is long enough'))).toBe(false);
    expect(isAggregate(Buffer.from([0xf3, 0x89, 0x9a, 0xc2]))).toBe(false);
  });

  it('passes over hash keys, tags and fields it does not know', () => {
    const tag = Buffer.concat([field(1, bytes('name')), field(2, bytes('value'))]);
    const record = Buffer.concat([
      field(1, 1),
      field(2, 0),
      field(4, tag),
      field(3, bytes('data')),
      field(99, 2 ** 40),
      Buffer.from([(7 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8]),
      Buffer.from([(8 << 3) | 5, 1, 2, 3, 4]),
    ]);
    const message = Buffer.concat([key, key, field(2, bytes('123')), field(3, record), field(50, bytes('later'))]);
    expect(readAggregate(sealed(message))).toEqual({ kind: 'aggregate', userRecords: [bytes('data')] });
  });

  it('gives back any user records whole and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 40 }), (userRecords) => {
        const read = readAggregate(encodeAggregate(userRecords));
        expect(read.kind).toBe('aggregate');
        if (read.kind === 'aggregate')
          expect(read.userRecords.map((data) => Buffer.from(data))).toEqual(
            userRecords.map((data) => Buffer.from(data)),
          );
      }),
    );
  });

  it.each([
    ['no user record', key, 'records'],
    ['a user record without data', Buffer.concat([key, field(3, field(1, 0))]), 'records'],
    ['a user record without a key', Buffer.concat([key, field(3, field(3, bytes('a')))]), 'records'],
    ['a key that is not in the table', Buffer.concat([key, field(3, userRecord(bytes('a'), 1))]), 'records'],
    ['a number where the record stands', Buffer.concat([key, field(3, 7)]), 'records'],
    ['a length beyond the end', Buffer.concat([key, Buffer.from([0x1a, 0xff, 0xff, 0xff, 0x7f])]), 'message'],
    ['a varint without an end', Buffer.alloc(12, 0xff), 'message'],
    ['a group, which protobuf 3 has not', Buffer.from([0x0b]), 'message'],
    ['field number 0', Buffer.from([0x02, 0x00]), 'message'],
    ['50,001 user records', Buffer.concat([key, Buffer.alloc(50_001 * 6, field(3, userRecord(bytes(''))))]), 'records'],
  ])('refuses %s', (_name, message, name) => {
    expect(readAggregate(sealed(message))).toEqual(badShape(name));
  });

  it('refuses an aggregate of which one bit is wrong, wherever it is', () => {
    const whole = encodeAggregate([bytes('one'), bytes('two')]);
    for (let bit = 32; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
      expect(readAggregate(damaged)).toEqual(badShape('checksum'));
    }
  });

  it('gives an outcome for any bytes under a right checksum', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(['aggregate', 'failure']).toContain(readAggregate(sealed(message)).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
