import { number, percent, plural, time } from '@bellwether/report/figures';
import { nameOfSource, type FactDraft, type JoinedAnalysis } from '../joined.ts';
import { oneLine } from '@bellwether/log-model';

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** How many events and errors, where most errors are, and when. */
export const healthFacts = (joined: JoinedAnalysis): readonly FactDraft[] => {
  const { events, errors, bySeverity, logSources, points, period } = joined;
  if (events === 0)
    return [
      {
        kind: 'volume',
        sentence: `No event was found between ${time(period.startMs)} and ${time(period.endMs)}.`,
        figures: { events: 0 },
      },
    ];
  const critical = bySeverity.CRITICAL ?? 0;
  const warnings = bySeverity.WARNING ?? 0;
  const facts: FactDraft[] = [
    {
      kind: 'volume',
      sentence:
        errors === 0
          ? `${plural(events, 'event')} of ${plural(logSources.length, 'log source')} ${events === 1 ? 'was' : 'were'} analysed. None was an error; ${plural(warnings, 'was a warning', 'were warnings')}.`
          : `${plural(events, 'event')} of ${plural(logSources.length, 'log source')} ${events === 1 ? 'was' : 'were'} analysed: ${plural(errors, 'error')} (${percent(errors, events)})${critical === 0 ? '' : `, ${number(critical)} of them critical`}, and ${plural(warnings, 'warning')}.`,
      figures: { events, errors, critical, warnings, logSources: logSources.length },
    },
  ];
  const [worst] = logSources.toSorted((a, b) => b.errors - a.errors);
  if (worst !== undefined && worst.errors > 0 && logSources.length > 1)
    facts.push({
      kind: 'worst-log-source',
      sentence: `Most errors came from ${oneLine(nameOfSource(worst.logSource), 120)}: ${number(worst.errors)} among its ${plural(worst.events, 'event')} (${percent(worst.errors, worst.events)}), ${percent(worst.errors, errors)} of all errors.`,
      figures: { errors: worst.errors, events: worst.events },
    });
  const busy = points.filter((point) => point.events > 0);
  const peak = busy.reduce<(typeof busy)[number] | undefined>(
    (best, point) => (best === undefined || point.errors > best.errors ? point : best),
    undefined,
  );
  if (peak !== undefined && peak.errors > 0 && busy.length > 2) {
    const usual = median(busy.map((point) => point.errors));
    facts.push({
      kind: 'worst-window',
      sentence: `Errors were most frequent from ${time(peak.startMs)} to ${time(peak.endMs)}: ${number(peak.errors)} among ${plural(peak.events, 'event')} (${percent(peak.errors, peak.events)}); the median window had ${number(usual)}.`,
      figures: { errors: peak.errors, events: peak.events, median: usual },
    });
  }
  const silent = points.length - busy.length;
  if (silent > 0)
    facts.push({
      kind: 'silent-windows',
      sentence: `${plural(silent, 'window')} of the ${number(points.length)} that were analysed had no event at all.`,
      figures: { silent, analysed: points.length },
    });
  return facts;
};
