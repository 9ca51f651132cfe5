import { isoMillis } from '../text/times.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { applicationSource } from './application-source.ts';
import type { Chance } from '../chance/chance.ts';

/** One line as Spring Boot writes it to the console. */
const spring = (atMs: number, chance: Chance, level: string, logger: string, text: string): string =>
  `${isoMillis(atMs)} ${level.padStart(5)} 1 --- [nio-9200-exec-${chance.whole(1, 16)}] ${logger.padEnd(34)} : ${text}`;

/** What shoppers look for: any two of them make a query. */
const words = ['lamp', 'kettle', 'desk', 'drill', 'puzzle', 'shelf', 'mug', 'rug', 'tent', 'bike'] as const;

/**
 * The search: Java with Spring Boot, four tasks.
 *
 * @see https://docs.spring.io/spring-boot/reference/features/logging.html
 */
export const search = applicationSource({
  name: 'search',
  weight: 8,
  curve: shopHours,
  tasks: 4,
  lines: [
    [
      55,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'INFO',
          'c.s.search.QueryController',
          `query="${chance.pick(words)} ${chance.pick(words)}" hits=${chance.whole(0, 900)} took=${Math.round(chance.around(23, 0.6))}ms`,
        ),
    ],
    [
      15,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'INFO',
          'c.s.search.SuggestController',
          `suggest prefix="${chance.pick(words).slice(0, 3)}" size=10`,
        ),
    ],
    [
      10,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'INFO',
          'c.s.search.index.SegmentMerger',
          `Merged ${chance.whole(2, 9)} segments into _${chance.hex(4)} (${chance.around(38, 0.5).toFixed(1)} MB)`,
        ),
    ],
    [
      8,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'DEBUG',
          'c.s.search.CacheWarmer',
          `Warmed filter ${chance.hex(8)} in ${chance.whole(1, 80)} ms`,
        ),
    ],
    [
      2.5,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'WARN',
          'c.s.search.QueryController',
          `Slow query took=${Math.round(chance.around(1_300, 0.2))}ms shards=${chance.whole(3, 5)}/5`,
        ),
    ],
    [
      0.2,
      (atMs, chance) =>
        spring(
          atMs,
          chance,
          'ERROR',
          'c.s.search.ShardClient',
          `Shard ${chance.whole(0, 4)} did not answer within 2000 ms`,
        ),
    ],
  ],
});
