import { isoMillis } from '../text/times.ts';
import { visitorAddressOf } from '../chance/identifiers.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { applicationSource } from './application-source.ts';

/** One line of logfmt. */
const logfmt = (atMs: number, level: string, msg: string, rest: string): string =>
  `time=${isoMillis(atMs)} level=${level} svc=auth msg="${msg}" ${rest}`;

/**
 * The login service of the shop: Go with logfmt, four tasks. Its users are shoppers, not people of the account, so
 * a password mistyped here has nothing to do with the console.
 */
export const auth = applicationSource({
  name: 'auth',
  weight: 7,
  curve: shopHours,
  tasks: 4,
  lines: [
    [
      40,
      (atMs, chance) =>
        logfmt(
          atMs,
          'info',
          'token verified',
          `user=${chance.whole(100_000, 999_999)} aud=shop dur=${chance.around(1.8, 0.4).toFixed(2)}ms`,
        ),
    ],
    [
      18,
      (atMs, chance) =>
        logfmt(
          atMs,
          'info',
          'token issued',
          `user=${chance.whole(100_000, 999_999)} grant=${chance.pick(['password', 'refresh_token'])} ip=${visitorAddressOf(chance)} ttl=3600`,
        ),
    ],
    [
      12,
      (atMs, chance) =>
        logfmt(atMs, 'info', 'session renewed', `session=${chance.hex(16)} user=${chance.whole(100_000, 999_999)}`),
    ],
    [
      5,
      (atMs, chance) =>
        logfmt(atMs, 'debug', 'jwks served', `keys=2 etag=${chance.hex(8)} client=${visitorAddressOf(chance)}`),
    ],
    // Shoppers mistype: failed logins of customers are daily bread here.
    [
      4,
      (atMs, chance) =>
        logfmt(
          atMs,
          'warn',
          'login failed',
          `user=${chance.whole(100_000, 999_999)} reason=bad_password ip=${visitorAddressOf(chance)} attempts=${chance.whole(1, 2)}`,
        ),
    ],
    [3, (atMs, chance) => logfmt(atMs, 'info', 'sweep finished', `expired=${chance.whole(0, 90)} errors=0`)],
    [
      0.3,
      (atMs, chance) =>
        logfmt(
          atMs,
          'error',
          'session store unreachable',
          `node=redis-${chance.whole(1, 3)} err="i/o timeout" retry=true`,
        ),
    ],
  ],
});
