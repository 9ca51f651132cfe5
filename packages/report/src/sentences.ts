import { newFailureRule, oneLine, severities, type Finding } from '@bellwether/log-model';
import { failureRules } from '@bellwether/log-model/failures';
import type { Narration, NarrationFacts, Narrator } from '@bellwether/ports';
import type { ReportFacts } from './facts.ts';
import {
  countOf,
  errorsOf,
  eventsOf,
  number,
  percent,
  plural,
  sortFindings,
  sortDatasets,
  sumOf,
  time,
  unaccountedOf,
} from './figures.ts';

/** Findings that get a sentence of their own; the rest are in the tables. */
const maxFindingSentences = 12;

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const recordSentences = (facts: ReportFacts): readonly string[] => {
  const { records, period } = facts;
  const lost = unaccountedOf(records);
  // Without an event there is no time to name.
  const when = Number.isNaN(period.startMs) ? '' : `Between ${time(period.startMs)} and ${time(period.endMs)}, `;
  return [
    `${when}${plural(records.received, 'record was', 'records were')} received: ` +
      `${number(records.classified)} classified, ${number(sumOf(records.unreadable))} unreadable and ${number(sumOf(records.dropped))} left out on purpose.`,
    ...(lost === 0
      ? []
      : [`The account does not add up: ${plural(Math.abs(lost), 'record')} ${lost > 0 ? 'missing' : 'too many'}.`]),
  ];
};

const trafficSentences = (facts: ReportFacts): readonly string[] => {
  const events = eventsOf(facts);
  if (events === 0) return [];
  const errors = errorsOf(facts);
  const [busiest] = sortDatasets(facts.datasets);
  const peak = facts.timeline.reduce<ReportFacts['timeline'][number] | undefined>(
    (best, point) => (best === undefined || point.errors > best.errors ? point : best),
    undefined,
  );
  return [
    `${plural(errors, 'event was an error', 'events were errors')}, ${percent(errors, events)} of all; ${number(countOf(facts, 'CRITICAL'))} of them critical.`,
    ...(busiest === undefined
      ? []
      : [
          `The busiest dataset was ${busiest.dataset} with ${plural(sumOf(busiest.bySeverity), 'event')}, ${percent(sumOf(busiest.bySeverity), events)} of all.`,
        ]),
    ...(peak === undefined || peak.errors === 0
      ? []
      : [
          `Errors were most frequent from ${time(peak.startMs)}: ${plural(peak.errors, 'error')} among ${plural(peak.events, 'event')}.`,
        ]),
  ];
};

/** What is said when there is no finding: what failed all the same, or what was looked at. */
export const verdictWithoutFindings = (facts: ReportFacts): string => {
  const { failures } = facts;
  const [errors, events] = [errorsOf(facts), eventsOf(facts)];
  const kinds = failures === undefined ? '' : ` of ${plural(failures.length, 'kind')}`;
  if (errors > 0)
    return `0 findings: ${plural(errors, 'error')}${kinds}, ${percent(errors, events)} of all events, none unusual enough for a finding.`;
  const warnings = countOf(facts, 'WARNING');
  return `0 findings, and no event was an error; ${plural(warnings, 'warning')} among ${plural(events, 'event')}.`;
};

/** Rules whose titles quote a log, and what they say without it. */
const quoting: Readonly<Record<string, string>> = {
  [newFailureRule]: 'A kind of failure that was not seen before',
  [failureRules.critical]: 'A critical failure of a kind that was not seen before',
  [failureRules.exception]: 'An exception of a kind that was not seen before',
  [failureRules.silence]: 'A log that stopped',
  [failureRules.clock]: 'A clock that was set back',
  [failureRules.signIns]: 'A sign-in that succeeded after failures',
  [failureRules.probe]: 'A probe that succeeded',
  [failureRules.latency]: 'Requests that became slower',
  [failureRules.growth]: 'A queue that only grows',
  [failureRules.transfer]: 'One address that received far more than all others',
  [failureRules.secrets]: 'Secrets that are written to a log',
};

/** What a finding is, in the program's own words. Titles of some rules quote a log; theirs names the log source instead. */
export const ownWordsOf = ({ rule, title, scope }: Pick<Finding, 'rule' | 'title' | 'scope'>): string => {
  const words = quoting[rule];
  return words === undefined ? title : `${words}: ${scope}`;
};

/** A sentence, and the words of it that no narrator may leave out. */
interface NamingSentence {
  readonly sentence: string;
  readonly mustName: string;
}

const findingSentences = (facts: ReportFacts): readonly (string | NamingSentence)[] => {
  if (facts.findings.length === 0) return [verdictWithoutFindings(facts)];
  const counted = severities.flatMap((severity) => {
    const count = facts.findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${number(count)} ${severity}`];
  });
  const sorted = sortFindings(facts.findings);
  // Keys and reasons quote logs, so they stay in the tables: a narrator reads the program's own words only.
  const each = sorted.slice(0, maxFindingSentences).map((finding) => {
    const title = oneLine(ownWordsOf(finding), 160);
    const sentence =
      `${finding.severity}: ${title} (${oneLine(finding.rule, 60)}, ${finding.dataset}), ` +
      `${plural(finding.count, 'event')}, first seen ${time(finding.firstSeenMs)}, score ${finding.score.toFixed(2)}.`;
    return finding.severity === 'CRITICAL' ? { sentence, mustName: title } : sentence;
  });
  return [
    `There ${facts.findings.length === 1 ? 'is 1 finding' : `are ${number(facts.findings.length)} findings`}: ${list(counted)}.`,
    ...each,
  ];
};

const remediationSentences = (facts: ReportFacts): readonly string[] => {
  if (facts.remediations.length === 0) return [];
  const states = [...new Set(facts.remediations.map(({ state }) => state))].toSorted();
  const counted = states.map(
    (state) =>
      `${number(facts.remediations.filter((run) => run.state === state).length)} ${state.replaceAll('_', ' ')}`,
  );
  return [`${plural(facts.remediations.length, 'remediation')} ran: ${list(counted)}.`];
};

const truthSentences = ({ truth }: ReportFacts): readonly string[] => {
  if (truth === undefined) return [];
  const found = truth.incidents.filter(({ findingIds }) => findingIds.length > 0).length;
  return [
    `${number(found)} of ${plural(truth.incidents.length, 'planted incident')} ${found === 1 ? 'was' : 'were'} found, ` +
      `${number(truth.incidents.length - found)} missed, and ${plural(truth.falseFindingIds.length, 'finding')} matched none.`,
  ];
};

/** The report in sentences, each computed from the facts and numbered `F1`, `F2`, ... */
export const sentencesOf = (facts: ReportFacts): NarrationFacts => {
  const sentences: readonly (string | NamingSentence)[] = [
    ...recordSentences(facts),
    ...trafficSentences(facts),
    ...findingSentences(facts),
    ...remediationSentences(facts),
    ...truthSentences(facts),
  ];
  return {
    title: oneLine(facts.title, 200),
    facts: sentences.map((sentence, index) => ({
      id: `F${index + 1}`,
      ...(typeof sentence === 'string' ? { sentence } : sentence),
    })),
  };
};

/** The sentences of each part of a report, in its order. */
const wordSections = ({ facts, sections = [] }: NarrationFacts): Narration => {
  const insights = sections.flatMap((section) =>
    facts
      .filter((fact) => fact.section === section)
      .map(({ id, sentence }) => ({ section, text: sentence, cites: [id] })),
  );
  const paragraphs = sections.map((section) =>
    insights
      .filter((insight) => insight.section === section)
      .map(({ text }) => text)
      .join(' '),
  );
  return { paragraphs: paragraphs.filter((paragraph) => paragraph !== ''), insights, writtenBy: 'facts' };
};

/** Words a report with nothing but its own sentences: always there, always true. Each finding has a paragraph of its own. */
export const factsNarrator: Narrator = {
  narrate: async (report) => {
    if (report.sections !== undefined) return wordSections(report);
    const paragraphs: string[] = [];
    let open: string[] = [];
    for (const { sentence } of report.facts) {
      if (/^(?:CRITICAL|ERROR|WARNING|INFO|DEBUG|TRACE): /.test(sentence)) {
        if (open.length > 0) paragraphs.push(open.join(' '));
        open = [];
        paragraphs.push(sentence);
      } else {
        open.push(sentence);
      }
    }
    if (open.length > 0) paragraphs.push(open.join(' '));
    return { paragraphs, writtenBy: 'facts' };
  },
};
