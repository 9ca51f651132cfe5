import { severities, datasets } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { maxFindings } from './evidence.ts';
import type { AlertGroup } from './group.ts';

const time = z.number();
const count = z.int().check(z.minimum(0));
const severity = z.enum(severities);
const dataset = z.enum(datasets);
const kind = z.enum(['rule', 'anomaly', 'threshold', 'risk']);
const attack = z.exactOptional(z.object({ tactic: z.string(), technique: z.string() }));

const line = z.object({ timeMs: time, location: z.string(), text: z.string() });
const told = { actor: z.exactOptional(z.string()), change: z.exactOptional(z.string()) };

const head = z.object({
  key: z.string(),
  kind,
  severity,
  rule: z.string(),
  title: z.string(),
  reasons: z.array(z.string()),
  dataset,
  account: z.string(),
  region: z.string(),
  scope: z.string(),
  attack,
  context: z.exactOptional(z.object({ lines: z.array(line), ...told })),
});

const shown = { findingId: z.string(), title: z.string(), scope: z.string(), lastSeenMs: time, count };
const sample = z.object({ key: z.string(), severity, ...shown });

const location = z.object({
  rule: z.exactOptional(z.string()),
  dataset: z.exactOptional(dataset),
  account: z.exactOptional(z.string()),
  scope: z.exactOptional(z.string()),
  isFresh: z.boolean(),
});

const evidence = z.object({
  counted: z.string(),
  isCut: z.boolean(),
  firstSeenMs: time,
  lastSeenMs: time,
  head,
  samples: z.array(sample),
  recent: z.array(sample),
  locations: z.array(location),
  lastGrewMs: time,
});

const held = z.object({ reason: z.string(), by: z.exactOptional(z.string()), sinceMs: time, untilMs: time });

const notified = z.object({
  state: z.enum(['untold', 'open', 'recovered']),
  messages: count,
  notifiedMs: time,
  severity: z.exactOptional(severity),
  findings: count,
  events: count,
  rollUps: count,
  flaps: count,
  outputs: z.array(z.string()),
  held: z.array(held),
});

/** A message as it is kept until it is delivered, and where it rests when it is not. */
export const notificationSchema = z.object({
  id: z.string(),
  groupId: z.string(),
  kind: z.enum(['opened', 'rolled_up', 'recovered', 'reopened']),
  findingKind: kind,
  severity,
  dataset,
  rule: z.string(),
  account: z.string(),
  region: z.string(),
  scope: z.string(),
  team: z.exactOptional(z.string()),
  title: z.string(),
  ...told,
  // A message that was kept before messages had lines has none.
  lines: z._default(z.array(line), []),
  reasons: z.array(z.string()),
  firstSeenMs: time,
  lastSeenMs: time,
  findings: count,
  findingsSinceLast: count,
  events: count,
  samples: z.array(z.object(shown)),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  archiveQuery: z.exactOptional(z.string()),
  command: z.exactOptional(z.string()),
  attack,
});

const owed = z.object({
  output: z.string(),
  messageIds: z.array(z.string()),
  attempts: count,
  nextAttemptMs: time,
  claim: z.exactOptional(z.string()),
});

const keyText = z.exactOptional(z.string());

const groupSchema = z.object({
  id: z.string(),
  key: z.object({ rule: keyText, account: keyText, region: keyText, scope: keyText, dedupeKey: keyText }),
  windowStartMs: time,
  evidence,
  notified,
  outbox: z.object({ messages: z.array(notificationSchema), owed: z.array(owed) }),
});

/** Characters of a finding's key in the text: the 128 bits of `identify` in base64url. */
const keyLength = 22;
const entryPattern = /^[A-Za-z0-9_-]{22}[0-9a-z]{1,11}$/;

/** Keys in base64url and counts in base 36, a blank between two: with thousands of findings it is most of a group. */
const countedToText = (counted: ReadonlyMap<string, number>): string =>
  Array.from(counted, ([key, events]) => Buffer.from(key, 'hex').toString('base64url') + events.toString(36)).join(' ');

const countedOf = (entry: string): readonly [string, number] => [
  Buffer.from(entry.slice(0, keyLength), 'base64url').toString('hex'),
  Number.parseInt(entry.slice(keyLength), 36),
];

const countedFromText = (text: string): ReadonlyMap<string, number> => {
  const entries = text === '' ? [] : text.split(' ');
  if (entries.length > maxFindings || !entries.every((entry) => entryPattern.test(entry)))
    throw new TypeError('The counted findings of the group are corrupt.');
  return new Map(entries.map(countedOf));
};

/** A group as text, for a store; at most some 300 KB. */
export const groupToText = (group: AlertGroup): string =>
  JSON.stringify({ ...group, evidence: { ...group.evidence, counted: countedToText(group.evidence.counted) } });

/**
 * The group of a text.
 *
 * @throws Error when the text is none that `groupToText` wrote: a corrupt group is refused, never mended
 */
export const groupFromText = (text: string): AlertGroup => {
  const group = z.parse(groupSchema, JSON.parse(text));
  return { ...group, evidence: { ...group.evidence, counted: countedFromText(group.evidence.counted) } };
};
