import { escapeHtml } from '@bellwether/log-model';
import type { JoinedFinding } from '../join-findings.ts';
import { nameIds } from '../evidence-ids.ts';
import { duration, number, plural } from '../figures.ts';
import { fromLog } from './from-log.ts';
import { renderLines } from './failures.ts';
import { badge, timeTag } from './marks.ts';

const maxFindings = 200;
const maxReasons = 14;
const maxEvidence = 20;
const maxIdCharacters = 200;

const term = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;

const renderFinding = (finding: JoinedFinding): string => {
  const reasons = finding.reasons.slice(0, maxReasons).map((reason) => `<li>${fromLog(reason, 500)}</li>`);
  const { named, left } = nameIds(finding.evidence, maxEvidence, maxIdCharacters);
  const evidence = named.map((id) => `<li><code>${fromLog(id, maxIdCharacters)}</code></li>`);
  if (left > 0) evidence.push(`<li>${plural(left, 'event id')} not shown.</li>`);
  const resources = Object.entries(finding.resources)
    .slice(0, 12)
    .map(([name, value]) => term(fromLog(name, 60), fromLog(value, 300)));
  const more = finding.reasons.length - reasons.length;
  return `<article class="finding ${escapeHtml(finding.severity.toLowerCase())}" id="f-${escapeHtml(finding.id)}">
<div class="headline">${badge(finding.severity)}<h3>${fromLog(finding.title, 300)}</h3></div>
<ul>${reasons.join('')}${more > 0 ? `<li>${plural(more, 'more reason')}.</li>` : ''}</ul>
<dl>${term('About', fromLog(finding.dedupeKey, 300))}
${term('Rule', `<code>${fromLog(finding.rule, 120)}</code>`)}
${term('Score', finding.score.toFixed(2))}
${term('Events', number(finding.count))}
${term('First seen', timeTag(finding.firstSeenMs))}
${term('Last seen', `${timeTag(finding.lastSeenMs)} (${duration(finding.lastSeenMs - finding.firstSeenMs)} later)`)}
${term('Where', fromLog(`${finding.dataset}, account ${finding.account || 'unknown'}, ${finding.region || 'unknown region'}`, 200))}
${finding.attack === undefined ? '' : term('MITRE ATT&amp;CK', fromLog(`${finding.attack.technique} (tactic ${finding.attack.tactic})`, 80))}
${resources.join('\n')}</dl>
${renderLines(finding.failure?.lines ?? [])}
${finding.joined.length === 0 ? '' : `<p class="note">Joined: ${finding.joined.map(({ title }) => fromLog(title, 200)).join(', ')}</p>`}
${evidence.length === 0 ? '' : `<details><summary>Evidence: ${plural(finding.evidence.length, 'event id')}</summary><ul>${evidence.join('')}</ul></details>`}
</article>`;
};

/** Findings in their order, each with its reasons, lines, evidence and what it is about. */
export const renderFindings = (findings: readonly JoinedFinding[]): string => {
  if (findings.length === 0) return '<p>0 findings.</p>';
  const shown = findings.slice(0, maxFindings);
  const rest = findings.length - shown.length;
  return (
    shown.map(renderFinding).join('\n') +
    (rest > 0 ? `<p class="note">${plural(rest, 'less severe finding')} not shown.</p>` : '')
  );
};
