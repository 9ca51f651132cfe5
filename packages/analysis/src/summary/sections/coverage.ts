import { oneLine } from '@bellwether/log-model';
import { number, plural, time } from '@bellwether/report/figures';
import { describeMissing } from '../../windows/coverage.ts';
import { nameOfSource, type FactDraft, type JoinedAnalysis, type Reading } from '../joined.ts';

const maxMissing = 5;
const maxSources = 5;

const readings: Readonly<Record<Reading['source'], string>> = {
  archive: 'Every event was read from the archive',
  'log-groups': 'Every event was read from CloudWatch Logs',
  insights: 'Logs Insights counted the events and found their patterns',
};

/** Where the events come from, what that cannot give, and what it was estimated to cost. */
const readingFact = ({ source, cannotGive, estimatedUsd }: Reading): FactDraft => {
  const cost = `at most $${(Math.ceil(estimatedUsd * 100) / 100).toFixed(2)}`;
  const cannot = cannotGive.length === 0 ? '' : ` It cannot give ${cannotGive.join(', ')}.`;
  return {
    kind: 'reading',
    sentence: `${readings[source]}, which was estimated to cost ${cost}.${cannot}`,
    figures: { estimatedUsd },
  };
};

/** Of how much of the time the facts are, and what is missing. */
export const coverageFacts = ({
  coverage,
  period,
  cutByRetention,
  furtherPatterns,
  reading,
}: JoinedAnalysis): readonly FactDraft[] => {
  const { planned, analysed, missing } = coverage;
  const span = `from ${time(period.startMs)} to ${time(period.endMs)}`;
  const facts: FactDraft[] = [
    {
      kind: 'coverage',
      sentence:
        missing.length === 0
          ? `${planned === 1 ? 'The one window' : `All ${number(planned)} windows`} ${span} ${planned === 1 ? 'was' : 'were'} analysed.`
          : `${number(analysed)} of ${plural(planned, 'window')} ${span} were analysed. Everything here is about these alone.`,
      figures: { planned, analysed },
    },
  ];
  if (reading !== undefined) facts.push(readingFact(reading));
  for (const { startMs, endMs, reason } of missing.slice(0, maxMissing))
    facts.push({
      kind: 'missing-window',
      sentence: `The window from ${time(startMs)} to ${time(endMs)} ${describeMissing(reason)}.`,
      figures: { startMs, endMs },
    });
  if (missing.length > maxMissing)
    facts.push({
      kind: 'further-missing',
      sentence: `${plural(missing.length - maxMissing, 'further window is', 'further windows are')} missing.`,
      figures: { missing: missing.length - maxMissing },
    });
  for (const { logSource, keptSinceMs } of cutByRetention.slice(0, maxSources))
    facts.push({
      kind: 'retention',
      sentence: `${oneLine(nameOfSource(logSource), 120)} is kept since ${time(keptSinceMs)} only; what it wrote before that is not part of the figures.`,
      figures: { keptSinceMs },
    });
  if (furtherPatterns.patterns > 0)
    facts.push({
      kind: 'further-patterns',
      sentence: `${plural(furtherPatterns.patterns, 'frequent pattern')} without errors found no room in the list; ${plural(furtherPatterns.events, 'event')} of theirs are counted all the same.`,
      figures: { ...furtherPatterns },
    });
  return facts;
};
