import { oneLine } from '@bellwether/log-model';
import type { EvidenceFact, ReportFacts } from './facts.ts';
import { duration, plural, time } from './figures.ts';
import type { JoinedFinding } from './join-findings.ts';
import { linesText } from './text-failures.ts';
import type { TextStyle } from './text-style.ts';
import { wrap } from './text-table.ts';

const maxFindings = 30;
const maxReasons = 10;
/** Two blanks, the longest severity word, one blank. */
const indent = ' '.repeat(11);

/** Who did it, from where and with what, as far as its records say. */
const actorText = ({ who, from, agent }: Omit<EvidenceFact, 'lines'>): string =>
  [
    who === undefined ? '' : `by ${oneLine(who, 120)}`,
    from === undefined ? '' : `from ${oneLine(from, 80)}`,
    agent === undefined ? '' : `with ${oneLine(agent, 60)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const findingLines = (
  finding: JoinedFinding,
  style: TextStyle,
  evidence: EvidenceFact | undefined,
): readonly string[] => {
  const [title = '', ...restOfTitle] = wrap(oneLine(finding.title, 300), style.width - indent.length);
  const span =
    finding.lastSeenMs > finding.firstSeenMs ? ` for ${duration(finding.lastSeenMs - finding.firstSeenMs)}` : '';
  const facets = [
    finding.failure === undefined ? oneLine(finding.dedupeKey, 160) : finding.id,
    `${plural(finding.count, 'event')} from ${time(finding.firstSeenMs)}${span}`,
    oneLine(finding.rule, 80),
    `score ${finding.score.toFixed(2)}`,
    finding.attack === undefined ? '' : `ATT&CK ${oneLine(finding.attack.technique, 20)}`,
  ];
  const rest = finding.reasons.length - maxReasons;
  const actor = actorText(evidence ?? {});
  return [
    '',
    `  ${style.severity(finding.severity)(finding.severity.padEnd(8))} ${style.bold(title)}`,
    ...restOfTitle.map((line) => indent + style.bold(line)),
    ...(actor === '' ? [] : wrap(actor, style.width, indent)),
    ...wrap(facets.filter((facet) => facet !== '').join(' · '), style.width, indent).map(style.dim),
    ...finding.reasons
      .slice(0, maxReasons)
      .flatMap((reason) => wrap(oneLine(reason, 400), style.width, `${indent}- `, `${indent}  `)),
    ...(rest > 0 ? [style.dim(`${indent}  and ${plural(rest, 'more reason')}`)] : []),
    ...linesText(finding.failure?.lines ?? evidence?.lines ?? [], style),
    ...(finding.joined.length === 0
      ? []
      : [style.dim(`${indent}joins ${plural(finding.joined.length, 'more finding')}`)]),
  ];
};

/** Findings for a terminal, in their order, each with its reasons and lines. */
export const findingsText = (
  findings: readonly JoinedFinding[],
  style: TextStyle,
  { evidence, furtherFindings = 0 }: Pick<ReportFacts, 'evidence' | 'furtherFindings'> = {},
): readonly string[] => {
  const shown = findings.slice(0, maxFindings);
  const rest = findings.length - shown.length + furtherFindings;
  return [
    '',
    style.bold(plural(findings.length + furtherFindings, 'finding')),
    ...shown.flatMap((finding) => findingLines(finding, style, evidence?.get(finding.id))),
    ...(rest > 0 ? ['', style.dim(`  and ${plural(rest, 'less severe finding')}`)] : []),
  ];
};
