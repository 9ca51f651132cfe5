import { uuidOf } from '../chance/identifiers.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { shareOf } from '../chance/weighted.ts';
import { applicationSource } from './application-source.ts';
import type { Chance } from '../chance/chance.ts';
import type { WeightedTable } from '../chance/weighted.ts';
import type { WriteLine } from './application-source.ts';

/** One line of pino: `level` is a number (30 info, 40 warn, 50 error), `time` epoch milliseconds. */
const pino = (atMs: number, task: string, level: number, msg: string, fields: object): string =>
  JSON.stringify({ level, time: Math.floor(atMs), pid: 1, hostname: task, name: 'checkout', ...fields, msg });

/** An order number: always eight digits, so that masking digits gives one template. */
const orderOf = (chance: Chance): string => `ORD-${chance.whole(10_000_000, 99_999_999)}`;
/** A basket in euros with two decimals; half of them are below 42. */
const cents = (chance: Chance): number => Math.round(chance.around(4_200, 0.8)) / 100;

/** The one warning this service writes in ordinary times; a storm repeats it. */
export const checkoutWarning: WriteLine = (atMs, chance, task) =>
  pino(atMs, task, 40, 'upstream slow, retrying', {
    upstream: 'pricing',
    attempt: chance.whole(1, 3),
    waitedMs: Math.round(chance.around(900, 0.3)),
    reqId: uuidOf(chance),
  });

const lines: WeightedTable<WriteLine> = [
  [
    42,
    (atMs, chance, task) =>
      pino(atMs, task, 30, 'request completed', {
        reqId: uuidOf(chance),
        method: chance.pick(['GET', 'POST', 'PUT']),
        url: `/v1/carts/${chance.hex(12)}${chance.pick(['', '/items', '/totals'])}`,
        statusCode: chance.happens(0.02) ? chance.pick([400, 404, 409, 422]) : 200,
        responseTime: Math.round(chance.around(34, 0.7)),
      }),
  ],
  [
    16,
    (atMs, chance, task) =>
      pino(atMs, task, 30, 'cart updated', {
        cartId: chance.hex(12),
        items: chance.whole(1, 9),
        total: cents(chance),
      }),
  ],
  [
    14,
    (atMs, chance, task) =>
      pino(atMs, task, 30, 'order placed', { orderId: orderOf(chance), total: cents(chance), currency: 'EUR' }),
  ],
  [
    8,
    (atMs, chance, task) =>
      pino(atMs, task, 30, 'payment confirmed', {
        orderId: orderOf(chance),
        tookMs: Math.round(chance.around(410, 0.4)),
      }),
  ],
  [5, (atMs, chance, task) => pino(atMs, task, 20, 'price cache hit', { sku: `SKU-${chance.whole(1_000, 9_999)}` })],
  // Words that look like trouble and are none.
  [
    2,
    (atMs, chance, task) =>
      pino(atMs, task, 30, 'stock check finished: 0 failed', { checked: chance.whole(4, 40), failed: 0 }),
  ],
  [9, checkoutWarning],
  [
    0.5,
    (atMs, chance, task) =>
      pino(atMs, task, 50, 'request failed', {
        reqId: uuidOf(chance),
        statusCode: chance.pick([502, 503, 504]),
        err: { type: 'UpstreamError', message: 'pricing answered 503' },
      }),
  ],
];

/** Share of that warning among the lines, in [0, 1]. */
export const checkoutWarningShare = shareOf(lines, checkoutWarning);

/**
 * The checkout: Node.js with pino, six tasks.
 *
 * @see https://github.com/pinojs/pino/blob/main/docs/api.md
 */
export const checkout = applicationSource({
  name: 'checkout',
  weight: 8,
  curve: shopHours,
  tasks: 6,
  lines,
});
