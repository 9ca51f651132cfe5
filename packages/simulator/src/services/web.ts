import { visitorAddressOf } from '../chance/identifiers.ts';
import { chooserOf } from '../chance/weighted.ts';
import { accessLogTime, ceilSecond } from '../text/times.ts';
import { flat, shopHours } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { Chance } from '../chance/chance.ts';
import type { LogSource } from './log-source.ts';

const logGroup = '/application/web';
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
] as const;

/** HTTP status by weight, out of 1,000. 499 is nginx's own: the visitor went away. */
const chooseStatus = chooserOf<number>([
  [940, 200],
  [20, 304],
  [14, 301],
  [18, 404],
  [3, 403],
  [2, 499],
  // The occasional 5xx of any real site.
  [1.5, 502],
  [0.5, 500],
]);

// The path of the error page that is fine says "errors" all the same.
const pathOf = (chance: Chance): string =>
  chance.happens(0.01)
    ? '/help/errors/404'
    : `/${chance.pick(['p', 'c', 'static', 'cart', 'search'])}/${chance.hex(chance.whole(4, 9))}`;

/**
 * nginx in front of the shop, combined log format, one stream a host.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_log_module.html
 */
export const web: LogSource = {
  name: 'web',
  logGroup,
  weight: 8,
  curve: shopHours,
  open: (world, chance) => {
    const hosts = instancesOf(world, 'web');
    return (atMs, emit) => {
      const secondMs = ceilSecond(atMs);
      const bytes = Math.round(chance.around(6_400, 0.9));
      emit(
        secondMs,
        chance.pick(hosts).id,
        `${visitorAddressOf(chance)} - - [${accessLogTime(secondMs)}] "${chance.happens(0.9) ? 'GET' : 'POST'} ${pathOf(chance)} HTTP/2.0" ${chooseStatus(chance)} ${bytes} "-" "${chance.pick(agents)}"`,
      );
    };
  },
};

/** The load balancer asking every host, day and night, whether it lives. */
export const healthChecker: LogSource = {
  name: 'web-health-checker',
  logGroup,
  weight: 2.6,
  curve: flat,
  open: (world, chance) => {
    const hosts = instancesOf(world, 'web');
    // The load balancer has one address in each of the two subnets.
    const nodes = ['10.0.1.5', '10.0.2.5'] as const;
    return (atMs, emit) => {
      const secondMs = ceilSecond(atMs);
      emit(
        secondMs,
        chance.pick(hosts).id,
        `${chance.pick(nodes)} - - [${accessLogTime(secondMs)}] "GET /healthz HTTP/1.1" 200 2 "-" "ELB-HealthChecker/2.0"`,
      );
    };
  },
};
