import { oneLine, severityNumberOf } from '@bellwether/log-model';
import { number, percent, plural, time } from '@bellwether/report/figures';
import { ownWordsOf } from '@bellwether/report';
import type { FindingSummary } from '../analysis-facts.ts';
import { errorFamiliesOf } from '../error-families.ts';
import { nameOfSource, type FactDraft, type JoinedAnalysis } from '../joined.ts';

const maxFindings = 10;
const maxFamilies = 4;

const words: Readonly<Record<FindingSummary['status'], string>> = {
  new: 'nobody has marked it yet',
  in_progress: 'it is in progress',
  suppressed: 'it is suppressed',
  resolved: 'it is resolved',
};

/** Findings that somebody still has to look at. */
export const openFindings = ({ findings }: Pick<JoinedAnalysis, 'findings'>): readonly FindingSummary[] =>
  findings.filter(({ status }) => status === 'new' || status === 'in_progress');

const findingFact = (finding: FindingSummary): FactDraft => {
  const { severity, count, firstSeenMs, lastSeenMs, status, logSource, rule, number: id } = finding;
  const title = oneLine(ownWordsOf({ ...finding, scope: logSource }), 160);
  const when =
    count === 1 || firstSeenMs === lastSeenMs
      ? `at ${time(firstSeenMs)}`
      : `from ${time(firstSeenMs)} to ${time(lastSeenMs)}`;
  return {
    kind: 'finding',
    sentence: `${severity}: ${title} in ${oneLine(nameOfSource(logSource), 120)} (rule ${oneLine(rule, 60)}), ${plural(count, 'event')} ${when}; ${words[status]} (${id}).`,
    figures: { count, firstSeenMs, lastSeenMs },
    ...(severity === 'CRITICAL' ? { mustName: title } : {}),
  };
};

/** What is open and severe, then the kinds of errors that make up most of them. */
export const criticalFacts = (joined: JoinedAnalysis): readonly FactDraft[] => {
  const { errors } = joined;
  const severe = openFindings(joined).filter(({ severity }) => severityNumberOf[severity] >= severityNumberOf.ERROR);
  const critical = severe.filter(({ severity }) => severity === 'CRITICAL').length;
  const facts: FactDraft[] =
    severe.length === 0
      ? [
          {
            kind: 'findings',
            sentence:
              joined.findings.length === 0
                ? 'There is no finding.'
                : joined.findings.length === 1
                  ? 'There is 1 finding, which is not both open and as severe as ERROR.'
                  : `None of the ${plural(joined.findings.length, 'finding')} is both open and as severe as ERROR.`,
            figures: { findings: joined.findings.length },
          },
        ]
      : [
          {
            kind: 'findings',
            sentence: `${plural(severe.length, 'finding is', 'findings are')} open and as severe as ERROR${critical === 0 ? '' : severe.length === 1 ? ', and CRITICAL' : `, ${number(critical)} of them CRITICAL`}.`,
            figures: { open: severe.length, critical },
          },
          ...severe.slice(0, maxFindings).map(findingFact),
        ];
  for (const { patterns, errors: ofFamily, logSources } of errorFamiliesOf(joined.patterns).slice(0, maxFamilies)) {
    const [first] = patterns;
    if (first === undefined) continue;
    const others = patterns.length - 1;
    facts.push({
      kind: 'error-family',
      sentence: `${plural(ofFamily, 'error')} (${percent(ofFamily, errors)} of all) ${others === 0 ? (ofFamily === 1 ? 'is' : 'are') : `are of ${plural(patterns.length, 'similar pattern')}, most of them`} [${first.id}]${logSources > 1 ? `, in ${plural(logSources, 'log source')}` : ''}.`,
      figures: { count: ofFamily, patterns: patterns.length, logSources },
    });
  }
  return facts;
};
