import { readEventLine, type ArchivedEvent } from '@bellwether/lake';
import {
  gunzip,
  identify,
  minuteMs,
  oneLine,
  scopeOf,
  windowStart,
  type DetectionRule,
  type Finding,
} from '@bellwether/log-model';
import { findingIdOf, findingWindowMs, maxEvidence } from '@bellwether/log-model/decide';
import type { CorrelationMatch, CorrelationRule } from '@bellwether/log-model/sigma';
import { archivedAt, mayHold } from '@bellwether/pipeline';
import type { LoadedRules } from './load-rules.ts';

/** Reads the archive of a state folder. */
export interface ArchiveFiles {
  list(prefix: string): AsyncIterable<{ readonly path: string }>;
  read(path: string): Promise<Uint8Array | 'not_found'>;
}

/** A match of a rule that correlations look at. */
interface BaseMatch {
  readonly names: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly event: ArchivedEvent['event'];
}

/** Half-open, epoch milliseconds UTC. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const maxPlainBytes = 512 * 1024 * 1024;
/** Matches that one judgement looks at; the first ones in time when there are more. */
const maxMatches = 500_000;

/** Matches in the archive of rules that correlations look at, each event once, in the order of time. What a line only claims is left out. */
const matchesIn = async (
  lake: ArchiveFiles,
  namesOf: ReadonlyMap<string, readonly string[]>,
  { fromMs, toMs }: Span,
): Promise<readonly BaseMatch[]> => {
  const found = new Map<string, BaseMatch>();
  for await (const { path } of lake.list('events/')) {
    const object = archivedAt(path);
    if (object === undefined || !mayHold(object, { fromMs, toMs })) continue;
    const bytes = await lake.read(path);
    const plain = bytes === 'not_found' ? undefined : gunzip(bytes, maxPlainBytes);
    if (plain?.ok !== true) continue;
    for (const line of new TextDecoder().decode(plain.bytes).split('\n')) {
      // Few lines have such a match, so few are parsed.
      if (!line.includes('"fields"')) continue;
      const archived = readEventLine(line, object.dataset);
      if (archived === undefined) continue;
      const { event, hits = [] } = archived;
      if (event.timestampMs < fromMs || event.timestampMs >= toMs) continue;
      for (const { rule, fields, provenance } of hits) {
        const names = namesOf.get(rule);
        if (names === undefined || fields === undefined || provenance === 'claimed') continue;
        found.set(`${event.id} ${rule}`, { names, fields, event });
      }
    }
  }
  return [...found.values()]
    .toSorted(
      (left, right) => left.event.timestampMs - right.event.timestampMs || (left.event.id < right.event.id ? -1 : 1),
    )
    .slice(0, maxMatches);
};

const spanText = (timespanMs: number): string =>
  timespanMs % minuteMs === 0 ? `${timespanMs / minuteMs} minutes` : `${timespanMs / 1_000} seconds`;

const measured: Readonly<Record<CorrelationRule['type'], string>> = {
  event_count: 'matching events',
  value_count: 'distinct values',
  temporal: 'of the rules matched',
  temporal_ordered: 'of the rules matched in their order',
  value_sum: 'as the sum',
  value_avg: 'as the average',
  value_percentile: 'as the percentile',
};

/** Rules of Sigma have ids of hexadecimal digits; any other text becomes one that findings can have. */
const ruleIdOf = (id: string): string => `sigma-${/^[\w.-]{1,90}$/.test(id) ? id : identify('correlation', id)}`;

/** Matches from a time to another, both included, of matches in the order of time. */
const between = (bases: readonly BaseMatch[], fromMs: number, toMs: number): readonly BaseMatch[] => {
  let [low, high] = [0, bases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bases[middle]?.event.timestampMs ?? 0) < fromMs) low = middle + 1;
    else high = middle;
  }
  const found: BaseMatch[] = [];
  for (let at = low; at < bases.length && (bases[at]?.event.timestampMs ?? 0) <= toMs; at += 1)
    found.push(...bases.slice(at, at + 1));
  return found;
};

/** The finding of the windows of one group that begin in one finding window. */
const findingOf = (windows: readonly CorrelationMatch[], bases: readonly BaseMatch[]): Finding | undefined => {
  const [first] = windows;
  if (first === undefined) return undefined;
  const { rule, group } = first;
  const values = Object.values(group);
  const fromMs = Math.min(...windows.map((window) => window.fromMs));
  const toMs = Math.max(...windows.map((window) => window.toMs));
  const events = between(bases, fromMs, toMs)
    .filter(({ fields }) => values.every((value) => Object.values(fields).includes(value)))
    .map(({ event }) => event);
  const [one] = events;
  if (one === undefined) return undefined;
  const id = ruleIdOf(rule.id);
  const dedupeKey = values.join(' | ') || '-';
  const windowStartMs = windowStart(toMs, findingWindowMs);
  const greatest = windows.reduce((most, { value }) => Math.max(most, value), first.value);
  const by = Object.entries(group).map(([name, value]) => `${oneLine(name, 80)} is ${oneLine(value, 200)}`);
  return {
    id: findingIdOf(id, one.account, dedupeKey, windowStartMs),
    kind: 'threshold',
    rule: id,
    title: oneLine(rule.title, 300),
    severity: rule.severity,
    score: rule.score,
    reasons: [
      `${greatest} ${measured[rule.type]} within ${spanText(rule.timespanMs)}.`,
      ...by.map((text) => `${text}.`),
    ],
    scope: scopeOf(one),
    dataset: one.dataset,
    account: one.account,
    region: one.region,
    dedupeKey,
    resources: group,
    evidence: [...new Set(events.map((event) => event.id))].slice(0, maxEvidence),
    windowStartMs,
    firstSeenMs: fromMs,
    lastSeenMs: toMs,
    count: new Set(events.map((event) => event.id)).size,
  };
};

/**
 * What correlations find in the archive of a state folder, in event time: whatever file an event came from, and in whatever order the files
 * were read. Asking again finds the same findings under the same ids.
 *
 * @param span  events that were read; what lies within the longest time span of a correlation around them is looked at too
 */
export const correlateArchive = async (
  lake: ArchiveFiles,
  { rules, correlations }: Pick<LoadedRules, 'rules' | 'correlations'>,
  span: Span,
): Promise<readonly Finding[]> => {
  if (correlations.length === 0) return [];
  const { correlate, sigmaNamesOf } = await import('@bellwether/log-model/sigma');
  const asked = rules.map(({ read }) => read).filter(({ correlatedBy }: DetectionRule) => correlatedBy !== undefined);
  const longestMs = Math.max(...correlations.map(({ read }) => read.timespanMs));
  const around = { fromMs: span.fromMs - longestMs, toMs: span.toMs + longestMs };
  const bases = await matchesIn(lake, new Map(asked.map((rule) => [rule.id, sigmaNamesOf(rule)])), around);
  const correlator = correlate(correlations.map(({ read }) => read));
  const groups = new Map<string, CorrelationMatch[]>();
  for (const { names, fields, event } of bases) {
    const valueOf = (field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
    for (const match of correlator.take({ names, timestampMs: event.timestampMs, valueOf })) {
      const key = JSON.stringify([match.rule.id, match.group, windowStart(match.toMs, findingWindowMs)]);
      groups.set(key, [...(groups.get(key) ?? []), match]);
    }
  }
  return [...groups.values()].flatMap((windows) => findingOf(windows, bases) ?? []);
};
