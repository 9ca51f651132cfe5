import { withState } from '../findings/open-findings.ts';
import { dayMs, escapedJson, oneLine, type DetectionRule, type RuleDialect } from '@bellwether/log-model';
import type { ArchiveReads, EventView } from '@bellwether/queries';
import { createBacktest, type Backtest, type BacktestExample } from './backtest.ts';

/** Half-open, epoch milliseconds UTC. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const eventsOfPage = 1_000;

/** The archived events of a dataset, oldest first. Asked for day by day: a day is what the archive reads at once. */
async function* eventsIn(
  reads: Pick<ArchiveReads, 'events'>,
  dataset: DetectionRule['dataset'],
  { fromMs, toMs }: Span,
): AsyncGenerator<EventView> {
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = Math.min(toMs, (Math.floor(startMs / dayMs) + 1) * dayMs);
    let cursor: string | undefined;
    do {
      const page = await reads.events({
        fromMs: startMs,
        toMs: endMs,
        dataset,
        order: 'oldest',
        limit: eventsOfPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
    startMs = endMs;
  }
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

const jsonOf = (rule: DetectionRule, { fromMs, toMs }: Span, found: Backtest): string =>
  escapedJson({
    version: 1,
    rule: rule.id,
    since: iso(fromMs),
    until: iso(toMs),
    ...found,
    examples: found.examples.map(({ timestampMs, ...example }) => ({ time: iso(timestampMs), ...example })),
  });

const exampleLine = ({ timestampMs, id, logGroup, message, reasons }: BacktestExample): readonly string[] => [
  `  ${iso(timestampMs)}  ${oneLine(message, 160)}  (${oneLine(logGroup || id, 100)})`,
  ...reasons.slice(0, 2).map((reason) => `      ${oneLine(reason, 200)}`),
];

const textOf = (rule: DetectionRule, { fromMs, toMs }: Span, found: Backtest): string =>
  [
    `${rule.id}, ${iso(fromMs)} to ${iso(toMs)}: ${found.isAtLeast ? 'at least ' : ''}${found.findings} ${found.findings === 1 ? 'finding' : 'findings'} of ${found.matches} matching events, among ${found.events} events of ${rule.dataset}.`,
    ...(found.possible === 0
      ? []
      : [
          `${found.possible} more events could match: that depends on fields that the archive does not keep (${found.unknownFields
            .slice(0, 6)
            .map((name) => oneLine(name, 80))
            .join(', ')}). Analyse the files themselves to be sure.`,
        ]),
    ...(found.days.length === 0 ? [] : ['', 'day         findings  matches  possible']),
    ...found.days.map(
      ({ day, findings, matches, possible }) =>
        `${day}  ${String(findings).padStart(8)}  ${String(matches).padStart(7)}  ${String(possible).padStart(8)}`,
    ),
    ...(found.examples.length === 0 ? [] : ['', 'Examples', ...found.examples.flatMap(exampleLine)]),
  ].join('\n');

/**
 * What a rule would have found in the archive of a state folder, as text or one JSON document.
 *
 * @param precedent  the rule that it comes after or that must follow it, where it names one
 * @throws RangeError when the span is empty or the folder contains no state
 */
export const runBacktest = async (
  rule: DetectionRule,
  dialect: RuleDialect | undefined,
  stateFolder: string,
  span: Span,
  format: 'text' | 'json',
  precedent?: DetectionRule,
): Promise<string> => {
  if (span.fromMs >= span.toMs) throw new RangeError('--since must be before --until.');
  return withState(stateFolder, async ({ reads }) => {
    const backtest = createBacktest(rule, dialect, precedent, span.toMs);
    for await (const event of eventsIn(reads, rule.dataset, span)) backtest.take(event);
    const found = await backtest.conclude();
    return format === 'json' ? jsonOf(rule, span, found) : textOf(rule, span, found);
  });
};
