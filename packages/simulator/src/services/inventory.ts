import { isoMillis } from '../text/times.ts';
import { shopHoursWithBatch } from '../timetable/daily-curve.ts';
import { shareOf } from '../chance/weighted.ts';
import { applicationSource } from './application-source.ts';
import type { WeightedTable } from '../chance/weighted.ts';
import type { WriteLine } from './application-source.ts';

/** One line of Go's slog text handler. */
const slog = (atMs: number, level: string, msg: string, rest: string): string =>
  `time=${isoMillis(atMs)} level=${level} msg="${msg}" ${rest}`;

const warehouses = ['ber-1', 'lyo-2', 'mil-1'] as const;

/** The one warning this service writes in ordinary times; a storm repeats it. */
export const inventoryWarning: WriteLine = (atMs, chance) =>
  slog(
    atMs,
    'WARN',
    'reservation conflict, retrying',
    `sku=SKU-${chance.whole(1_000, 9_999)} warehouse=${chance.pick(warehouses)} attempt=${chance.whole(1, 4)}`,
  );

const lines: WeightedTable<WriteLine> = [
  [
    38,
    (atMs, chance) =>
      slog(
        atMs,
        'INFO',
        'stock reserved',
        `sku=SKU-${chance.whole(1_000, 9_999)} qty=${chance.whole(1, 6)} warehouse=${chance.pick(warehouses)}`,
      ),
  ],
  [
    20,
    (atMs, chance) =>
      slog(
        atMs,
        'INFO',
        'stock level read',
        `sku=SKU-${chance.whole(1_000, 9_999)} level=${chance.whole(0, 800)} cached=true`,
      ),
  ],
  [
    14,
    (atMs, chance) =>
      slog(
        atMs,
        'INFO',
        'reservation released',
        `reservation=${chance.hex(12)} reason=${chance.pick(['shipped', 'expired'])}`,
      ),
  ],
  [
    8,
    (atMs, chance) =>
      slog(atMs, 'INFO', 'batch applied', `rows=${chance.whole(40, 600)} failed=0 took=${chance.whole(30, 400)}ms`),
  ],
  [
    6,
    (atMs, chance) =>
      slog(
        atMs,
        'DEBUG',
        'kafka poll',
        `partition=${chance.whole(0, 11)} offset=${chance.whole(1_000_000, 9_000_000)} records=${chance.whole(0, 50)}`,
      ),
  ],
  [8, inventoryWarning],
  [
    0.3,
    (atMs, chance) =>
      slog(
        atMs,
        'ERROR',
        'commit failed',
        `partition=${chance.whole(0, 11)} err="rebalance in progress" willRetry=true`,
      ),
  ],
];

/** Share of that warning among the lines, in [0, 1]. */
export const inventoryWarningShare = shareOf(lines, inventoryWarning);

/**
 * The stock keeper: Go with slog, four tasks. Its import batch swells gently at half past two at night.
 *
 * @see https://pkg.go.dev/log/slog#TextHandler
 */
export const inventory = applicationSource({
  name: 'inventory',
  weight: 7,
  curve: shopHoursWithBatch,
  tasks: 4,
  lines,
});
