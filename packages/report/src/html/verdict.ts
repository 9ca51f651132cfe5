import { severityNumberOf } from '@bellwether/log-model';
import { activityOf } from '../activity.ts';
import { commandsOf } from '../commands.ts';
import { countOf, errorsOf, eventsOf, number, percent, plural } from '../figures.ts';
import type { JoinedFinding } from '../join-findings.ts';
import { command, fromLog, message } from './from-log.ts';
import { fact, findingFacts } from './finding-facts.ts';
import { stateOf } from './findings.ts';
import { headlineOf } from './headline.ts';
import { kindsOf } from './kinds.ts';
import { activityMark, severityClass, severityMark, shape } from './marks.ts';
import { lengthText } from './times.ts';
import type { PageView } from './view.ts';

const maxHeadline = 180;
/** Findings that the first screen lists; the others follow below. */
const maxGlance = 12;

const goingOn = ({ joined, endMs }: PageView): number =>
  joined.findings.filter((finding) => activityOf(finding, endMs) === 'goes-on').length;

/** The first words of a page: what is wrong, and whether it still goes on. */
const headingOf = (lead: JoinedFinding, view: PageView): string => {
  const all = view.joined.findings.length + (view.facts.furtherFindings ?? 0);
  if (all === 1) return headlineOf(lead, maxHeadline, view.facts.folder);
  const going = goingOn(view);
  const state = going === 0 ? 'none still going on' : `${number(going)} still going on`;
  return `<small>${plural(all, 'finding')}, ${state}. The most severe:</small> ${headlineOf(lead, maxHeadline, view.facts.folder)}`;
};

const renderGlance = (view: PageView): string => {
  const { joined, times, endMs } = view;
  const others = joined.findings.slice(1, 1 + maxGlance);
  if (others.length === 0) return '';
  const rows = others.map((finding) => {
    const { severity, firstSeenMs, lastSeenMs, count, id } = finding;
    const isOn = activityOf(finding, endMs) === 'goes-on';
    const length = lengthText(firstSeenMs, lastSeenMs);
    const often = count > 0 ? `<b>${number(count)} ${count === 1 ? 'event' : 'events'}</b>` : '<b>silent</b>';
    return `<li class="${severityClass(severity)}"><a href="#${view.findingAnchor(id)}">${shape(severity, true)}<span class="h">${headlineOf(finding, 140, view.facts.folder)}</span><span class="o">${times.span(firstSeenMs, lastSeenMs)}${isOn ? ' <span class="on">still going on</span>' : ''}</span><span class="x">${often}${length === '' ? '' : `<br> in ${length}`}</span></a></li>`;
  });
  const rest = joined.findings.length - 1 - others.length;
  return `<h2 class="over">${number(joined.findings.length - 1)} more</h2>
<ol class="glance">${rows.join('')}</ol>${rest > 0 ? `<p class="rest"><a href="#findings">${plural(rest, 'more finding')}</a></p>` : ''}`;
};

/** What is there besides the findings, in one sentence. */
const renderRest = ({ facts, failures }: PageView): string => {
  const [errors, warnings] = [errorsOf(facts), countOf(facts, 'WARNING')];
  const kinds = failures.length === 0 ? '' : ` of <a href="#kinds">${plural(kindsOf(failures).length, 'kind')}</a>`;
  return `<p class="rest">In all, <b>${plural(errors, 'error')}</b> and <b>${plural(warnings, 'warning')}</b>${kinds} among ${plural(eventsOf(facts), 'event')}.</p>`;
};

const renderQuiet = (view: PageView): string => {
  const { facts, failures, times } = view;
  const [errors, events] = [errorsOf(facts), eventsOf(facts)];
  const errorKinds = kindsOf(failures).filter(({ severity }) => severity === 'CRITICAL' || severity === 'ERROR');
  const [largest] = (errorKinds.length > 0 ? errorKinds : kindsOf(failures)).toSorted(
    (left, right) => right.count - left.count,
  );
  const heading =
    events === 0
      ? 'No events were read'
      : errors > 0
        ? `${plural(errors, 'error')}${errorKinds.length === 0 ? '' : ` of ${plural(errorKinds.length, 'kind')}`}, ${percent(errors, events)} of all events; none unusual enough for a finding`
        : `No errors among ${plural(events, 'event')}; ${plural(countOf(facts, 'WARNING'), 'warning')}`;
  const most =
    largest === undefined
      ? ''
      : `<p class="lead2">The most frequent: ${message(largest.title, 200)} came <b>${number(largest.count)} ${largest.count === 1 ? 'time' : 'times'}</b>. It may be this system’s everyday, or broken since before the logs began: the logs alone cannot say.</p>`;
  const looked = `<p class="lead2">${events === 0 ? '' : `${plural(facts.datasets.length, 'dataset')} looked at, up to ${times.point(view.endMs)}.`}</p>`;
  return `<div class="verdict quiet"><div class="state">${activityMark(false, 'No finding passed its limit')}</div>
<h1>${heading}</h1>${most === '' ? looked : most}
${failures.length === 0 ? '' : '<p class="go"><a href="#kinds">Every kind, with its lines</a></p>'}</div>`;
};

/** The first screen: what is wrong, since when, who, from where, and the command that shows its lines; then the other findings. */
export const renderVerdict = (view: PageView): string => {
  const lead = view.joined.findings[0];
  if (lead === undefined) return renderQuiet(view);
  const { facts, times } = view;
  const evidence = facts.evidence?.get(lead.id);
  const own = severityNumberOf[lead.severity] >= severityNumberOf.ERROR ? '' : ' mild';
  const reason = lead.reasons[0];
  return `<div class="verdict ${severityClass(lead.severity)}${own}"><div class="state">${severityMark(lead.severity)}${stateOf(lead, view)}</div>
<h1>${headingOf(lead, view)}</h1>
<dl class="facts">${findingFacts({ ...lead, resources: {} }, evidence, times)}${reason === undefined || evidence?.who !== undefined ? '' : fact('Why', fromLog(reason, 200))}</dl>
<p class="do"><span>Its lines:</span>${command(commandsOf(facts).lines(lead.id))}</p>
<p class="go"><a href="#${view.findingAnchor(lead.id)}">The lines, and what else is known</a></p></div>
${renderGlance(view)}
${renderRest(view)}`;
};
