import { identify } from '@bellwether/log-model';
import type { Notification, NotificationLink } from '@bellwether/ports';
import { cleanLine, safeLine, timeText } from './clean.ts';
import { safeLink } from './link.ts';

/** How much of a notification is shown; counts, and lengths in UTF-16 units. */
export interface Bounds {
  readonly title: number;
  readonly reasons: number;
  readonly reasonCharacters: number;
  readonly valueCharacters: number;
  readonly samples: number;
  readonly lines: number;
  readonly lineCharacters: number;
  readonly links: number;
  /** Characters of the query for the archive, which is shown whole or not at all. */
  readonly queryCharacters: number;
}

/** From all there is to the least that still says what, where and since when. */
export const boundsBySize: readonly Bounds[] = [
  {
    title: 200,
    reasons: 10,
    reasonCharacters: 1_000,
    valueCharacters: 512,
    samples: 5,
    lines: 3,
    lineCharacters: 400,
    links: 10,
    queryCharacters: 1_500,
  },
  {
    title: 200,
    reasons: 10,
    reasonCharacters: 400,
    valueCharacters: 256,
    samples: 5,
    lines: 3,
    lineCharacters: 300,
    links: 5,
    queryCharacters: 1_500,
  },
  {
    title: 150,
    reasons: 5,
    reasonCharacters: 200,
    valueCharacters: 128,
    samples: 2,
    lines: 2,
    lineCharacters: 200,
    links: 2,
    queryCharacters: 1_500,
  },
  {
    title: 100,
    reasons: 2,
    reasonCharacters: 120,
    valueCharacters: 64,
    samples: 0,
    lines: 1,
    lineCharacters: 160,
    links: 1,
    queryCharacters: 0,
  },
  {
    title: 80,
    reasons: 1,
    reasonCharacters: 80,
    valueCharacters: 40,
    samples: 0,
    lines: 1,
    lineCharacters: 80,
    links: 0,
    queryCharacters: 0,
  },
];

/** A notification ready to be rendered: safe lines, bounded, and in the words that all channels share. Nothing is escaped yet. */
export interface Message {
  /** The notification with clean and bounded texts; ids are whole. */
  readonly notification: Notification;
  /** What, and how severe, on one line. */
  readonly headline: string;
  /** How it stands now, as a sentence. */
  readonly state: string;
  /** Labels and values: where, since when, how many. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly samples: readonly string[];
  /** Who did it, and the change before it, as sentences; the weightiest first. */
  readonly story: readonly string[];
  /** Lines that show it, each with its time and location. */
  readonly lines: readonly string[];
  readonly links: readonly NotificationLink[];
  /** What was left out, as a sentence; absent when all is shown. */
  readonly leftOut?: string;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const headlineOf = ({ kind, severity, title, findingsSinceLast }: Notification): string => {
  switch (kind) {
    case 'opened':
      return `[${severity}] ${title}`;
    case 'rolled_up':
      return `[${severity}] ${plural(findingsSinceLast, 'more finding')}: ${title}`;
    case 'recovered':
      return `[RECOVERED] ${title}`;
    case 'reopened':
      return `[${severity}] Again: ${title}`;
    default:
      return kind satisfies never;
  }
};

const stateOf = ({ kind, findings, findingsSinceLast, events }: Notification): string => {
  const soFar = `${plural(findings, 'finding')} with ${plural(events, 'event')} so far.`;
  switch (kind) {
    case 'opened':
      return `New: ${soFar}`;
    case 'rolled_up':
      return `Goes on: ${plural(findingsSinceLast, 'finding')} since the last message, ${soFar}`;
    case 'recovered':
      return `Over: nothing more was seen. ${soFar}`;
    case 'reopened':
      return `Back after it was over: ${soFar}`;
    default:
      return kind satisfies never;
  }
};

const factsOf = (notification: Notification): Message['facts'] =>
  [
    { label: 'Where', value: notification.scope },
    { label: 'Dataset', value: notification.dataset },
    { label: 'Account', value: notification.account },
    { label: 'Region', value: notification.region },
    { label: 'First seen', value: timeText(notification.firstSeenMs) },
    { label: 'Last seen', value: timeText(notification.lastSeenMs) },
    { label: 'Team', value: notification.team ?? '' },
    {
      label: 'ATT&CK',
      value: notification.attack ? `${notification.attack.tactic} ${notification.attack.technique}` : '',
    },
    { label: 'Rule', value: notification.rule },
    { label: 'Alert group', value: notification.groupId },
  ].filter(({ value }) => value !== '');

const storyOf = ({ actor, change }: Notification): readonly string[] => [
  ...(actor === undefined ? [] : [`${actor.charAt(0).toUpperCase()}${actor.slice(1)}.`]),
  ...(change === undefined ? [] : [`${change}.`]),
];

/** An id as it is, or where a channel could not take it, its hash: cut ids could become one. */
const safeId = (id: string): string => (/^[\x21-\x7e]{1,255}$/.test(id) ? id : `hash-${identify('message', id)}`);

const cleaned = (notification: Notification, bounds: Bounds): Notification => {
  const { team, attack, archiveQuery, command, actor, change, ...rest } = notification;
  const value = (text: string): string => cleanLine(text, bounds.valueCharacters);
  // Account, region and rule are the program's own words: a row of twelve digits is not a telephone number here.
  const word = (text: string): string => safeLine(text, 128);
  return {
    ...rest,
    id: safeId(rest.id),
    groupId: safeId(rest.groupId),
    rule: word(rest.rule),
    account: word(rest.account),
    region: word(rest.region),
    scope: value(rest.scope),
    title: cleanLine(rest.title, bounds.title) || 'Alert',
    reasons: rest.reasons.slice(0, bounds.reasons).map((reason) => cleanLine(reason, bounds.reasonCharacters)),
    ...(actor === undefined ? {} : { actor: cleanLine(actor, bounds.reasonCharacters) }),
    ...(change === undefined ? {} : { change: cleanLine(change, bounds.reasonCharacters) }),
    lines: rest.lines.slice(0, bounds.lines).map(({ timeMs, location, text }) => ({
      timeMs,
      location: value(location),
      text: cleanLine(text, bounds.lineCharacters),
    })),
    samples: (bounds.samples === 0 ? [] : rest.samples.slice(-bounds.samples)).map((sample) => ({
      ...sample,
      findingId: safeId(sample.findingId),
      title: value(sample.title),
      scope: value(sample.scope),
    })),
    links: rest.links.flatMap((link) => safeLink(link) ?? []).slice(0, bounds.links),
    // The program's own words too, and nothing that is cut could be asked.
    ...(archiveQuery === undefined || archiveQuery.length > bounds.queryCharacters
      ? {}
      : { archiveQuery: safeLine(archiveQuery, bounds.queryCharacters) }),
    ...(command === undefined || command.length > bounds.queryCharacters
      ? {}
      : { command: safeLine(command, bounds.queryCharacters) }),
    ...(team === undefined ? {} : { team: value(team) }),
    ...(attack ? { attack: { tactic: word(attack.tactic), technique: word(attack.technique) } } : {}),
  };
};

const leftOutOf = (whole: Notification, shown: Notification): string | undefined => {
  const parts = [
    [whole.reasons.length - shown.reasons.length, 'reason'],
    [whole.lines.length - shown.lines.length, 'line'],
    [whole.samples.length - shown.samples.length, 'finding'],
    [whole.links.length - shown.links.length, 'link'],
    [Number(whole.archiveQuery !== undefined) - Number(shown.archiveQuery !== undefined), 'query'],
    [Number(whole.command !== undefined) - Number(shown.command !== undefined), 'command'],
  ] as const;
  const hidden = parts.flatMap(([count, noun]) => (count > 0 ? [plural(count, noun)] : []));
  return hidden.length === 0 ? undefined : `Not shown here: ${hidden.join(', ')}.`;
};

/**
 * The message of a notification, within bounds.
 *
 * @param whole  as it was given, to say what is left out
 * @param larger  the same, or what an earlier message with larger bounds made of it, which is cheaper to cut
 */
export const messageOf = (whole: Notification, bounds: Bounds, larger: Notification = whole): Message => {
  const notification = cleaned(larger, bounds);
  const leftOut = leftOutOf(whole, notification);
  return {
    notification,
    headline: headlineOf(notification),
    state: stateOf(notification),
    story: storyOf(notification),
    lines: notification.lines.map(({ timeMs, location, text }) => `${timeText(timeMs)} ${location}: ${text}`),
    facts: factsOf(notification),
    samples: notification.samples.map(
      ({ title, scope, count, lastSeenMs }) => `${timeText(lastSeenMs)} ${title} (${scope}, ${plural(count, 'event')})`,
    ),
    links: notification.links,
    ...(leftOut === undefined ? {} : { leftOut }),
  };
};
