import { hourMs, minuteMs, oneLine, windowStart, type LogEvent } from '@bellwether/log-events';
import type { CountContribution, SequencedEvent, WindowCounts } from '../count/contribution.ts';
import { ruleScopePrefix } from '../count/scope.ts';
import { changeOfText, namesOfChange, reportedChange, type ChangeKind } from '../failures/change-marker.ts';
import { isTied, type Named } from '../failures/change-tie.ts';
import { maskValues } from '../failures/failure-text.ts';

/** How long before a finding a change is looked for, in milliseconds. */
export const changeLookBackMs = 2 * hourMs;

/** A change this close before a finding is the likely cause, in milliseconds. */
const justBeforeMs = 10 * minuteMs;
/** The first line of a failure may be written before that of the change that caused it. */
const slackMs = 5_000;
/** What came more often in the time that is looked at is routine, such as a job, and explains nothing. */
const maxOccurrences = 4;

const maxText = 120;
const maxLocation = 120;

const fieldPrefix = 'change:';

/** Scope of the counters that remember an account's changes, one name for each. */
export const changeScopeOf = (account: string): string => `${ruleScopePrefix}changes#${account}`;

// Counters read marks of their own in a name: `/`, and `:` after a family's name.
const encoded = (text: string): string => text.replace(/[%|/]/g, (mark) => encodeURIComponent(mark));

const decoded = (text: string): string => text.replace(/%(?:25|7C|2F)/g, (code) => decodeURIComponent(code));

const locationOf = ({ logStream, logGroup, dataset }: LogEvent): string =>
  oneLine(logGroup || logStream || dataset, maxLocation);

/** What changes that are alike have in common. */
const likenessOf = ({ location, text }: Pick<RememberedChange, 'location' | 'text'>): string =>
  `${location}|${maskValues(text)}`;

/**
 * What remembers the changes among events: a start, a deploy, a reload, a migration, or a call that changes what runs. Each is a counter whose
 * name says when, where and what, so that remembering one again changes nothing.
 *
 * What a batch has more than `maxOccurrences` of is a job, not news, and is not remembered: a write pays for its whole row, so a job that runs
 * every second must not fill it.
 */
export const countChanges = (events: readonly SequencedEvent[]): readonly CountContribution[] => {
  const found = events.flatMap(({ sequence, event, changed }) => {
    const text = reportedChange(event, changed, maxText)?.text;
    if (text === undefined) return [];
    const { account, timestampMs } = event;
    const location = locationOf(event);
    return [
      { sequence, account, timestampMs, location, text, likeness: `${account}|${likenessOf({ location, text })}` },
    ];
  });
  const occurrences = new Map<string, number>();
  for (const { likeness } of found) occurrences.set(likeness, (occurrences.get(likeness) ?? 0) + 1);
  return found
    .filter(({ likeness }) => (occurrences.get(likeness) ?? 0) <= maxOccurrences)
    .map(({ sequence, account, timestampMs, location, text }) => ({
      sequence,
      scope: changeScopeOf(account),
      windowStartMs: windowStart(timestampMs),
      field: `${fieldPrefix}${timestampMs}|${encoded(location)}|${encoded(text)}`,
      count: 1,
    }));
};

interface RememberedChange {
  readonly timeMs: number;
  readonly location: string;
  readonly text: string;
}

const changeOf = (field: string): RememberedChange | undefined => {
  if (!field.startsWith(fieldPrefix)) return undefined;
  const [time = '', location = '', text = ''] = field.slice(fieldPrefix.length).split('|', 3);
  return /^\d{1,15}$/.test(time)
    ? { timeMs: Number(time), location: decoded(location), text: decoded(text) }
    : undefined;
};

/** Kinds that change the system for longer than a moment: they are named also when they are some time ago. */
const lasting: ReadonlySet<ChangeKind> = new Set(['release', 'deploy', 'migration', 'schema', 'configuration']);

/**
 * The change that most likely explains what began at a time: one just before it and in the same location rather than another; otherwise the last
 * release, migration or configuration. As a sentence without its stop. Only what is tied to what began (`isTied`) is named.
 *
 * @param rows  of `changeScopeOf` the account, from `changeLookBackMs` before the time on
 * @param about  what began: its log group, and texts that name what it is about
 * @example changeBefore(rows, onsetMs, { locations: ['/app/orders'], texts: [] }) // 'Since 10:03:11, /app/orders: orders 1.8.0 started'
 */
export const changeBefore = (rows: readonly WindowCounts[], onsetMs: number, about: Named): string | undefined => {
  const changes = rows.flatMap(({ fields }) => Object.keys(fields).flatMap((field) => changeOf(field) ?? []));
  const occurrences = new Map<string, number>();
  for (const change of changes) occurrences.set(likenessOf(change), (occurrences.get(likenessOf(change)) ?? 0) + 1);
  const ranked = changes.flatMap((change) => {
    const agoMs = onsetMs - change.timeMs;
    if (agoMs < -slackMs || agoMs > changeLookBackMs) return [];
    if ((occurrences.get(likenessOf(change)) ?? 0) > maxOccurrences) return [];
    const kind = changeOfText(change.text)?.kind;
    const isJust = agoMs <= justBeforeMs;
    if (!isJust && (kind === undefined || !lasting.has(kind))) return [];
    const named = namesOfChange([change.location], change.text);
    if (!isTied(named, about)) return [];
    const isHere = named.locations.some((one) => about.locations.includes(one));
    const rank = (isJust ? 4 : 0) + (isHere ? 2 : 0) + (kind === 'release' ? 2 : kind === 'stop' ? 0 : 1);
    return [{ change, isJust, isHere, kind, rank }];
  });
  ranked.sort((left, right) => right.rank - left.rank || right.change.timeMs - left.change.timeMs);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const { change, isJust, isHere, kind } = best;
  const at = new Date(change.timeMs).toISOString().slice(11, 19);
  const began = isJust && isHere && (kind === 'release' || kind === 'start' || kind === 'restart' || kind === 'deploy');
  return `${began ? 'Since' : isJust ? 'Just before,' : 'Last change before,'} ${at}${began ? ',' : ''} ${change.location}: ${change.text}`;
};
