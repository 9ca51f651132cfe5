import type { Narration } from '@bellwether/ports';
import { escapeHtml, oneLine } from '@bellwether/log-model';
import type { ReportFacts } from '../facts.ts';
import { errorsOf, number, sortFindings, sumOf, time, unaccountedOf } from '../figures.ts';
import { drawChart } from './chart.ts';
import { fromLog } from './from-log.ts';
import { joinFindings } from '../join-findings.ts';
import { verdictWithoutFindings } from '../sentences.ts';
import { renderFailures, renderRates } from './failures.ts';
import { renderFindings } from './findings.ts';
import { timeTag } from './marks.ts';
import { style, styleHash } from './style.ts';
import { renderRecords, renderRemediations, renderDatasets, renderTemplates, renderTruth } from './tables.ts';

const maxParagraphs = 40;

const section = (id: string, heading: string, body: string): string =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>\n${body}</section>`;

const tile = (name: string, count: number, isAlarm = false): string =>
  `<div${isAlarm && count > 0 ? ' class="alarm"' : ''}><dt>${name}</dt><dd>${number(count)}</dd></div>`;

const renderNarration = ({ paragraphs, writtenBy, fallbackReason }: Narration): string => {
  const words = paragraphs.slice(0, maxParagraphs).map((paragraph) => `<p>${fromLog(paragraph, 4_000)}</p>`);
  const author =
    writtenBy === 'facts'
      ? 'These sentences are computed from the figures below.'
      : `Worded by ${oneLine(writtenBy, 120)} from the figures below.`;
  const fallback =
    fallbackReason === undefined
      ? ''
      : ` A model was asked, but its words were not used: ${oneLine(fallbackReason, 300)}`;
  return `${words.join('\n')}<p class="note">${escapeHtml(author + fallback)}</p>`;
};

/**
 * The report as one HTML file that asks nothing of the network and runs no script: its policy allows its own style and
 * nothing else. Whatever comes from a log is bounded and escaped. The same facts give the same bytes.
 */
export const renderHtml = (facts: ReportFacts, narration: Narration): string => {
  const { records, period, truth } = facts;
  const title = escapeHtml(oneLine(facts.title, 200) || 'Report');
  const chart = drawChart(facts.timeline, sortFindings(facts.findings));
  const lost = unaccountedOf(records);
  const joined = joinFindings(facts.findings, facts.failures ?? []);
  const rates = renderRates(facts.rates);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="period">${timeTag(period.startMs)} to ${timeTag(period.endMs)}, UTC</p>
<dl class="tiles">
${tile('Records received', records.received)}
${tile('Classified', records.classified)}
${tile('Unreadable', sumOf(records.unreadable), true)}
${tile('Errors', errorsOf(facts))}
${tile('Findings', facts.findings.length, true)}
</dl>
${lost === 0 ? '' : `<p class="bad">The account of records does not add up: ${number(lost)} of ${number(records.received)} are not accounted for.</p>`}
</header>
<main>
${section('findings', 'Findings', joined.findings.length === 0 ? `<p>${verdictWithoutFindings(facts)}</p>` : renderFindings(joined.findings))}
${joined.failures.length === 0 ? '' : section('kinds', 'Failures by kind', renderFailures(joined.failures, facts.furtherFailures))}
${rates === '' ? '' : section('rates', 'Failed requests', rates)}
${section('in-short', 'In short', renderNarration(narration))}
${chart === '' ? '' : section('over-time', 'Over time', `<figure class="card">${chart}<figcaption>Times are UTC. Each panel has its own scale.</figcaption></figure>`)}
${truth === undefined ? '' : section('truth', 'Against the truth', renderTruth(truth, facts.findings))}
${facts.remediations.length === 0 ? '' : section('remediation', 'Remediation', renderRemediations(facts.remediations))}
${section('datasets', 'Datasets', renderDatasets(facts.datasets))}
${section('templates', 'Most frequent messages', renderTemplates(facts.templates))}
${section('records', 'Records', renderRecords(records))}
</main>
<footer><p>Covers ${time(period.startMs)} to ${time(period.endMs)}, end not included. All figures are counted by the program.</p></footer>
</body>
</html>
`;
};
