import {
  identify,
  oneLine,
  type EvidenceLine,
  type FailureGroup,
  type LedgerContent,
  type LedgerSpan,
  type Series,
  type Signal,
} from '@bellwether/log-model';
import { binsOf, failureGroupsOf } from '@bellwether/log-model/failures';
import type { FailureFact, FailureKindFact, LineFact, ReportFacts, SourceFact } from './facts.ts';
import { clock, duration, number, plural, time } from './figures.ts';

/** Greatest numbers of what a report names. */
const maxFailures = 2_000;
const maxSources = 500;
const maxBars = 48;
const maxConsequences = 7;
const maxLines = 3;
const maxKinds = 40;
const maxTitle = 240;

/** The longest folder that all locations are in; empty for none, or for one location. */
export const commonFolder = (locations: readonly string[]): string => {
  const [first = '', ...rest] = locations;
  if (rest.length === 0) return first.slice(0, first.lastIndexOf('/') + 1);
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder !== '' && !rest.every((location) => location.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
};

type Shorten = (location: string) => string;

const folderOf = ({ sources }: Pick<LedgerContent, 'sources'>): string =>
  commonFolder([...sources.values()].map(({ location }) => location));

/** Leaves out the folder that all locations have in common. */
export const shortener = (content: Pick<LedgerContent, 'sources'>): Shorten => {
  const folder = folderOf(content);
  return (location) => (location.startsWith(folder) ? location.slice(folder.length) : location);
};

const textOf = ({ title, cause, location }: Signal, shorten: Shorten): string =>
  oneLine(
    (cause === undefined ? title : `${title}: ${cause}`).replaceAll(location, () => shorten(location)),
    maxTitle,
  );

const lineFact = ({ location, line, timeMs, text }: EvidenceLine, shorten: Shorten): LineFact => ({
  location: shorten(location),
  timeMs,
  text,
  ...(line === undefined ? {} : { line }),
});

const times = (count: number): string => (count === 1 ? 'once' : `${number(count)} times`);

/** What signals have in common that one sentence says: the status of requests, the first words of others. */
const likenessOf = ({ title, cause, isRequest, location }: Signal): string => {
  const status = isRequest ? /answered (\d{3})$/.exec(title)?.[1] : undefined;
  if (status !== undefined) return `${location}|${status}`;
  const words = title
    .replace(/[^A-Za-z ]{1,200}/g, ' ')
    .split(' ')
    .filter((word) => word.length > 1);
  return `${location}|${words.slice(0, 3).join(' ')}|${(cause ?? '').slice(0, 24).replace(/\d+/g, '#')}`;
};

/** Signals that one sentence says. */
interface Sentence {
  readonly signal: Signal;
  text: string;
  count: number;
  more: number;
}

/** Joins what is alike: the most frequent one speaks for the others. */
const joinAlike = (signals: readonly Signal[], shorten: Shorten): readonly Sentence[] => {
  const sentences = new Map<string, Sentence & { top: number }>();
  for (const signal of signals) {
    const likeness = likenessOf(signal);
    const known = sentences.get(likeness);
    if (known === undefined) {
      sentences.set(likeness, {
        signal,
        text: textOf(signal, shorten),
        count: signal.count,
        more: 0,
        top: signal.count,
      });
      continue;
    }
    known.count += signal.count;
    known.more += 1;
    if (signal.count > known.top) [known.text, known.top] = [textOf(signal, shorten), signal.count];
  }
  return [...sentences.values()];
};

/** How much a consequence says that its lead does not: other locations say most, and what a dump repeats says least. */
const weigh = ({ severity, isRequest, cause, count, location, firstMs, what }: Signal, lead: Signal): number =>
  ({ CRITICAL: 5, ERROR: 4, WARNING: 3, INFO: 2, DEBUG: 0, TRACE: 0 })[severity] +
  (cause === undefined ? 0 : 0.5) -
  (isRequest ? 0.5 : 0) +
  (what === 'failure' ? 0 : 0.5) +
  Math.min(1.5, Math.log10(Math.max(1, count)) / 2) -
  (location === lead.location && firstMs - lead.firstMs < 1_000 && count <= 2 ? 3 : 0);

const reasonsOf = (
  group: FailureGroup,
  shorten: Shorten,
): Required<Pick<FailureFact, 'reasons' | 'before' | 'after'>> => {
  const { lead, others, changes } = group;
  const before = changes.map(({ location, line, isJust }) => {
    const ago = duration(Math.max(0, (lead.onsetMs ?? lead.firstMs) - line.timeMs));
    return `${isJust ? 'Just before' : 'Last change before'}, ${clock(line.timeMs)} ${shorten(location)}: ${oneLine(line.text, 110)}${isJust ? '' : ` (${ago} before)`}`;
  });
  const joined = joinAlike(others, shorten);
  const weightiest = joined
    .toSorted((left, right) => weigh(right.signal, lead) - weigh(left.signal, lead))
    .slice(0, maxConsequences);
  const then = joined
    .filter((one) => weightiest.includes(one))
    .map(({ signal, text, count, more }) => {
      const isMeasured = signal.what !== 'failure' && signal.what !== 'notice';
      const note = isMeasured ? signal.notes.slice(0, 1).map((one) => ` ${one}`) : [];
      const alike = more === 0 ? '' : ` and ${number(more)} more`;
      return `${clock(signal.firstMs)} ${shorten(signal.location)}: ${oneLine(text, 130)}${alike}${count > 1 ? ` (${times(count)})` : ''}${oneLine(note.join(''), 160)}`;
    });
  const rest = joined.length - then.length;
  const after = [...then, ...(rest > 0 ? [`And ${plural(rest, 'more kind')}.`] : [])];
  const own = [
    ...(lead.frame === undefined ? [] : [`At ${lead.frame}.`]),
    ...lead.notes.slice(0, 3).map((note) => oneLine(note, 200)),
  ];
  return { reasons: [...own, ...before, ...after], before, after };
};

/** Events of a series by stretch of a span: at most 48 stretches, each of whole bins. */
export const barsOf = (
  series: Series,
  { startMs, endMs }: Pick<LedgerSpan, 'startMs' | 'endMs'>,
): readonly number[] => {
  const { widthMs } = series;
  const from = Math.floor(startMs / widthMs);
  const bins = Math.max(1, Math.floor(endMs / widthMs) - from + 1);
  const perBar = Math.ceil(bins / maxBars);
  const bars = Array.from({ length: Math.ceil(bins / perBar) }, () => 0);
  for (const { startMs: binMs, n } of binsOf(series)) {
    const bar = Math.floor((Math.round(binMs / widthMs) - from) / perBar);
    if (bar >= 0 && bar < bars.length) bars[bar] = (bars[bar] ?? 0) + n;
  }
  return bars;
};

const kindFact = (signal: Signal, shorten: Shorten, span: LedgerSpan): FailureKindFact => ({
  title: textOf(signal, shorten),
  severity: signal.severity,
  location: shorten(signal.location),
  count: signal.count,
  firstSeenMs: signal.firstMs,
  lastSeenMs: signal.lastMs,
  lines: signal.lines.slice(0, maxLines).map((line) => lineFact(line, shorten)),
  ...(signal.kind === undefined ? {} : { bars: barsOf(signal.kind.times, span) }),
});

const factOf = (group: FailureGroup, shorten: Shorten, span: LedgerSpan): FailureFact => {
  const { lead, others, severity, locations, count, firstMs, lastMs, goesOn } = group;
  const rising = lead.onsetMs !== undefined && !lead.isNew;
  const [location, text] = [shorten(lead.location), textOf(lead, shorten)];
  return {
    id: identify('failure', lead.scope, lead.kind?.key ?? `${lead.what}|${lead.title}`),
    title: text.startsWith(location) ? text : `${location}: ${text}`,
    severity,
    ...reasonsOf(group, shorten),
    where: locations.map(shorten),
    scopes: [...new Set([lead, ...others].map(({ scope }) => scope))],
    count,
    goesOn,
    firstSeenMs: firstMs,
    lastSeenMs: lastMs,
    trend: group.isNew ? 'new' : rising ? 'rising' : 'steady',
    lines: lead.lines.slice(0, maxLines).map((line) => lineFact(line, shorten)),
    kinds: [lead, ...others].slice(0, maxKinds).map((signal) => kindFact(signal, shorten, span)),
  };
};

/** Adds the line that each pattern stands for, and the worst severity of its lines. */
export const withExamples = (templates: ReportFacts['templates'], content: LedgerContent): ReportFacts['templates'] => {
  const shorten = shortener(content);
  return templates.map((template) => {
    const example = content.examples.get(`${template.scope}|${template.id}`);
    const location = content.sources.get(template.scope)?.location;
    return {
      ...template,
      ...(location === undefined ? {} : { location: shorten(location) }),
      ...(example === undefined ? {} : { severity: example.severity, example: lineFact(example.line, shorten) }),
    };
  });
};

/** What failed in a span, the weightiest first, the rates of requests, and the logs that were read. */
export const failureFactsOf = (
  content: LedgerContent,
  span: LedgerSpan,
): Pick<ReportFacts, 'furtherFailures' | 'folder'> & Required<Pick<ReportFacts, 'failures' | 'rates' | 'sources'>> => {
  const sources = [...content.sources.values()];
  const shorten = shortener(content);
  const rates = sources.flatMap(({ location, requests }) => {
    let [all, failed] = [0, 0];
    for (const { n, sum } of requests.bins.values()) [all, failed] = [all + n, failed + sum];
    return all === 0 ? [] : [{ location: shorten(location), requests: all, serverErrors: failed }];
  });
  const failures = failureGroupsOf(content, span)
    .slice(0, maxFailures)
    .map((group) => factOf(group, shorten, span));
  const read = sources
    .map(({ location, dataset, count, firstMs, lastMs, activity }): SourceFact => ({
      location: shorten(location),
      dataset,
      events: count,
      firstSeenMs: firstMs,
      lastSeenMs: lastMs,
      bars: barsOf(activity, span),
    }))
    .toSorted((left, right) => right.events - left.events || (left.location < right.location ? -1 : 1))
    .slice(0, maxSources);
  const folder = folderOf(content);
  return {
    failures,
    rates,
    sources: read,
    ...(folder === '' ? {} : { folder }),
    ...(content.uncounted > 0 ? { furtherFailures: content.uncounted } : {}),
  };
};

/** `2026-11-20T07:00:00Z to 07:30:00Z, still going on`, for people. */
export const spanOf = ({
  firstSeenMs,
  lastSeenMs,
  goesOn,
}: Pick<FailureFact, 'firstSeenMs' | 'lastSeenMs' | 'goesOn'>): string =>
  `${time(firstSeenMs)}${lastSeenMs > firstSeenMs ? ` to ${time(lastSeenMs)}` : ''}, ${goesOn ? 'still going on at the end of the logs' : 'over'}`;
