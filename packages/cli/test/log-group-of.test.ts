import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logGroupOf } from '../src/analyze/log-group-of.ts';

describe('the log group of a file name', () => {
  it.each([
    ['app.log', 'app.log'],
    ['./app.log', 'app.log'],
    ['././app.log', 'app.log'],
    ['logs/app.log.1', 'logs/app.log'],
    ['logs/app.log.12.gz', 'logs/app.log'],
    ['app.log-20261120', 'app.log'],
    ['app.log-20261120.gz', 'app.log'],
    ['app-20261120.log', 'app.log'],
    ['app-2026-11-20.log.gz', 'app.log'],
    ['app.log.2026-11-20', 'app.log'],
    ['app.log.2026-11-20-13', 'app.log'],
    ['app.log.2026-11-20.3.gz', 'app.log'],
    ['localhost_access_log.2026-11-20.txt', 'localhost_access_log.txt'],
    ['C:\\logs\\app.log', 'C:/logs/app.log'],
    ['messages', 'messages'],
    ['server-42', 'server-42'],
    ['/var/log/nginx/access.log', '/var/log/nginx/access.log'],
  ])('%s belongs to %s', (name, group) => {
    expect(logGroupOf(name)).toBe(group);
  });

  it('is the same however often the file was rotated and compressed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.boolean(), (number, isGzip) => {
        expect(logGroupOf(`web/access.log.${number}${isGzip ? '.gz' : ''}`)).toBe('web/access.log');
      }),
    );
  });

  it('ends quickly on any name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (name) => {
        expect(logGroupOf(name).length).toBeLessThanOrEqual(name.length);
      }),
    );
  });
});
