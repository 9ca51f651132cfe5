import { oneLine } from '@bellwether/log-model';
import { spanOf } from './failure-facts.ts';
import type { FailureFact, LineFact, RateFact } from './facts.ts';
import { number, percent, plural, time } from './figures.ts';
import type { TextStyle } from './text-style.ts';
import { wrap } from './text-table.ts';

const maxFailures = 12;
const maxReasons = 10;
const maxRates = 8;
const indent = ' '.repeat(11);
/** Share of failed requests from which on a rate says something, and the requests it takes. */
const notableShare = 0.01;
const notableRequests = 20;

/** `api.log:219`, as an editor opens it. */
const locationText = ({ location, line }: LineFact): string =>
  `${oneLine(location, 160)}${line === undefined ? '' : `:${line}`}`;

/** The lines of a failure, each after the location where it stands. */
export const linesText = (lines: readonly LineFact[], style: TextStyle): readonly string[] =>
  lines
    .slice(0, 2)
    .flatMap((line) =>
      wrap(
        `${locationText(line)}  ${time(line.timeMs)}  ${oneLine(line.text, 200)}`,
        style.width,
        `${indent}> `,
        `${indent}  `,
      ).map(style.dim),
    );

const failureLines = (failure: FailureFact, style: TextStyle): readonly string[] => {
  const [title = '', ...restOfTitle] = wrap(oneLine(failure.title, 300), style.width - indent.length);
  const facets = [plural(failure.count, 'event'), spanOf(failure), failure.trend];
  const rest = failure.reasons.length - maxReasons;
  return [
    '',
    `  ${style.severity(failure.severity)(failure.severity.padEnd(8))} ${style.bold(title)}`,
    ...restOfTitle.map((line) => indent + style.bold(line)),
    ...wrap(facets.join(' · '), style.width, indent).map(style.dim),
    ...failure.reasons
      .slice(0, maxReasons)
      .flatMap((reason) => wrap(oneLine(reason, 400), style.width, `${indent}- `, `${indent}  `)),
    ...(rest > 0 ? [style.dim(`${indent}  and ${plural(rest, 'more sentence')}`)] : []),
    ...linesText(failure.lines, style),
  ];
};

/** What is said of failures that are only counted; empty where there are none. */
export const furtherText = (furtherFailures: number | undefined): string =>
  furtherFailures === undefined
    ? ''
    : `${plural(furtherFailures, 'more event')} of further kinds of failures: there are too many kinds to keep apart.`;

/** What failed, for a terminal: the weightiest first, each with what came before and after it and its lines. */
export const failuresText = (
  failures: readonly FailureFact[] | undefined,
  furtherFailures: number | undefined,
  style: TextStyle,
): readonly string[] => {
  if (failures === undefined || failures.length === 0) return [];
  const shown = failures.slice(0, maxFailures);
  const rest = failures.length - shown.length;
  return [
    '',
    style.bold(`${plural(failures.length, 'failure')} by kind`),
    ...shown.flatMap((failure) => failureLines(failure, style)),
    ...(rest > 0 ? ['', style.dim(`  and ${number(rest)} more in the report and in --format json`)] : []),
    ...(furtherFailures === undefined ? [] : ['', style.dim(`  ${furtherText(furtherFailures)}`)]),
  ];
};

/** Rates that say something: where the server failed a share of the requests. */
export const notableRates = (rates: readonly RateFact[] | undefined): readonly RateFact[] =>
  (rates ?? [])
    .filter(({ requests, serverErrors }) => requests >= notableRequests && serverErrors / requests >= notableShare)
    .toSorted((left, right) => right.serverErrors / right.requests - left.serverErrors / left.requests)
    .slice(0, maxRates);

export const ratesText = (rates: readonly RateFact[] | undefined, style: TextStyle): readonly string[] => {
  const notable = notableRates(rates);
  if (notable.length === 0) return [];
  return [
    '',
    style.bold('Failed requests'),
    ...notable.flatMap(({ location, requests, serverErrors }) =>
      wrap(
        `${oneLine(location, 160)}: ${percent(serverErrors, requests)} of ${plural(requests, 'request')} answered 5xx (${number(serverErrors)})`,
        style.width,
        '  ',
      ),
    ),
  ];
};
