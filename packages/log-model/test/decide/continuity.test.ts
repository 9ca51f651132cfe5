import { describe, expect, it } from '@jest/globals';
import { minuteMs, type Evidence, type FindingCandidate } from '@bellwether/log-model';
import {
  type StoredSpan,
  continuityOf,
  eventsFieldOf,
  findingIdOf,
  findingWindowMs,
} from '@bellwether/log-model/decide';
import { noonMs } from '../event-factory.ts';

const hour = 60;
/** Length of a finding window, in minutes. */
const windowMinutes = findingWindowMs / minuteMs;
const atMinute = (minute: number): number => noonMs + minute * minuteMs;

const evidence: Evidence = {
  kind: 'rule',
  rule: 'a-rule',
  title: 'Something happened',
  severity: 'ERROR',
  score: 0.8,
  dedupeKey: 'ana',
  resources: {},
  reasons: ['It was seen.'],
};
const counters = { scope: 'signal#a-rule#111122223333#0', key: '0d3f', touchedWindows: [noonMs] };

/** The finding's id in the n-th finding window from noon on. */
const idIn = (window: number): string =>
  findingIdOf('a-rule', '111122223333', 'ana', noonMs + window * findingWindowMs);
const windowOf = new Map(Array.from({ length: 21 }, (_, n) => [idIn(n - 10), n - 10]));

/** A candidate of the finding window that begins at noon, seen from one minute after noon to another. */
const candidateOf = (firstMinute: number, lastMinute: number): FindingCandidate => ({
  findingId: idIn(0),
  evidence,
  scope: '111122223333:/app/web',
  dataset: 'application',
  account: '111122223333',
  region: 'eu-west-1',
  windowStartMs: noonMs,
  firstSeenMs: atMinute(firstMinute),
  lastSeenMs: atMinute(lastMinute),
  eventIds: ['event-1'],
  counters,
});

interface Given {
  /** Minutes after noon between which the candidate was seen. */
  readonly seen: readonly [first: number, last: number];
  /** Starts of the count windows that know events of it, in minutes after noon. */
  readonly counted?: readonly number[];
  /** Stored findings by finding window: minutes after noon of their first and their last event. */
  readonly stored?: Readonly<Record<number, readonly [first: number, last: number]>>;
}

interface Wanted {
  /** Finding window in which it began. */
  readonly began?: number;
  /** Its last event, in minutes after noon; that of the candidate when absent. */
  readonly last?: number;
  readonly absorbed?: readonly number[];
  /** Finding windows that were looked up, in this order. */
  readonly asked: readonly number[];
}

const continuity = async ({ seen, counted = [], stored = {} }: Given) => {
  const candidate = candidateOf(...seen);
  const asked: (number | undefined)[] = [];
  const rows = counted.map((minute) => ({
    scope: counters.scope,
    windowStartMs: atMinute(minute),
    fields: { [eventsFieldOf(counters.key)]: 1 },
  }));
  const { begun, absorbed } = await continuityOf(candidate, counters, rows, async (id) => {
    const window = windowOf.get(id);
    asked.push(window);
    const [first, last] = stored[window ?? NaN] ?? [];
    if (first === undefined || last === undefined) return undefined;
    return { firstSeenMs: atMinute(first), lastSeenMs: atMinute(last) } satisfies StoredSpan;
  });
  return { candidate, begun, absorbed: absorbed.map((id) => windowOf.get(id)), asked };
};

const aDay = [0, -1, -2, -3, -4];

describe('which finding a candidate belongs to', () => {
  it.each<[string, Given, Wanted]>([
    ['to its own where nothing is stored', { seen: [7, 8] }, { asked: aDay }],
    ['to its own where it begins an hour after noon', { seen: [60, 70] }, { asked: [0] }],
    ['to its own, where it begins just before that and nothing is stored', { seen: [59, 70] }, { asked: aDay }],
    [
      'to an earlier one that was quiet for an hour',
      { seen: [7, 8], stored: { [-1]: [-90, 5 - hour] } },
      { began: -1, asked: [0, -1] },
    ],
    [
      'not to an earlier one that was quiet for longer',
      { seen: [7, 8], stored: { [-1]: [-90, 5 - hour - 0.1] } },
      { asked: aDay },
    ],
    [
      'to one that began a day ago',
      { seen: [7, 8], stored: { [-4]: [-4 * windowMinutes, -1] } },
      { began: -4, asked: [...aDay, -3, -2, -1] },
    ],
    ['not to one that began earlier', { seen: [7, 8], stored: { [-5]: [-5 * windowMinutes, -1] } }, { asked: aDay }],
    [
      'to the latest of two',
      { seen: [7, 8], stored: { [-1]: [-20, -10], [-2]: [-400, -5] } },
      { began: -1, asked: [0, -1] },
    ],
    [
      'to an earlier one that is known to have gone on for longer',
      { seen: [7, 8], stored: { [-1]: [-20, 30] } },
      { began: -1, last: 30, asked: [0, -1] },
    ],
    [
      'to its own, up to the last event that is stored of it',
      { seen: [100, 110], stored: { 0: [90, 120] } },
      { last: 120, asked: [0] },
    ],
    [
      'to its own, up to its last event where an earlier one is stored',
      { seen: [100, 110], stored: { 0: [90, 100] } },
      { asked: [0] },
    ],
    [
      'to its own, up to the last event that is counted',
      { seen: [100, 110], counted: [130, 120] },
      { last: 130, asked: [0] },
    ],
    [
      'to an earlier one that its counted events reach',
      { seen: [100, 110], counted: [20, 0], stored: { [-1]: [-90, -hour] } },
      { began: -1, asked: [0, -1] },
    ],
    [
      'to its own where what is counted before is of another window',
      { seen: [100, 110], counted: [-5] },
      { asked: [0] },
    ],
    [
      'to its own where what is counted after is of another window',
      { seen: [100, 110], counted: [windowMinutes] },
      { asked: [0] },
    ],
    ['to its own, and looks ahead where an hour reaches into the next', { seen: [290, 300] }, { asked: [0, 1] }],
    ['to its own, and looks no further where it does not', { seen: [290, 299.9] }, { asked: [0] }],
    [
      'to its own, which takes back a later one that begins within an hour',
      { seen: [320, 330], stored: { 1: [394, 420] } },
      { last: 420, absorbed: [1], asked: [0, 1] },
    ],
    [
      'to its own, which leaves a later one that begins after that',
      { seen: [320, 330], stored: { 1: [395, 420] } },
      { asked: [0, 1] },
    ],
    [
      'to its own, up to the last event of all that it takes back',
      { seen: [320, 330], counted: [355], stored: { 1: [360, 350] } },
      { last: 355, absorbed: [1], asked: [0, 1] },
    ],
    [
      'to its own, which takes back what goes on from one window to another, a day at most',
      {
        seen: [320, 330],
        stored: { 1: [361, 719], 2: [721, 1_079], 3: [1_081, 1_439], 4: [1_441, 1_799], 5: [1_801, 1_900] },
      },
      { last: 1_799, absorbed: [1, 2, 3, 4], asked: [0, 1, 2, 3, 4] },
    ],
    [
      'to an earlier one, which takes back its own and is looked up once',
      { seen: [7, 8], stored: { [-1]: [-20, -10], 0: [3, 20] } },
      { began: -1, last: 20, absorbed: [0], asked: [0, -1] },
    ],
    [
      'to an earlier one, which takes back its own and the next',
      { seen: [7, 8], counted: [355], stored: { [-1]: [-20, -10], 0: [3, 20], 1: [361, 400] } },
      { began: -1, last: 400, absorbed: [0, 1], asked: [0, -1, 1] },
    ],
  ])('%s', async (_, given, { began = 0, last, absorbed = [], asked }) => {
    const seen = await continuity(given);
    expect(seen.asked).toEqual(asked);
    expect(seen.absorbed).toEqual(absorbed);
    expect(seen.begun).toEqual({
      ...seen.candidate,
      findingId: idIn(began),
      windowStartMs: noonMs + began * findingWindowMs,
      lastSeenMs: atMinute(last ?? given.seen[1]),
    });
  });

  it('is the candidate itself where nothing is known besides', async () => {
    const { candidate, begun } = await continuity({ seen: [7, 8] });
    expect(begun).toBe(candidate);
  });

  it('follows from the counters of the candidate, not from those of others in their rows', async () => {
    const rows = [{ scope: counters.scope, windowStartMs: noonMs, fields: { 'other/events': 4 } }];
    const asked: string[] = [];
    await continuityOf(candidateOf(100, 110), counters, rows, async (id) => {
      asked.push(id);
      return undefined;
    });
    expect(asked).toEqual([idIn(0)]);
  });
});
