import {
  countWindowMs,
  minuteMs,
  severities,
  type Finding,
  type LedgerContent,
  type Severity,
} from '@bellwether/log-model';
import { maxArchiveSpanMs, type ActorView, type ArchiveReads, type EventView } from '@bellwether/queries';
import type { ActorFact, ActorFacts, EvidenceFact, LineFact, ReportFacts, TimelinePoint } from './facts.ts';
import { shortener } from './failure-facts.ts';
import { eventsOf, sortFindings } from './figures.ts';
import { timelinePoint } from './gather-facts.ts';
import { niceStep } from './nice-step.ts';

/** What is looked up in the archive. */
export type RecordReads = Pick<ArchiveReads, 'actors' | 'events' | 'eventCounts'>;

/** First moment after the times that the archive takes: the end of the year 9999. Epoch milliseconds UTC. */
const maxTimeOfArchiveMs = 253_402_300_800_000;
/** Limits: ids that one question takes, lines of a finding, actors that are named. */
const maxIds = 100;
const maxLines = 3;
const maxActors = 20;
/** Events that are read for actors where no CloudTrail is among them. */
const maxEventsForActors = 100_000;
/** Spans up to this length get a chart that is finer than the windows of the counters, of at most so many points. */
const shortSpanMs = 24 * countWindowMs;
const maxShortPoints = 96;

const stringOf = ({ attributes }: Pick<EventView, 'attributes'>, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
};

/** How the ledger of failures names lines and locations. */
interface Naming {
  /** Numbers of lines as an editor counts, by event id. */
  readonly lineNumbers: ReadonlyMap<string, number>;
  readonly shorten: (location: string) => string;
}

const namingOf = (content: Pick<LedgerContent, 'kinds' | 'sources'>): Naming => ({
  lineNumbers: new Map(
    [...content.kinds.values()].flatMap(({ lines }) =>
      lines.flatMap(({ eventId, line }) => (line === undefined ? [] : [[eventId, line] as const])),
    ),
  ),
  shorten: shortener(content),
});

const lineOf = (
  { id, logStream, logGroup, dataset, timestampMs, message }: EventView,
  { lineNumbers, shorten }: Naming,
): LineFact => {
  const line = lineNumbers.get(id);
  return {
    location: shorten(logStream || logGroup || dataset),
    timeMs: timestampMs,
    text: message,
    ...(line === undefined ? {} : { line }),
  };
};

const evidenceOf = (events: readonly EventView[], naming: Naming): EvidenceFact => {
  const first = (names: readonly string[]): string | undefined =>
    events.map((event) => stringOf(event, names)).find((value) => value !== undefined);
  const who = first(['user.name', 'user.id']);
  const from = first(['source.ip', 'client.ip', 'source.address', 'client.address']);
  const agent = first(['user_agent.original']);
  return {
    lines: events.slice(0, maxLines).map((event) => lineOf(event, naming)),
    ...(who === undefined ? {} : { who }),
    ...(from === undefined ? {} : { from }),
    ...(agent === undefined ? {} : { agent }),
  };
};

/** An id of a record that a question may name; a log can say anything. */
const isAskable = (id: string): boolean => id !== '' && id.length <= 256 && !id.includes('\0');

/** The records behind findings, the most severe findings first, as far as one question may ask for ids. */
const readEvidence = async (
  reads: RecordReads,
  findings: readonly Finding[],
  naming: Naming,
): Promise<ReadonlyMap<string, EvidenceFact>> => {
  const asked = new Map<string, Finding>();
  for (const finding of sortFindings(findings))
    for (const id of finding.evidence.slice(0, maxLines))
      if (asked.size < maxIds && isAskable(id)) asked.set(id, finding);
  const times = [...asked.values()];
  if (times.length === 0) return new Map();
  const fromMs = Math.max(0, Math.min(...times.map(({ firstSeenMs }) => firstSeenMs)) - countWindowMs);
  const toMs = Math.max(...times.map(({ lastSeenMs }) => lastSeenMs)) + countWindowMs;
  const span = { fromMs: Math.max(fromMs, toMs - maxArchiveSpanMs), toMs };
  const { items } = await reads.events({ ...span, ids: [...asked.keys()], order: 'oldest', limit: maxIds });
  const byId = new Map(items.map((event) => [event.id, event]));
  return new Map(
    findings.flatMap(({ id, evidence }) => {
      const events = evidence.flatMap((one) => byId.get(one) ?? []);
      return events.length === 0 ? [] : [[id, evidenceOf(events, naming)] as const];
    }),
  );
};

const actorFactOf = ({ actor, events, failures, firstSeenMs, lastSeenMs, others }: ActorView): ActorFact => ({
  actor,
  events,
  failures,
  firstSeenMs,
  lastSeenMs,
  others,
});

/** Who called AWS and from where; of a small period without CloudTrail, whoever its records name. */
const readActors = async (reads: RecordReads, facts: ReportFacts): Promise<ActorFacts | undefined> => {
  const { period, datasets } = facts;
  const hasCalls = datasets.some(({ dataset }) => dataset === 'cloudtrail');
  if (!hasCalls && eventsOf(facts) > maxEventsForActors) return undefined;
  const toMs = period.endMs;
  const span = { fromMs: Math.max(0, period.startMs, toMs - maxArchiveSpanMs), toMs };
  const filter = { ...span, ...(hasCalls ? { dataset: 'cloudtrail' as const } : {}), limit: maxActors };
  const identities = await reads.actors({ ...filter, by: 'identity' });
  const addresses = await reads.actors({ ...filter, by: 'address' });
  if (identities.actors.length + addresses.actors.length === 0) return undefined;
  return {
    of: hasCalls ? 'cloudtrail' : 'all',
    identities: identities.actors.map(actorFactOf),
    addresses: addresses.actors.map(actorFactOf),
    isCut: identities.isCut || addresses.isCut,
  };
};

/** The chart of a short span, to the second; undefined where the windows of the counters are fine enough. */
const readShortTimeline = async (
  reads: RecordReads,
  { seen }: ReportFacts,
): Promise<Pick<ReportFacts, 'timeline' | 'timelineStepMs'> | undefined> => {
  if (seen === undefined || seen.lastMs - seen.firstMs > shortSpanMs || seen.firstMs < 0) return undefined;
  const stepMs = niceStep(Math.max(minuteMs, seen.lastMs - seen.firstMs), maxShortPoints - 2);
  const fromMs = Math.floor(seen.firstMs / stepMs) * stepMs;
  const toMs = (Math.floor(seen.lastMs / stepMs) + 1) * stepMs;
  const { counts, isCut } = await reads.eventCounts({ fromMs, toMs, stepMs, by: 'severity', limit: 5_000 });
  if (isCut || counts.length === 0) return undefined;
  const bySeverity = new Map<number, Partial<Record<Severity, number>>>();
  for (const { startMs, key, events } of counts) {
    const severity = severities.find((one) => one === key);
    if (severity !== undefined) bySeverity.set(startMs, { ...bySeverity.get(startMs), [severity]: events });
  }
  const timeline: TimelinePoint[] = [];
  for (let startMs = fromMs; startMs < toMs; startMs += stepMs) {
    const point = bySeverity.get(startMs) ?? {};
    timeline.push(
      timelinePoint(
        startMs,
        Object.values(point).reduce((sum, count) => sum + count, 0),
        point,
      ),
    );
  }
  return { timeline, timelineStepMs: stepMs };
};

/**
 * Adds what only the archive knows to a report's facts: the records behind findings, who did something and from where, and the chart of a
 * span that is shorter than two hours.
 *
 * @param isWhole  whether the archive contains nothing else of the period; otherwise it is asked for records by their ids alone
 * @param content  of the ledger of failures: how it numbers lines and what its log sources are called
 * Facts of times that the archive does not take stay as they are.
 *
 * @throws PortError when the archive cannot be read
 */
export const lookUpRecords = async (
  reads: RecordReads,
  facts: ReportFacts,
  content: Pick<LedgerContent, 'kinds' | 'sources'>,
  isWhole = true,
): Promise<ReportFacts> => {
  const { startMs, endMs } = facts.period;
  if (startMs < 0 || endMs > maxTimeOfArchiveMs) return facts;
  const evidence = await readEvidence(reads, facts.findings, namingOf(content));
  if (!isWhole) return { ...facts, evidence };
  const actors = await readActors(reads, facts);
  const short = await readShortTimeline(reads, facts);
  return { ...facts, evidence, ...(actors === undefined ? {} : { actors }), ...short };
};
