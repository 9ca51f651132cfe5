import {
  identify,
  mattersOf,
  oneLine,
  type EvidenceLine,
  type FailureMatter,
  type LedgerContent,
  type LedgerSpan,
  type Signal,
} from '@bellwether/log-model';
import type { FailureFact, FailureKindFact, LineFact, ReportFacts } from './facts.ts';
import { clock, duration, number, plural, time } from './figures.ts';

/** Greatest numbers of what a report names. */
const maxFailures = 200;
const maxConsequences = 7;
const maxLines = 3;
const maxKinds = 40;
const maxTitle = 240;

/** The longest folder that all places are in; empty for none, or for one place. */
export const commonFolder = (places: readonly string[]): string => {
  const [first = '', ...rest] = places;
  if (rest.length === 0) return first.slice(0, first.lastIndexOf('/') + 1);
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder !== '' && !rest.every((place) => place.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
};

type Shorten = (place: string) => string;

const textOf = ({ title, cause }: Signal): string =>
  oneLine(cause === undefined ? title : `${title}: ${cause}`, maxTitle);

const lineFact = ({ place, line, timeMs, text }: EvidenceLine, shorten: Shorten): LineFact => ({
  place: shorten(place),
  timeMs,
  text,
  ...(line === undefined ? {} : { line }),
});

const times = (count: number): string => (count === 1 ? 'once' : `${number(count)} times`);

/** What signals have in common that one sentence says: the status of requests, the first words of others. */
const likenessOf = ({ title, cause, isRequest, place }: Signal): string => {
  const status = isRequest ? /answered (\d{3})$/.exec(title)?.[1] : undefined;
  if (status !== undefined) return `${place}|${status}`;
  const words = title
    .replace(/[^A-Za-z ]{1,200}/g, ' ')
    .split(' ')
    .filter((word) => word.length > 1);
  return `${place}|${words.slice(0, 3).join(' ')}|${(cause ?? '').slice(0, 24).replace(/\d+/g, '#')}`;
};

/** Signals that one sentence says. */
interface Sentence {
  readonly signal: Signal;
  text: string;
  count: number;
  more: number;
}

/** Joins what is alike: the most frequent one speaks for the others. */
const joinAlike = (signals: readonly Signal[]): readonly Sentence[] => {
  const sentences = new Map<string, Sentence & { top: number }>();
  for (const signal of signals) {
    const likeness = likenessOf(signal);
    const known = sentences.get(likeness);
    if (known === undefined) {
      sentences.set(likeness, { signal, text: textOf(signal), count: signal.count, more: 0, top: signal.count });
      continue;
    }
    known.count += signal.count;
    known.more += 1;
    if (signal.count > known.top) [known.text, known.top] = [textOf(signal), signal.count];
  }
  return [...sentences.values()];
};

/** How much a consequence says that its lead does not: other places say most, and what a dump repeats says least. */
const weigh = ({ severity, isRequest, cause, count, place, firstMs, what }: Signal, lead: Signal): number =>
  ({ CRITICAL: 5, ERROR: 4, WARNING: 3, INFO: 2, DEBUG: 0, TRACE: 0 })[severity] +
  (cause === undefined ? 0 : 0.5) -
  (isRequest ? 0.5 : 0) +
  (what === 'failure' ? 0 : 0.5) +
  Math.min(1.5, Math.log10(Math.max(1, count)) / 2) -
  (place === lead.place && firstMs - lead.firstMs < 1_000 && count <= 2 ? 3 : 0);

const reasonsOf = (matter: FailureMatter, shorten: Shorten): readonly string[] => {
  const { lead, others, changes } = matter;
  const before = changes.map(({ place, line, isJust }) => {
    const ago = duration(Math.max(0, (lead.onsetMs ?? lead.firstMs) - line.timeMs));
    return `${isJust ? 'Just before' : 'Last change before'}, ${clock(line.timeMs)} ${shorten(place)}: ${oneLine(line.text, 110)}${isJust ? '' : ` (${ago} before)`}`;
  });
  const joined = joinAlike(others);
  const weightiest = joined
    .toSorted((left, right) => weigh(right.signal, lead) - weigh(left.signal, lead))
    .slice(0, maxConsequences);
  const then = joined
    .filter((one) => weightiest.includes(one))
    .map(({ signal, text, count, more }) => {
      const isMeasured = signal.what !== 'failure' && signal.what !== 'notice';
      const note = isMeasured ? signal.notes.slice(0, 1).map((one) => ` ${one}`) : [];
      const alike = more === 0 ? '' : ` and ${number(more)} more`;
      return `${clock(signal.firstMs)} ${shorten(signal.place)}: ${oneLine(text, 130)}${alike}${count > 1 ? ` (${times(count)})` : ''}${oneLine(note.join(''), 160)}`;
    });
  const rest = joined.length - then.length;
  return [
    ...(lead.frame === undefined ? [] : [`At ${lead.frame}.`]),
    ...lead.notes.slice(0, 3).map((note) => oneLine(note, 200)),
    ...before,
    ...then,
    ...(rest > 0 ? [`And ${plural(rest, 'more kind')}.`] : []),
  ];
};

const kindFact = (signal: Signal, shorten: Shorten): FailureKindFact => ({
  title: textOf(signal),
  severity: signal.severity,
  place: shorten(signal.place),
  count: signal.count,
  firstSeenMs: signal.firstMs,
  lastSeenMs: signal.lastMs,
  lines: signal.lines.slice(0, maxLines).map((line) => lineFact(line, shorten)),
});

const factOf = (matter: FailureMatter, shorten: Shorten): FailureFact => {
  const { lead, others, severity, places, count, firstMs, lastMs, goesOn } = matter;
  const rising = lead.onsetMs !== undefined && !lead.isNew;
  return {
    id: identify('failure', lead.scope, lead.kind?.key ?? `${lead.what}|${lead.title}`),
    title: `${shorten(lead.place)}: ${textOf(lead)}`,
    severity,
    reasons: reasonsOf(matter, shorten),
    where: places.map(shorten),
    scopes: [...new Set([lead, ...others].map(({ scope }) => scope))],
    count,
    goesOn,
    firstSeenMs: firstMs,
    lastSeenMs: lastMs,
    trend: matter.isNew ? 'new' : rising ? 'rising' : 'steady',
    lines: lead.lines.slice(0, maxLines).map((line) => lineFact(line, shorten)),
    kinds: [lead, ...others].slice(0, maxKinds).map((signal) => kindFact(signal, shorten)),
  };
};

/** What failed in a span, the weightiest first, and the rates of requests. */
export const failureFactsOf = (
  content: LedgerContent,
  span: LedgerSpan,
): Pick<ReportFacts, 'furtherFailures'> & Required<Pick<ReportFacts, 'failures' | 'rates'>> => {
  const sources = [...content.sources.values()];
  const folder = commonFolder(sources.map(({ place }) => place));
  const shorten: Shorten = (place) => (place.startsWith(folder) ? place.slice(folder.length) : place);
  const rates = sources.flatMap(({ place, requests }) => {
    let [all, failed] = [0, 0];
    for (const { n, sum } of requests.bins.values()) [all, failed] = [all + n, failed + sum];
    return all === 0 ? [] : [{ place: shorten(place), requests: all, serverErrors: failed }];
  });
  const failures = mattersOf(content, span)
    .slice(0, maxFailures)
    .map((matter) => factOf(matter, shorten));
  return { failures, rates, ...(content.uncounted > 0 ? { furtherFailures: content.uncounted } : {}) };
};

/** `2026-11-20T07:00:00Z to 07:30:00Z, still going on`, for people. */
export const spanOf = ({
  firstSeenMs,
  lastSeenMs,
  goesOn,
}: Pick<FailureFact, 'firstSeenMs' | 'lastSeenMs' | 'goesOn'>): string =>
  `${time(firstSeenMs)}${lastSeenMs > firstSeenMs ? ` to ${time(lastSeenMs)}` : ''}, ${goesOn ? 'still going on at the end of the logs' : 'over'}`;
