import type { Category, Severity } from '@bellwether/log-events';

/**
 * Words that say what a text is about, the category that needs an operator sooner first. Where a text speaks of several
 * matters the first wins: a connection that timed out is a `timeout`.
 */
const categoryWords: readonly (readonly [Category, string])[] = [
  ['memory', 'memory oom oomkilled heap swap malloc oomkiller'],
  ['timeout', 'timeout timeouts timedout deadline etimedout'],
  ['throttling', 'throttle throttled throttling ratelimit quota quotas backpressure'],
  [
    'auth',
    'auth authentication authenticate authenticated authenticating authorization authorized authorize unauthorized login logins logon logoff logout logged signin signon password passwords passwd credential credentials forbidden sudo ssh sshd kerberos mfa oauth ldap pam accessdenied denied',
  ],
  [
    'storage',
    'disk disks filesystem volume volumes inode inodes enospc snapshot snapshots raid mount mounted mounting unmounted storage blk block blocks scsi nfs',
  ],
  [
    'database',
    'database databases sql deadlock query queries transaction transactions postgres postgresql mysql innodb dynamodb mongodb tablespace replication rollforward',
  ],
  [
    'network',
    'connection connections connect connected connecting disconnect disconnected socket sockets dns tcp udp tls ssl network networks unreachable handshake packet packets econnrefused econnreset proxy interface route routes gateway',
  ],
  [
    'deploy',
    'deploy deployed deploying deployment deployments rollback rollout release released helm autoscaling replicaset migration migrations upgrade upgraded',
  ],
  ['health', 'health healthy unhealthy healthcheck heartbeat heartbeats liveness readiness probe probes'],
  [
    'lifecycle',
    'start starts started starting startup stop stops stopped stopping shutdown shutting initialize initialized initializing initialization restart restarted restarting terminate terminated terminating termination exit exits exited exiting boot booted booting listening registered launched launching',
  ],
  ['performance', 'latency slow took duration elapsed cpu throughput'],
  ['audit', 'audit audited policy policies granted revoked'],
];

/** Words of failure, without regard to what stands around them. */
const severityWords: readonly (readonly [Severity, string])[] = [
  ['CRITICAL', 'critical fatal panic panicked panicking catastrophic unrecoverable emergency corrupted corruption'],
  [
    'ERROR',
    'error errors err errored fail fails failed failing failure failures exception exceptions traceback crash crashed crashes aborted aborting abort refused unreachable unable cannot denied forbidden unauthorized rejected timeout timedout fault',
  ],
  [
    'WARNING',
    'warning warnings warn deprecated deprecation retry retrying retries slow throttled throttling exceeded exceeds invalid unexpected missing expired dropped degraded suspicious insufficient illegal unknown lost stale',
  ],
];

/** Pairs of words that only together say something: "timed out", "rate exceeded", "too many requests". */
const pairs: readonly (readonly [string, string, Category])[] = [
  ['timed', 'out', 'timeout'],
  ['rate', 'limit', 'throttling'],
  ['rate', 'limited', 'throttling'],
  ['rate', 'exceeded', 'throttling'],
  ['many', 'requests', 'throttling'],
];

const levelWords =
  'emergency emerg alert critical crit fatal ftl panic severe error err warning warn wrn notice note information info inf log debug dbg verbose finest finer fine trace trc level lvl severity levelname loglevel';
const platformWords =
  'memory oom oomkilled panic fatal sigsegv segmentation segfault dumped timed exited runtime traceback unhandled uncaught exception sigkill sigabrt crashed signal killed available down';

/** What a known word means, as bits beside the index of its category and severity. */
export interface KnownWord {
  readonly text: string;
  /** Bit of the category in `categoryAt`; 0 when it speaks of none. */
  categoryBit: number;
  severity: Severity | undefined;
  mayBeLevel: boolean;
  mayBePlatform: boolean;
  /** Another word and what this one says after it. */
  pair: { readonly before: string; readonly categoryBit: number; readonly severity: Severity | undefined } | undefined;
}

const known = new Map<string, KnownWord>();
const enter = (text: string): KnownWord => {
  let word = known.get(text);
  if (!word) {
    word = { text, categoryBit: 0, severity: undefined, mayBeLevel: false, mayBePlatform: false, pair: undefined };
    known.set(text, word);
  }
  return word;
};
categoryWords.forEach(([, words], index) => {
  for (const word of words.split(' ')) enter(word).categoryBit = 1 << index;
});
for (const [severity, words] of severityWords) for (const word of words.split(' ')) enter(word).severity = severity;
for (const word of levelWords.split(' ')) enter(word).mayBeLevel = true;
for (const word of platformWords.split(' ')) enter(word).mayBePlatform = true;

for (const [before, text, category] of pairs) {
  const categoryBit = 1 << categoryWords.findIndex(([name]) => name === category);
  enter(text).pair = { before, categoryBit, severity: category === 'timeout' ? 'ERROR' : undefined };
}

/** The category of the lowest bit; undefined when no bit is set. */
export const categoryOfBits = (bits: number): Category | undefined =>
  bits === 0 ? undefined : categoryWords[31 - Math.clz32(bits & -bits)]?.[0];

/** What a word of failure says, given the word before it. */
export const severityOfWord = (word: string, before: string): Severity | undefined => {
  const found = known.get(word);
  return found?.severity ?? (found?.pair?.before === before ? found.pair.severity : undefined);
};

const tableSize = 4096;
const table: (KnownWord | undefined)[] = new Array<KnownWord | undefined>(tableSize).fill(undefined);

/** Place of a word by its length, its first two letters and its last: known words differ enough in these. */
const slotOf = (text: string, start: number, end: number): number => {
  const head = ((text.charCodeAt(start) & 31) << 5) | (text.charCodeAt(start + 1) & 31);
  const tail = ((text.charCodeAt(end - 1) & 31) << 4) | ((end - start) & 15);
  return (head ^ Math.imul(tail, 0x2d)) & (tableSize - 1);
};
for (const word of known.values()) {
  let slot = slotOf(word.text, 0, word.text.length);
  while (table[slot]) slot = (slot + 1) & (tableSize - 1);
  table[slot] = word;
}

/** Length of the shortest and longest known word. */
export const minWordLength = 3;
export const maxWordLength = 15;

/** The known word that stands in `text` from `start` to `end` in any case; undefined when it is none. */
export const knownWordAt = (text: string, start: number, end: number): KnownWord | undefined => {
  for (let slot = slotOf(text, start, end); ; slot = (slot + 1) & (tableSize - 1)) {
    const word = table[slot];
    if (!word) return undefined;
    if (word.text.length !== end - start) continue;
    let index = 0;
    while (index < word.text.length && (text.charCodeAt(start + index) | 32) === word.text.charCodeAt(index))
      index += 1;
    if (index === word.text.length) return word;
  }
};
