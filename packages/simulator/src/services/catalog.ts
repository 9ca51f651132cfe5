import { isoMillis } from '../text/times.ts';
import { chooserOf } from '../chance/weighted.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { taskStreamsOf } from './application-source.ts';
import type { Chance } from '../chance/chance.ts';
import type { WriteLine } from './application-source.ts';
import type { LogSource } from './log-source.ts';

/** One line of winston with its JSON format. */
const winston = (atMs: number, level: string, message: string, fields: object): string =>
  JSON.stringify({ level, message, service: 'catalog', timestamp: isoMillis(atMs), ...fields });

const productOf = (chance: Chance): string => `p-${chance.whole(10_000, 99_999)}`;

/** What version 2.13 says. Weights are percent, nearly. */
const chooseLine = chooserOf<WriteLine>([
  [
    50,
    (atMs, chance) =>
      winston(atMs, 'info', 'product served', {
        productId: productOf(chance),
        cache: chance.happens(0.85) ? 'hit' : 'miss',
        durationMs: Math.round(chance.around(11, 0.6)),
      }),
  ],
  [
    25,
    (atMs, chance) =>
      winston(atMs, 'info', 'category listed', {
        category: chance.pick(['garden', 'kitchen', 'toys', 'books', 'lighting', 'tools']),
        page: chance.whole(1, 12),
        durationMs: Math.round(chance.around(28, 0.5)),
      }),
  ],
  [10, (atMs, chance) => winston(atMs, 'debug', 'cache entry refreshed', { key: `product:${productOf(chance)}` })],
  [
    5,
    (atMs, chance) =>
      winston(atMs, 'info', 'price list synchronised', { updated: chance.whole(0, 40), errors: 0, warnings: 0 }),
  ],
  [2, (atMs, chance) => winston(atMs, 'warn', 'image missing, placeholder served', { productId: productOf(chance) })],
  [
    0.3,
    (atMs, chance) =>
      winston(atMs, 'error', 'request failed', { status: chance.pick([500, 503]), route: '/v1/products/:id' }),
  ],
]);

/** What version 2.14 says that version 2.13 did not. */
const chooseNewLine = chooserOf<WriteLine>([
  [
    3,
    (atMs, chance) =>
      winston(atMs, 'info', 'recommendation slot filled', {
        slot: chance.pick(['top', 'side', 'basket']),
        candidates: chance.whole(8, 60),
      }),
  ],
  [
    1,
    (atMs, chance) =>
      winston(atMs, 'info', 'feature flag evaluated', { flag: 'new-gallery', enabled: chance.happens(0.5) }),
  ],
]);

/**
 * The catalog: Node.js with winston, six tasks. The tasks of the new version take over all at once, as in a
 * blue-green switch, and each announces itself within 20 seconds.
 *
 * Its ordinary release brings new INFO lines and is not an incident.
 */
export const catalog: LogSource = {
  name: 'catalog',
  logGroup: '/application/catalog',
  weight: 9,
  curve: shopHours,
  open: (world, chance) => {
    const before = taskStreamsOf(world, 'catalog', 6);
    const after = taskStreamsOf(world, 'catalog', 6, 1);
    let isReleased = false;
    return (atMs, emit) => {
      if (atMs < world.ordinaryDeployMs) {
        emit(atMs, chance.pick(before), chooseLine(chance)(atMs, chance, ''));
        return;
      }
      if (!isReleased) {
        isReleased = true;
        for (const stream of after) {
          const startedMs = atMs + chance.whole(200, 20_000);
          emit(startedMs, stream, winston(startedMs, 'info', 'server started', { version: '2.14.0', port: 8080 }));
        }
      }
      const choose = chance.happens(0.15) ? chooseNewLine : chooseLine;
      emit(atMs, chance.pick(after), choose(chance)(atMs, chance, ''));
    };
  },
};
