import { commaTime } from '../text/times.ts';
import { shopHoursWithBatch } from '../timetable/daily-curve.ts';
import { applicationSource } from './application-source.ts';
import type { Chance } from '../chance/chance.ts';

/** One line of a log4j pattern layout: `%d %-5p [%t] %c{1.} - %m`. */
export const paymentsLine = (atMs: number, chance: Chance, level: string, logger: string, text: string): string =>
  `${commaTime(atMs)} ${level.padEnd(5)} [http-nio-8080-exec-${chance.whole(1, 24)}] c.s.payments.${logger} - ${text}`;

const chargeOf = (chance: Chance): string => `ch_${chance.hex(16)}`;
/** Euros with two decimals. */
const amountOf = (chance: Chance): string => chance.around(42, 0.8).toFixed(2);

/**
 * The payment service: Java with log4j, four tasks. Its settlement batch swells gently at half past two at night.
 *
 * @see https://logging.apache.org/log4j/2.x/manual/pattern-layout.html
 */
export const payments = applicationSource({
  name: 'payments',
  weight: 6.5,
  curve: shopHoursWithBatch,
  tasks: 4,
  lines: [
    [
      34,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'INFO',
          'ChargeController',
          `Charge ${chargeOf(chance)} authorised for ${amountOf(chance)} EUR in ${Math.round(chance.around(320, 0.4))} ms`,
        ),
    ],
    [
      22,
      (atMs, chance) =>
        paymentsLine(atMs, chance, 'INFO', 'CaptureJob', `Captured ${chargeOf(chance)} amount=${amountOf(chance)}`),
    ],
    [
      14,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'INFO',
          'TokenVault',
          `Token resolved for customer ${chance.whole(100_000, 999_999)}`,
        ),
    ],
    [
      10,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'INFO',
          'SettlementBatch',
          `Settlement chunk ${chance.whole(1, 400)} written, ${chance.whole(20, 200)} rows, 0 failed`,
        ),
    ],
    [
      6,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'DEBUG',
          'PoolMonitor',
          `HikariPool-1 - Pool stats (total=20, active=${chance.whole(0, 12)}, idle=${chance.whole(8, 20)}, waiting=0)`,
        ),
    ],
    [
      3,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'WARN',
          'AcquirerClient',
          `Acquirer timeout on attempt ${chance.whole(1, 2)}, retrying in ${chance.pick([200, 400, 800])} ms`,
        ),
    ],
    // A card that is declined is business as usual, whatever the word.
    [
      4,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'INFO',
          'ChargeController',
          `Charge ${chargeOf(chance)} declined: ${chance.pick(['insufficient_funds', 'do_not_honor', 'expired_card'])}`,
        ),
    ],
    [
      0.4,
      (atMs, chance) =>
        paymentsLine(
          atMs,
          chance,
          'ERROR',
          'AcquirerClient',
          `Acquirer answered 503 for ${chargeOf(chance)}, giving up`,
        ),
    ],
  ],
});
