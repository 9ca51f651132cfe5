import {
  identify,
  maxContextLines,
  maxContextText,
  oneLine,
  severityNumberOf,
  type Finding,
  type FindingContext,
} from '@bellwether/log-model';
import type { Evidence, Head, Sample, Sighting } from './group.ts';
import { joinLocation } from './finding-locations.ts';
import { joinSamples } from './samples.ts';

/**
 * Maximum number of findings a group counts. Each takes some twenty bytes of the group's item, which may have 400 KB; beyond it a group says
 * that there are more.
 */
export const maxFindings = 8_000;

/** Bounds of what a message quotes, in characters. */
const maxTitle = 200;
const maxSampleTitle = 200;
const maxReasons = 10;
const maxReason = 300;
const maxName = 560;

/** What a finding is called inside a group, where thousands are counted: 32 digits, whatever the id is. */
const keyOf = (finding: Finding): string => identify('counted-finding', finding.id);

const boundedContext = ({ lines, actor, change }: FindingContext): FindingContext => ({
  lines: lines.slice(0, maxContextLines).map(({ timeMs, location, text }) => ({
    timeMs,
    location: oneLine(location, maxReason),
    text: oneLine(text, maxContextText),
  })),
  ...(actor === undefined ? {} : { actor: oneLine(actor, maxReason) }),
  ...(change === undefined ? {} : { change: oneLine(change, maxContextText) }),
});

const headOf = (finding: Finding, key: string): Head => ({
  key,
  kind: finding.kind,
  severity: finding.severity,
  rule: oneLine(finding.rule, maxName),
  title: oneLine(finding.title, maxTitle),
  reasons: finding.reasons.slice(0, maxReasons).map((reason) => oneLine(reason, maxReason)),
  dataset: finding.dataset,
  account: oneLine(finding.account, maxName),
  region: oneLine(finding.region, maxName),
  scope: oneLine(finding.scope, maxName),
  ...(finding.attack ? { attack: finding.attack } : {}),
  ...(finding.context ? { context: boundedContext(finding.context) } : {}),
});

const sampleOf = (finding: Finding, key: string): Sample => ({
  key,
  findingId: finding.id,
  severity: finding.severity,
  title: oneLine(finding.title, maxSampleTitle),
  scope: oneLine(finding.scope, maxName),
  lastSeenMs: finding.lastSeenMs,
  count: Math.max(1, finding.count),
});

/** Whether a finding says more of its group than the head: it is more severe, or as severe and has the smaller key. */
const isWeightier = (finding: Finding, key: string, head: Head): boolean => {
  const difference = severityNumberOf[finding.severity] - severityNumberOf[head.severity];
  return difference > 0 || (difference === 0 && key < head.key);
};

/** Whether a sighting says anything that is worth a word: not a repeat, nor only an earlier beginning. */
const isNews = ({ finding }: Sighting, before: number | undefined, evidence: Evidence): boolean =>
  (before === undefined ? !evidence.isCut : finding.count > before) ||
  finding.lastSeenMs > evidence.lastSeenMs ||
  severityNumberOf[finding.severity] > severityNumberOf[evidence.head.severity];

/** The evidence with one sighting that is news; `counted` is its own copy, and samples are joined by the caller. */
const joined = (evidence: Evidence, finding: Finding, sample: Sample, counted: Map<string, number>, nowMs: number) => {
  const { key } = sample;
  const before = counted.get(key);
  const isCounted = before !== undefined || counted.size < maxFindings;
  if (isCounted) counted.set(key, Math.max(before ?? 0, sample.count));
  return {
    ...evidence,
    counted,
    isCut: evidence.isCut || !isCounted,
    lastSeenMs: Math.max(evidence.lastSeenMs, finding.lastSeenMs),
    head: isWeightier(finding, key, evidence.head) ? headOf(finding, key) : evidence.head,
    locations: joinLocation(evidence.locations, finding),
    lastGrewMs: nowMs,
  };
};

/**
 * Joins sightings with what is known.
 *
 * @param nowMs  when they came, by the clock
 * @returns the same object when they say nothing new, as when they are given again
 */
export const joinEvidence = (known: Evidence, sightings: readonly Sighting[], nowMs: number): Evidence => {
  let evidence = known;
  let counted: Map<string, number> | undefined;
  const samples: Sample[] = [];
  const recent: Sample[] = [];
  for (const sighting of sightings) {
    const { finding } = sighting;
    const key = keyOf(finding);
    if (isNews(sighting, evidence.counted.get(key), evidence)) {
      const sample = sampleOf(finding, key);
      samples.push(sample);
      if (!evidence.counted.has(key) || known.recent.some((one) => one.key === key)) recent.push(sample);
      counted ??= new Map(evidence.counted);
      evidence = joined(evidence, finding, sample, counted, nowMs);
    }
    if (finding.firstSeenMs < evidence.firstSeenMs) evidence = { ...evidence, firstSeenMs: finding.firstSeenMs };
  }
  if (samples.length === 0) return evidence;
  return {
    ...evidence,
    samples: joinSamples(evidence.samples, samples),
    recent: joinSamples(evidence.recent, recent),
  };
};

/** What is known before any sighting has joined, in the words of the first. */
export const emptyEvidence = ({ finding }: Sighting, nowMs: number): Evidence => ({
  counted: new Map(),
  isCut: false,
  firstSeenMs: finding.firstSeenMs,
  lastSeenMs: finding.lastSeenMs,
  head: headOf(finding, keyOf(finding)),
  samples: [],
  recent: [],
  locations: [],
  lastGrewMs: nowMs,
});
