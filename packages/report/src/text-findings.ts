import { oneLine, type Finding } from '@bellwether/log-model';
import { duration, plural, sortFindings, time } from './figures.ts';
import type { TextStyle } from './text-style.ts';
import { wrap } from './text-table.ts';

const maxFindings = 30;
const maxReasons = 5;
/** Two blanks, the longest severity word, one blank. */
const indent = ' '.repeat(11);

const findingLines = (finding: Finding, style: TextStyle): readonly string[] => {
  const [title = '', ...restOfTitle] = wrap(oneLine(finding.title, 300), style.width - indent.length);
  const span =
    finding.lastSeenMs > finding.firstSeenMs ? ` for ${duration(finding.lastSeenMs - finding.firstSeenMs)}` : '';
  const facets = [
    oneLine(finding.dedupeKey, 160),
    `${plural(finding.count, 'event')} from ${time(finding.firstSeenMs)}${span}`,
    oneLine(finding.rule, 80),
    `score ${finding.score.toFixed(2)}`,
    finding.attack === undefined ? '' : `ATT&CK ${oneLine(finding.attack.technique, 20)}`,
  ];
  const rest = finding.reasons.length - maxReasons;
  return [
    '',
    `  ${style.severity(finding.severity)(finding.severity.padEnd(8))} ${style.bold(title)}`,
    ...restOfTitle.map((line) => indent + style.bold(line)),
    ...wrap(facets.filter((facet) => facet !== '').join(' · '), style.width, indent).map(style.dim),
    ...finding.reasons
      .slice(0, maxReasons)
      .flatMap((reason) => wrap(oneLine(reason, 400), style.width, `${indent}- `, `${indent}  `)),
    ...(rest > 0 ? [style.dim(`${indent}  and ${plural(rest, 'more reason')}`)] : []),
  ];
};

/** Findings for a terminal, the most severe first, each with its reasons. */
export const findingsText = (findings: readonly Finding[], style: TextStyle): readonly string[] => {
  const shown = sortFindings(findings).slice(0, maxFindings);
  const rest = findings.length - shown.length;
  return [
    '',
    style.bold(findings.length === 0 ? 'No findings' : plural(findings.length, 'finding')),
    ...shown.flatMap((finding) => findingLines(finding, style)),
    ...(rest > 0 ? ['', style.dim(`  and ${plural(rest, 'less severe finding')}`)] : []),
  ];
};
