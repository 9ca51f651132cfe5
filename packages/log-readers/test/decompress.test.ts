import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gunzip, isGzip } from '../src/framing/decompress.ts';

const megabyte = 1024 * 1024;

describe('gunzip', () => {
  it('gives back what was compressed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        const result = gunzip(gzipSync(bytes), megabyte);
        expect(result.ok && Buffer.from(result.bytes).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it('reads data of several members', () => {
    const result = gunzip(Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]), megabyte);
    expect(result.ok && Buffer.from(result.bytes).toString()).toBe('one\ntwo\n');
  });

  it('refuses a small file that grows beyond the limit', () => {
    const bomb = gzipSync(Buffer.alloc(4 * megabyte));
    expect(gunzip(bomb, megabyte)).toEqual({ ok: false, failure: { code: 'gzip_bomb', limitBytes: megabyte } });
  });

  it('refuses a bomb whose trailer says that it is small', () => {
    const bomb = gzipSync(Buffer.alloc(4 * megabyte));
    bomb.writeUInt32LE(10, bomb.length - 4);
    expect(gunzip(bomb, megabyte)).toMatchObject({ ok: false });
  });

  it('tells data that ends too early, with what could be read', () => {
    const whole = gzipSync(Buffer.from(Array.from({ length: 4000 }, (_, index) => `line ${index * 7919}\n`).join('')));
    const result = gunzip(whole.subarray(0, whole.length - 200), megabyte);
    expect(result).toMatchObject({ ok: false, failure: { code: 'truncated_gzip' } });
    expect(!result.ok && result.failure.code === 'truncated_gzip' && result.failure.readBytes).toBeGreaterThan(1000);
  });

  it.each([
    ['no gzip at all', Buffer.from('hello')],
    ['a header and nothing sensible behind it', Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(40, 0xff)])],
  ])('refuses %s', (_name, bytes) => {
    expect(gunzip(bytes, megabyte)).toEqual({ ok: false, failure: { code: 'bad_gzip' } });
  });

  it('never throws, whatever follows the magic number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const data = Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), bytes]);
        expect(isGzip(data)).toBe(true);
        expect(typeof gunzip(data, megabyte).ok).toBe('boolean');
      }),
    );
  });
});
