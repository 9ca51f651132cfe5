/** A million lines of simulated services, with rare events planted in them. The same seed gives the same lines. */
import type { Severity } from '@bellwether/log-model';

export interface SimulatedLine {
  readonly timestampMs: number;
  readonly logGroup: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface SimulatedLogs {
  readonly lines: Iterable<SimulatedLine>;
  /** What one line of a prompt has to say: the first plain words of a message that came once, or a value that came once with the words beside it. */
  readonly planted: readonly {
    readonly kind: 'pattern' | 'value';
    readonly severity: Severity;
    readonly expected: readonly string[];
  }[];
}

/** Numbers in [0, 1), mulberry32. */
const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const nouns =
  'order cart payment invoice session token user tenant shipment stock price coupon mail queue worker cache index shard replica lease lock bucket object page row cursor batch job task webhook retry window quota ledger refund address profile avatar search filter feed event metric trace span policy role key secret'.split(
    ' ',
  );
const verbs =
  'created updated deleted loaded saved refreshed expired renewed scanned merged split moved copied sent received queued started finished skipped validated rejected resolved cached flushed rotated indexed paged locked released opened closed checked counted sorted'.split(
    ' ',
  );
const tails = [
  'in % ms',
  'for tenant %',
  'after % attempts',
  'with status %',
  'from 10.0.%.%',
  'of % bytes',
  'by worker %',
  'at offset %',
  'on shard % in % ms',
  'for request % with % rows',
];

/** Rare events, of the kinds that somebody would want to know of. */
const rareEvents: readonly (readonly [Severity, string])[] = [
  ['ERROR', 'certificate of upstream ledger does not match its pinned fingerprint'],
  ['WARNING', 'clock stepped back 94 seconds while a lease was open'],
  ['ERROR', 'checksum mismatch reading page 8812 of tablespace orders'],
  ['CRITICAL', 'master key was read outside of a rotation by process 4411'],
  ['WARNING', 'filesystem /var/lib/data remounted read-only after journal abort'],
  ['INFO', 'audit log of the console was truncated to 0 bytes'],
  ['ERROR', 'double charge detected: invoice 99120 settled twice'],
  ['WARNING', 'login from a device never seen for break-glass account ops-root'],
  ['INFO', 'feature flag kill-switch set to on by deploy bot'],
  ['ERROR', 'deadlock victim chosen while migrating schema 41'],
  ['WARNING', 'uncorrectable memory error on DIMM B2, page retired'],
  ['INFO', 'new admin granted: kestrel added to group owners'],
  ['ERROR', 'split brain suspected: two primaries announce epoch 17'],
  ['WARNING', 'backup finished with 0 files copied'],
  ['INFO', 'webhook signature verification disabled for tenant 12'],
  ['ERROR', 'consumer fell off the log: offset 55120 no longer retained'],
  ['WARNING', 'dns answer for internal name came from outside resolver 203.0.113.9'],
  ['ERROR', 'payment provider answered in a currency nobody asked for: XTS'],
  ['INFO', 'export of 88210 customer records requested by intern-laptop'],
  ['WARNING', 'license of the search engine expires in 2 days'],
  ['ERROR', 'out of file handles while accepting on port 8443'],
  ['WARNING', 'thermal throttling began on node rack7'],
  ['INFO', 'maintenance user opened a shell in container checkout'],
  ['ERROR', 'assertion broken: negative stock for article 7'],
];

/** Values that one frequent message has once. */
const rareValues = ['507', '599', 'legacy', 'sandbox', 'rollback', '418', 'degraded', 'shadow'];

/** The first words that are letters alone: what varies is replaced in a pattern. */
const plainWords = (message: string): readonly string[] =>
  message
    .split(/[ ,:]+/)
    .filter((word) => /^[a-z]{3,}$/i.test(word))
    .slice(0, 6);

export interface SimulatedSize {
  readonly seed: number;
  readonly lines: number;
  /** Patterns of everyday. */
  readonly patterns: number;
  /** Harmless patterns that come one to three times. */
  readonly harmlessRare: number;
  readonly plantedPatterns: number;
  readonly plantedValues: number;
  readonly startMs: number;
  readonly days: number;
}

const pick = <Item>(items: readonly Item[], chance: () => number): Item => {
  const item = items[Math.floor(chance() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

const shuffled = <Item>(items: readonly Item[], chance: () => number): readonly Item[] =>
  items
    .map((item) => [chance(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);

export const simulateLines = (size: SimulatedSize): SimulatedLogs => {
  const chance = chanceOf(size.seed);
  const groups = Array.from({ length: 8 }, (_, index) => `/app/service-${index + 1}`);
  const seen = new Set<string>();
  const shapeOf = (): { readonly group: string; readonly text: string; readonly severity: Severity } => {
    for (;;) {
      const text = `${pick(nouns, chance)} ${pick(nouns, chance)} ${pick(verbs, chance)} ${pick(tails, chance)}`;
      const group = pick(groups, chance);
      if (seen.has(text)) continue;
      seen.add(text);
      const roll = chance();
      return { group, text, severity: roll < 0.06 ? 'ERROR' : roll < 0.16 ? 'WARNING' : 'INFO' };
    }
  };
  const usual = Array.from({ length: size.patterns }, shapeOf);
  const harmless = Array.from({ length: size.harmlessRare }, () => ({
    ...shapeOf(),
    times: 1 + Math.floor(chance() * 3),
  }));
  // Frequencies fall as in real logs: the rank-th pattern comes 1 / rank as often as the first.
  const weights = usual.map((_, rank) => 1 / (rank + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cumulated: number[] = [];
  let sum = 0;
  for (const weight of weights) cumulated.push((sum += weight / total));
  const indexOf = (roll: number): number => {
    let [low, high] = [0, cumulated.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] ?? 1) < roll) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const filled = (text: string): string => text.replace(/%/g, () => String(Math.floor(chance() * 250)));

  const events = shuffled(rareEvents, chance).slice(0, size.plantedPatterns);
  const values = shuffled(rareValues, chance).slice(0, size.plantedValues);
  const stateLine = (index: number, value: string): string =>
    `gateway ${'abcdefgh'[index] ?? 'z'} answered mode=${value} to health probe`;
  const special = new Map<number, SimulatedLine>();
  const place = (severity: Severity, message: string, group = pick(groups, chance)): void => {
    let at = Math.floor(chance() * size.lines);
    while (special.has(at)) at = (at + 1) % size.lines;
    special.set(at, { timestampMs: 0, logGroup: group, severity, message });
  };
  for (const [severity, message] of events) place(severity, message);
  for (const { group, text, severity, times } of harmless)
    for (let time = 0; time < times; time += 1) place(severity, filled(text), group);
  for (const [index, value] of values.entries()) {
    const group = pick(groups, chance);
    for (let time = 0; time < 2_000; time += 1)
      place('INFO', stateLine(index, pick(['200', '204', '301'], chance)), group);
    place('INFO', stateLine(index, value), group);
  }

  function* lines(): Generator<SimulatedLine> {
    const stepMs = (size.days * 86_400_000) / size.lines;
    for (let at = 0; at < size.lines; at += 1) {
      const timestampMs = Math.floor(size.startMs + at * stepMs);
      const planted = special.get(at);
      if (planted !== undefined) {
        yield { ...planted, timestampMs };
        continue;
      }
      const shape = usual[indexOf(chance())];
      if (shape === undefined) throw new RangeError('no shape');
      yield { timestampMs, logGroup: shape.group, severity: shape.severity, message: filled(shape.text) };
    }
  }
  return {
    lines: { [Symbol.iterator]: lines },
    planted: [
      ...events.map(([severity, message]) => ({ kind: 'pattern' as const, severity, expected: plainWords(message) })),
      ...values.map((value) => ({
        kind: 'value' as const,
        severity: 'INFO' as const,
        expected: ['gateway', 'answered', value],
      })),
    ],
  };
};
