/** What programs tell, apart from how their lines look: the same messages are written in every layout. */

/** One thing that happened, in parts from which a layout makes a line. */
export interface StatementLine {
  /** Number of the statement in the program that told it: the group that its line belongs to. */
  readonly statement: number;
  readonly timeMs: number;
  readonly level: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG';
  /** The message as the program wrote it. */
  readonly message: string;
  /** `com.acme.billing.Ledger`; each statement stands in one class. */
  readonly logger: string;
  readonly thread: string;
  readonly host: string;
  readonly pid: number;
  readonly tid: number;
  /** Eight digits of a request's id in hexadecimal; another for each line. */
  readonly request: string;
  readonly number: number;
}

type Values = (pick: <Value>(of: readonly Value[]) => Value, below: (limit: number) => number) => string;

/** How a statement words what it tells: level, class, and the message with other values each time. */
type Statement = readonly [level: StatementLine['level'], logger: string, message: Values];

const users = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];
const shops = ['north', 'south', 'east', 'west', 'harbour', 'airport', 'station', 'market', 'bridge', 'garden'];
const hex = (value: number): string => value.toString(16).padStart(8, '0');
const address = (below: (limit: number) => number): string => `10.${below(200)}.${below(200)}.${below(200)}`;

const statements: readonly Statement[] = [
  ['INFO', 'com.acme.billing.Invoice', (_, below) => `Invoice ${below(90_000)} sent in ${below(900)} ms`],
  ['ERROR', 'com.acme.billing.Ledger', (_, below) => `Could not reach ledger after ${below(60_000)} ms`],
  ['INFO', 'com.acme.cache.Cache', (_, below) => `cache rebuilt, ${below(5000)} entries kept`],
  ['WARN', 'com.acme.web.Session', (pick) => `Session of user ${pick(users)} expired`],
  ['INFO', 'com.acme.web.Login', (pick, below) => `User ${pick(users)} logged in from ${address(below)}`],
  ['DEBUG', 'com.acme.store.Blocks', (_, below) => `Received block blk_${below(1e9)} of size ${below(1e7)} from /${address(below)}`],
  ['INFO', 'com.acme.store.Blocks', (_, below) => `Deleting file /srv/data/${hex(below(1e9))}/part-${below(900)}.bin`],
  ['ERROR', 'com.acme.net.Peer', (_, below) => `Connection to ${address(below)}:${below(60_000)} refused`],
  ['WARN', 'com.acme.net.Peer', (_, below) => `Slow response: took ${below(9000)}ms for ${below(400)} keys`],
  ['INFO', 'com.acme.jobs.Scheduler', (_, below) => `Started job ${below(9000)} (attempt ${below(9)})`],
  ['INFO', 'com.acme.jobs.Scheduler', (_, below) => `Finished job ${below(9000)} (attempt ${below(9)})`],
  ['ERROR', 'com.acme.jobs.Worker', (_, below) => `Job ${below(9000)} failed: exit code ${below(120)}`],
  ['DEBUG', 'com.acme.db.Pool', (_, below) => `Pool has ${below(40)} idle and ${below(40)} busy connections`],
  ['WARN', 'com.acme.db.Query', (_, below) => `Query took ${below(90)}.${below(99)} s, ${below(70_000)} rows`],
  ['INFO', 'com.acme.web.Access', (pick, below) => `GET /api/orders/${below(9000)} for ${pick(users)} answered ${pick([200, 200, 404])}`],
  ['INFO', 'com.acme.stock.Counter', (pick, below) => `${below(500)} items counted in shop ${pick(shops)} by hand`],
  ['INFO', 'com.acme.boot.Main', (_, below) => `Listening on port ${below(60_000)}`],
  ['ERROR', 'com.acme.boot.Main', () => `Shutdown requested, waiting for running requests`],
  ['WARN', 'com.acme.disk.Volume', (_, below) => `Volume /dev/sd${'abcdef'[below(6)]!}${below(9)} is ${below(99)}% full`],
  ['INFO', 'com.acme.mail.Sender', (pick) => `mail to ${pick(users)}@example.com queued`],
]; // prettier-ignore

/** Park and Miller's generator: the same lines every time. */
const createRandom = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
};

const threads = ['main', 'worker-a', 'worker-b', 'pool-2-thread-7', 'http-nio-8080-exec-3', 'scheduler'];
const hosts = ['web01', 'web02', 'db-primary'];
const startMs = Date.UTC(2024, 4, 3, 11, 20, 14, 551);

/** The same messages in the same order, for as many lines as are asked for. */
export const statementLines = (count: number, seed = 20_240_503): readonly StatementLine[] => {
  const below = createRandom(seed);
  const pick = <Value>(of: readonly Value[]): Value => of[below(of.length)]!;
  return Array.from({ length: count }, (_, number) => {
    const statement = below(statements.length);
    const [level, logger, message] = statements[statement]!;
    return {
      statement,
      timeMs: startMs + number * 1237,
      level,
      message: message(pick, below),
      logger,
      thread: pick(threads),
      host: pick(hosts),
      pid: 4400 + below(20),
      tid: 100 + below(80),
      request: hex(below(2_000_000_000)),
      number,
    };
  });
};
