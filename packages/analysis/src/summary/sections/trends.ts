import { number, percent, plural, time } from '@bellwether/report/figures';
import type { AnalysisFacts } from '../analysis-facts.ts';
import type { FactDraft, JoinedAnalysis, JoinedPoint } from '../joined.ts';
import { moversOf } from '../movers.ts';
import { quietEndOf, quietPoints } from '../quiet-points.ts';

const maxMovers = 5;
/** Change of a rate that is called one. */
const minChange = 1.2;

const sumOf = (points: readonly JoinedPoint[], what: 'events' | 'errors'): number =>
  points.reduce((sum, point) => sum + point[what], 0);
const lengthOf = (points: readonly JoinedPoint[]): number =>
  points.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Three digits are enough for a rate. */
const rate = (value: number): string => (value >= 100 ? number(value) : String(Number(value.toPrecision(3))));

const perHour = (events: number, lengthMs: number): number => (events * 3_600_000) / Math.max(1, lengthMs);

const directionOf = (before: number, after: number): 'rose' | 'fell' | 'stayed' =>
  after > before * minChange ? 'rose' : after * minChange < before ? 'fell' : 'stayed';

const halves = (points: readonly JoinedPoint[]): readonly FactDraft[] => {
  const middle = Math.floor(points.length / 2);
  const [earlier, later] = [points.slice(0, middle), points.slice(middle)];
  const [eventsBefore, eventsAfter] = [sumOf(earlier, 'events'), sumOf(later, 'events')];
  if (eventsBefore === 0 || eventsAfter === 0) return [];
  const [before, after] = [perHour(eventsBefore, lengthOf(earlier)), perHour(eventsAfter, lengthOf(later))];
  const direction = directionOf(before, after);
  const [errorsBefore, errorsAfter] = [sumOf(earlier, 'errors'), sumOf(later, 'errors')];
  const errorDirection = directionOf(errorsBefore / eventsBefore, errorsAfter / eventsAfter);
  const volume =
    direction === 'stayed'
      ? `The number of events stayed near ${rate(after)} an hour`
      : `Events ${direction} from ${rate(before)} an hour in the earlier half to ${rate(after)} in the later`;
  const share =
    errorsBefore + errorsAfter === 0
      ? 'there were no errors in either half'
      : errorDirection === 'stayed'
        ? `the share of errors stayed near ${percent(errorsAfter, eventsAfter)}`
        : `the share of errors ${errorDirection} from ${percent(errorsBefore, eventsBefore)} to ${percent(errorsAfter, eventsAfter)}`;
  return [
    {
      kind: 'halves',
      sentence: `${volume}, and ${share}.`,
      figures: { eventsBefore, eventsAfter, errorsBefore, errorsAfter },
    },
  ];
};

const comparison = (joined: JoinedAnalysis, previous: AnalysisFacts): readonly FactDraft[] => {
  const { period, totals } = previous;
  const span = `${time(period.startMs)} to ${time(period.endMs)}`;
  if (totals.events === 0 || joined.events === 0)
    return [
      {
        kind: 'compared',
        sentence: `The analysis before this one (${span}) had ${plural(totals.events, 'event')} and ${plural(totals.errors, 'error')}.`,
        figures: { events: totals.events, errors: totals.errors },
      },
    ];
  const known = new Set(previous.patterns.map(({ key }) => key));
  const found = new Set(previous.findings.map(({ id }) => id));
  const isWhole = previous.furtherPatterns.patterns === 0;
  const added = joined.patterns.filter(({ summary }) => !known.has(summary.key)).length;
  const findings = joined.findings.filter(({ id }) => !found.has(id)).length;
  const direction = directionOf(totals.errors / totals.events, joined.errors / joined.events);
  return [
    {
      kind: 'compared',
      sentence:
        `Compared with the analysis of ${span}: the share of errors ${direction === 'stayed' ? 'is about the same' : direction} ` +
        `(${percent(totals.errors, totals.events)} then, ${percent(joined.errors, joined.events)} now)` +
        `${isWhole ? `, ${plural(added, 'pattern was', 'patterns were')} not there` : ''}, and ${plural(findings, 'finding is', 'findings are')} new.`,
      figures: { eventsThen: totals.events, errorsThen: totals.errors, added, findings },
    },
  ];
};

/** Where the events end before the period does. */
const ending = (points: readonly JoinedPoint[], quiet: ReadonlySet<JoinedPoint>): readonly FactDraft[] => {
  const end = quietEndOf(points, quiet);
  if (end === undefined) return [];
  const { startMs, endMs, events } = end;
  const what = events === 0 ? 'Nothing was' : `Only ${plural(events, 'event was', 'events were')}`;
  return [
    {
      kind: 'ending',
      sentence: `${what} written from ${time(startMs)} to ${time(endMs)}, or the rest is not in the archive.`,
      figures: { events, startMs, endMs },
    },
  ];
};

/** How the later half differs from the earlier, what moved most, and what changed since the last run. */
export const trendFacts = (joined: JoinedAnalysis): readonly FactDraft[] => {
  const quiet = quietPoints(joined.points);
  const withEvents = joined.points.filter((point) => !quiet.has(point));
  const facts: FactDraft[] = [...halves(withEvents), ...ending(joined.points, quiet)];
  for (const { id, startMs, endMs, events, expected } of moversOf(joined.patterns, joined.points).slice(0, maxMovers))
    facts.push({
      kind: 'mover',
      sentence: `[${id}] ${events > expected ? 'rose' : 'fell'} to ${plural(events, 'event')} from ${time(startMs)} to ${time(endMs)}, where ${rate(expected)} were to be expected from the windows before.`,
      figures: { events, expected, startMs, endMs },
    });
  if (joined.previous !== undefined) facts.push(...comparison(joined, joined.previous));
  return facts.length > 0
    ? facts
    : [{ kind: 'no-trend', sentence: 'There are too few windows with events to compare.', figures: {} }];
};
