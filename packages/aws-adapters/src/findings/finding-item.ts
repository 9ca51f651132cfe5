import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { datasets, findingProvenances, findingStates, isSameFinding, severities } from '@bellwether/log-model';
import type { Finding, FindingContext, FindingState } from '@bellwether/log-model';
import type { StoredFinding } from '@bellwether/ports';
import * as z from 'zod/mini';

export type Item = Readonly<Record<string, AttributeValue>>;

/** Bytes of a finding's JSON that are stored as they are. DynamoDB takes items of 400 KB, attribute names included. */
const maxJsonBytes = 300_000;

// Bounds, in characters and items, of a finding beyond that. JSON takes up to six bytes for a character: 86 texts of 500
// characters are at most 255 KB.
const maxText = 500;
const maxReasons = 20;
const maxEvidence = 20;
const maxResources = 20;

const findingSchema = z.object({
  id: z.string(),
  kind: z.enum(['rule', 'anomaly', 'threshold', 'risk']),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  score: z.number().check(z.gte(0), z.lte(1)),
  reasons: z.array(z.string()),
  scope: z.string(),
  dataset: z.enum(datasets),
  account: z.string(),
  region: z.string(),
  dedupeKey: z.string(),
  resources: z.record(z.string(), z.string()),
  evidence: z.array(z.string()),
  windowStartMs: z.number(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  count: z.number(),
  attack: z.optional(z.object({ tactic: z.string(), technique: z.string() })),
  provenance: z.optional(z.enum(findingProvenances)),
  isHeldBack: z.optional(z.literal(true)),
  isLearning: z.optional(z.literal(true)),
  isShadow: z.optional(z.literal(true)),
  context: z.optional(z.unknown()),
});

const numberText = z.string().check(z.regex(/^-?\d{1,18}$/));

// What every sighting changes stands in attributes of its own; the rest is one JSON text, of which a window that is judged again changes
// the score and reasons alone.
const itemSchema = z.object({
  id: z.object({ S: z.string() }),
  finding: z.object({ S: z.string() }),
  firstSeenMs: z.object({ N: numberText }),
  lastSeenMs: z.object({ N: numberText }),
  count: z.object({ N: numberText }),
  ttl: z.object({ N: numberText }),
  notifiedAtMs: z.optional(z.object({ N: numberText })),
  state: z.optional(z.object({ S: z.enum(findingStates) })),
  stateSinceMs: z.optional(z.object({ N: numberText })),
});

const cut = (text: string): string => text.slice(0, maxText);

/** Where to look for what was cut. */
const whereTheRestIs = (idsLeftOut: number): string =>
  'Cut to fit: the archive holds the events whole, under the ids that are named as evidence' +
  (idsLeftOut === 0
    ? '.'
    : `; ${idsLeftOut} more ${idsLeftOut === 1 ? 'id is' : 'ids are'} too long, or too many, to name.`);

/** Ids that fit, whole: one that is cut leads nowhere. */
const boundedEvidence = (ids: readonly string[]): readonly string[] =>
  ids.filter(({ length }) => length <= maxText).slice(0, maxEvidence);

const boundedFinding = ({ context: _context, ...finding }: Finding): Finding => {
  const evidence = boundedEvidence(finding.evidence);
  return {
    ...finding,
    rule: cut(finding.rule),
    title: cut(finding.title),
    reasons: [
      ...finding.reasons.slice(0, maxReasons).map(cut),
      whereTheRestIs(finding.evidence.length - evidence.length),
    ],
    scope: cut(finding.scope),
    dedupeKey: cut(finding.dedupeKey),
    resources: Object.fromEntries(
      Object.entries(finding.resources)
        .slice(0, maxResources)
        .map(([name, value]) => [cut(name), cut(value)]),
    ),
    evidence,
  };
};

/** Whether a finding is the stored one; what is too large was stored cut. */
export const isStoredAs = (stored: Finding, { rule, account, dedupeKey, windowStartMs }: Finding): boolean =>
  isSameFinding(stored, { rule, account, dedupeKey, windowStartMs }) ||
  isSameFinding(stored, { rule: cut(rule), account, dedupeKey: cut(dedupeKey), windowStartMs });

/** The finding as JSON; one too large for an item has its texts and lists cut. Its id is left as it is. */
const findingJson = (finding: Finding): string => {
  const json = JSON.stringify(finding);
  return Buffer.byteLength(json) <= maxJsonBytes ? json : JSON.stringify(boundedFinding(finding));
};

/**
 * The UTC day of a time, `YYYY-MM-DD` (with sign and six digits of the year beyond 9999): partition of the index `by-day`.
 *
 * @throws RangeError for a time that no date can contain
 */
export const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().split('T', 1)[0] ?? '';

/** Partition of the index `by-scope`; undefined for what can be no key. DynamoDB takes 2,048 bytes, three of them a character at most. */
export const scopeKeyOf = (scope: string): string | undefined => cut(scope) || undefined;

export const severityDayOf = (severity: Finding['severity'], day: string): string => `${severity}#${day}`;
export const stateDayOf = (state: FindingState, day: string): string => `${state}#${day}`;

/** The attributes by which the indexes find a finding; what changes with its last seen is written anew. */
export const indexKeysOf = (finding: Finding) => {
  const day = dayOf(finding.lastSeenMs);
  return { day, severityDay: severityDayOf(finding.severity, day) };
};

/** The part of an update's `SET` that puts a finding into the index `by-state`, or the `REMOVE` that takes a new one out of it. */
export const stateDayUpdate = (finding: Finding, state: FindingState) =>
  state === 'new'
    ? { set: '', remove: ' REMOVE stateDay', values: {} }
    : {
        set: ', stateDay = :stateDay',
        remove: '',
        values: { ':stateDay': { S: stateDayOf(state, dayOf(finding.lastSeenMs)) } },
      };

/**
 * The part of an update's `SET` that writes the score and reasons of a window that was judged again; nothing where they are unchanged, or
 * where the finding would become too large.
 *
 * @param json  as the item contains it; its first seen stays that of the first sighting
 */
export const judgedAgainUpdate = (json: string, known: Finding, { score, reasons }: Finding) => {
  const unchanged = { set: '', values: {} };
  if (score === known.score && JSON.stringify(reasons) === JSON.stringify(known.reasons)) return unchanged;
  const rewritten = JSON.stringify({ ...(JSON.parse(json) as Finding), score, reasons });
  if (Buffer.byteLength(rewritten) > maxJsonBytes) return unchanged;
  return {
    set: ', finding = :finding, score = :score',
    values: { ':finding': { S: rewritten }, ':score': { N: String(score) } },
  };
};

const textAttributes = (texts: Readonly<Record<string, string | undefined>>): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, { S: text }]])),
  );

export const itemOf = (finding: Finding, ttlSeconds: number): Record<string, AttributeValue> => ({
  id: { S: finding.id },
  finding: { S: findingJson(finding) },
  firstSeenMs: { N: String(finding.firstSeenMs) },
  lastSeenMs: { N: String(finding.lastSeenMs) },
  count: { N: String(finding.count) },
  score: { N: String(finding.score) },
  ...textAttributes({ ...indexKeysOf(finding), scopeKey: scopeKeyOf(finding.scope) }),
  ttl: { N: String(ttlSeconds) },
});

/** A stored finding with when it expires, epoch seconds. */
export interface ReadFinding {
  readonly stored: StoredFinding;
  readonly ttlSeconds: number;
}

const contextSchema = z.object({
  lines: z.array(z.object({ timeMs: z.number(), location: z.string(), text: z.string() })),
  actor: z.exactOptional(z.string()),
  change: z.exactOptional(z.string()),
});

/** Left out where an earlier release wrote it in another form: the finding itself stands. `z.catch` would add 10 KB to every start. */
const contextOf = (stored: unknown): FindingContext | undefined => {
  const read = z.safeParse(contextSchema, stored);
  return read.success ? read.data : undefined;
};

/**
 * Reads an item.
 *
 * @throws Error when the item is not one that `itemOf` wrote: a corrupt finding is refused, never mended
 */
export const findingOf = (item: Item): ReadFinding => {
  const { finding, firstSeenMs, lastSeenMs, count, ttl, notifiedAtMs, state, stateSinceMs } = z.parse(itemSchema, item);
  const { attack, provenance, isHeldBack, isLearning, isShadow, context, ...rest } = z.parse(
    findingSchema,
    JSON.parse(finding.S),
  );
  const shown = contextOf(context);
  return {
    stored: {
      finding: {
        ...rest,
        firstSeenMs: Number(firstSeenMs.N),
        lastSeenMs: Number(lastSeenMs.N),
        count: Number(count.N),
        ...(attack === undefined ? {} : { attack }),
        ...(provenance === undefined ? {} : { provenance }),
        ...(isHeldBack === undefined ? {} : { isHeldBack }),
        ...(isLearning === undefined ? {} : { isLearning }),
        ...(isShadow === undefined ? {} : { isShadow }),
        ...(shown === undefined ? {} : { context: shown }),
      },
      ...(notifiedAtMs === undefined ? {} : { notifiedAtMs: Number(notifiedAtMs.N) }),
      ...(state === undefined || stateSinceMs === undefined
        ? {}
        : { status: { state: state.S, sinceMs: Number(stateSinceMs.N) } }),
    },
    ttlSeconds: Number(ttl.N),
  };
};
