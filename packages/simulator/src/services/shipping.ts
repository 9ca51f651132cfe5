import { isoMicros } from '../text/times.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { applicationSource } from './application-source.ts';
import type { Chance } from '../chance/chance.ts';

/** One line of structlog with its JSON renderer. */
const structlog = (atMs: number, chance: Chance, level: string, event: string, fields: object): string =>
  JSON.stringify({ ...fields, event, level, logger: 'shipping', timestamp: isoMicros(atMs, chance.whole(0, 999)) });

const carriers = ['postline', 'swiftvan', 'eurocarry'] as const;

/**
 * The shipping service: Python with structlog, three tasks. One of the two services that may fall silent, so it is
 * steady: about 18 events in five minutes even at night, on a day of the default size.
 *
 * @see https://www.structlog.org/en/stable/standard-library.html
 */
export const shipping = applicationSource({
  name: 'shipping',
  weight: 4.8,
  curve: shopHours,
  tasks: 3,
  lines: [
    [
      36,
      (atMs, chance) =>
        structlog(atMs, chance, 'info', 'label created', {
          carrier: chance.pick(carriers),
          parcel: `PX${chance.whole(100_000_000, 999_999_999)}`,
          weight_g: Math.round(chance.around(1_400, 0.6)),
        }),
    ],
    [
      30,
      (atMs, chance) =>
        structlog(atMs, chance, 'info', 'tracking event stored', {
          parcel: `PX${chance.whole(100_000_000, 999_999_999)}`,
          status: chance.pick(['accepted', 'in_transit', 'out_for_delivery', 'delivered']),
        }),
    ],
    [
      15,
      (atMs, chance) =>
        structlog(atMs, chance, 'info', 'rate quoted', { carrier: chance.pick(carriers), zone: chance.whole(1, 6) }),
    ],
    [
      4,
      (atMs, chance) =>
        structlog(atMs, chance, 'warning', 'carrier rate limited us', {
          carrier: chance.pick(carriers),
          retry_after_s: chance.pick([1, 2, 5]),
        }),
    ],
    [
      0.3,
      (atMs, chance) =>
        structlog(atMs, chance, 'error', 'carrier answered 502', { carrier: chance.pick(carriers), will_retry: true }),
    ],
  ],
});
