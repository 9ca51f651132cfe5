import type { JoinedFinding } from '../join-findings.ts';
import { activityOf, certaintyOf } from '../activity.ts';
import { commandsOf } from '../commands.ts';
import { nameIds } from '../evidence-ids.ts';
import { number, plural } from '../figures.ts';
import { command, fromLog } from './from-log.ts';
import { findingFacts } from './finding-facts.ts';
import { headlineOf, withoutFolder } from './headline.ts';
import { renderKindList } from './kinds.ts';
import { renderLines } from './lines.ts';
import { activityMark, severityClass, severityMark } from './marks.ts';
import type { PageView } from './view.ts';

/** Findings that are open before anybody opens one. */
const openFindings = 3;
const maxReasons = 10;
const maxReason = 400;
const maxIds = 5;
const maxIdCharacters = 200;

/** The state line of a finding: until when it went on. */
export const stateOf = (finding: JoinedFinding, { times, endMs }: PageView): string => {
  const activity = activityOf(finding, endMs);
  const { firstSeenMs, lastSeenMs } = finding;
  if (activity === 'goes-on')
    return activityMark(true, `Still going on at the end of the logs, since ${times.point(firstSeenMs)}`);
  return activity === 'once'
    ? activityMark(false, `Once, at ${times.point(lastSeenMs)}`)
    : activityMark(false, `Over since ${times.point(lastSeenMs)}`);
};

const list = (sentences: readonly string[], folder: string | undefined): string =>
  `<ul class="says">${sentences.map((sentence) => `<li>${fromLog(withoutFolder(sentence, folder), maxReason)}</li>`).join('')}</ul>`;

const part = (heading: string, html: string): string =>
  html === '' ? '' : `<div class="part"><h4>${heading}</h4>${html}</div>`;

/** Such as `eventName is StopLogging.` */
const isFieldValue = /^[\w.@-]{1,80} (?:is|contains|starts with|ends with) /;

/** Why, what came before and what followed, apart. */
const reasonsOf = ({ reasons, failure }: JoinedFinding) => {
  const [before, after] = [failure?.before ?? [], failure?.after ?? []];
  const apart = new Set([...before, ...after]);
  const own = reasons.filter((reason) => !apart.has(reason));
  // That a field has a value explains less than what a rule says of it.
  const first = own.find((reason) => !isFieldValue.test(reason)) ?? own[0];
  const others = own.filter((reason) => reason !== first);
  return { first, others: others.slice(0, maxReasons), left: Math.max(0, others.length - maxReasons), before, after };
};

const renderDetails = (finding: JoinedFinding): string => {
  const { rule, score, attack, dedupeKey, evidence, id } = finding;
  const { named, left } = nameIds(evidence, maxIds, maxIdCharacters);
  const ids = named.map((one) => `<code>${fromLog(one, maxIdCharacters)}</code>`).join(', ');
  const more = left > 0 ? `${ids === '' ? '' : ' and '}${plural(left, 'event id')} not shown` : '';
  return `<details class="inner"><summary>Rule, score and event ids<span class="vh"> of ${fromLog(finding.title, 80)}</span></summary>
<p>Rule <code>${fromLog(rule, 120)}</code>, score ${score.toFixed(2)} of 1${attack === undefined ? '' : `, ATT&amp;CK ${fromLog(`${attack.technique} (tactic ${attack.tactic})`, 80)}`}. About ${fromLog(dedupeKey, 300)}.</p>
<p>Finding <code>${fromLog(id, 80)}</code>.${ids === '' && more === '' ? '' : ` Events: ${ids}${more}.`}</p></details>`;
};

const renderFinding = (finding: JoinedFinding, index: number, view: PageView): string => {
  const { times, facts } = view;
  const { failure, joined, id, severity } = finding;
  const anchor = view.findingAnchor(id);
  const { first, others, left, before, after } = reasonsOf(finding);
  const evidence = facts.evidence?.get(id);
  const lines = (failure?.lines.length ?? 0) > 0 ? (failure?.lines ?? []) : (evidence?.lines ?? []);
  const commands = commandsOf(facts);
  const joinedText = joined
    .slice(0, 8)
    .map(({ title }) => fromLog(title, 160))
    .join('; ');
  return `<article class="fi ${severityClass(severity)}" aria-labelledby="h-${anchor}">
<header><div class="state">${severityMark(severity)}${stateOf(finding, view)}<a class="id" href="#${anchor}"><span class="vh">Link to finding </span><span class="mono">${fromLog(id.slice(0, 8), 8)}</span></a></div>
<h3 id="h-${anchor}">${headlineOf(finding, 240, facts.folder)}</h3></header>
<p class="why"><b>${certaintyOf(finding)}${first === undefined ? '.' : ':'}</b>${first === undefined ? '' : ` ${fromLog(withoutFolder(first, facts.folder), maxReason)}`}</p>
<details class="fold"${index < openFindings ? ' open' : ''}><summary>Facts and lines<span class="vh"> of finding ${index + 1}, ${fromLog(finding.title, 80)}</span></summary><div id="${anchor}" class="ft">
<dl class="facts">${findingFacts(finding, evidence, times)}</dl>
${part(before.some((change) => change.startsWith('Just before')) ? 'Just before' : 'Last changes before', before.length === 0 ? '' : list(before, facts.folder))}
${part('Why it was found', others.length === 0 ? '' : `${list(others, facts.folder)}${left > 0 ? `<p class="small soft">${plural(left, 'more reason')}.</p>` : ''}`)}
${part(lines.length === 1 ? 'The line' : 'The lines', renderLines(lines, times, { count: finding.count }))}
${failure !== undefined && failure.kinds.length > 1 ? renderKindList(failure, view, 'h4') : part('What followed', after.length === 0 ? '' : list(after, facts.folder))}
<div class="part next"><h4>Do next</h4><p>Read its lines with those around them: ${command(commands.lines(id))}</p><p>When it is dealt with: ${command(commands.resolve(id))}</p></div>
<div class="foot2">${joined.length === 0 ? '' : `<p>Joined here: ${joinedText}${joined.length > 8 ? ` and ${number(joined.length - 8)} more` : ''}.</p>`}${renderDetails(finding)}</div></div></details></article>`;
};

/** Findings, the most severe first, each with its lines, facts and what to do. */
export const renderFindings = (view: PageView): string => {
  const { findings, joined, facts } = view;
  const rest = joined.findings.length - findings.length + (facts.furtherFindings ?? 0);
  return (
    findings.map((finding, index) => renderFinding(finding, index, view)).join('\n') +
    (rest > 0
      ? `<p class="more">${plural(rest, 'less severe finding')} not shown. All of them: ${command(commandsOf(facts).findings)}</p>`
      : '')
  );
};
