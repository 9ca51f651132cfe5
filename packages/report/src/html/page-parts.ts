import type { Narration } from '@bellwether/ports';
import { escapeHtml, oneLine } from '@bellwether/log-model';
import { number, plural } from '../figures.ts';
import { faithfulnessText } from '../narrate/faithfulness-text.ts';
import type { PagePart } from './contents.ts';
import { fromLog } from './from-log.ts';
import { renderFindings } from './findings.ts';
import { failuresNote, renderFailures, renderRates } from './kinds.ts';
import { renderPatterns } from './patterns.ts';
import { recordsNote, renderActors, renderRecords, renderRemediations, renderSources, renderTruth } from './tables.ts';
import { renderTimeline, unitOf } from './timeline.ts';
import type { PageView } from './view.ts';

const maxParagraphs = 40;

const renderNarration = (narration: Narration): string => {
  const { paragraphs, writtenBy, fallbackReason } = narration;
  const words = paragraphs.slice(0, maxParagraphs).map((paragraph) => `<p>${fromLog(paragraph, 4_000)}</p>`);
  const author =
    writtenBy === 'facts'
      ? 'These sentences are computed from the figures of this report.'
      : `Worded by ${oneLine(writtenBy, 120)} from the figures of this report.`;
  const fallback =
    fallbackReason === undefined
      ? ''
      : ` A model was asked, but its words were not used: ${oneLine(fallbackReason, 300)}`;
  const note = escapeHtml(author + fallback + faithfulnessText(narration));
  const html = `<div class="words">${words.join('\n')}<p class="small soft">${note}</p></div>`;
  return writtenBy === 'facts'
    ? `<details class="inner"><summary>The report in sentences</summary>${html}</details>`
    : html;
};

type PartOf = (view: PageView, narration: Narration) => PagePart | undefined;

const timeline: PartOf = (view) =>
  view.axis === undefined
    ? undefined
    : {
        id: 'time',
        heading: 'Timeline',
        note: `UTC, ${unitOf(view.axis)} a bar`,
        html: renderTimeline(view, view.axis),
      };

const findings: PartOf = (view) => {
  const count = view.joined.findings.length + (view.facts.furtherFindings ?? 0);
  return count === 0
    ? undefined
    : {
        id: 'findings',
        heading: 'Findings',
        note: `${number(count)}, the most severe first`,
        count: number(count),
        html: renderFindings(view),
      };
};

const failures: PartOf = (view) =>
  view.failures.length === 0
    ? undefined
    : {
        id: 'kinds',
        heading: 'Failures by kind',
        note: failuresNote(view),
        count: number(view.failures.length),
        html: renderFailures(view),
      };

const rates: PartOf = ({ facts }) => {
  const rows = renderRates(facts.rates);
  return rows === ''
    ? undefined
    : { id: 'rates', heading: 'Failed requests', note: '', html: `<ul class="says card pad">${rows}</ul>` };
};

const patterns: PartOf = (view) =>
  view.facts.templates.length === 0
    ? undefined
    : {
        id: 'patterns',
        heading: 'Patterns',
        note: 'the messages seen most, with what varies in them replaced',
        html: renderPatterns(view),
      };

const actors: PartOf = ({ facts, times }) =>
  facts.actors === undefined
    ? undefined
    : {
        id: 'who',
        heading: 'Who did what',
        note: facts.actors.of === 'cloudtrail' ? 'calls in CloudTrail' : 'as far as records name somebody',
        html: renderActors(facts.actors, times),
      };

const sources: PartOf = (view) => {
  const logs = view.facts.sources?.length;
  return logs === undefined && view.facts.datasets.length === 0
    ? undefined
    : {
        id: 'logs',
        heading: 'Logs read',
        note: logs === undefined ? '' : plural(logs, 'log'),
        html: renderSources(view),
      };
};

const remediation: PartOf = ({ facts, times }) =>
  facts.remediations.length === 0
    ? undefined
    : {
        id: 'remediation',
        heading: 'What was done',
        note: plural(facts.remediations.length, 'run'),
        html: renderRemediations(facts.remediations, times),
      };

const truth: PartOf = ({ facts, times }) =>
  facts.truth === undefined
    ? undefined
    : {
        id: 'truth',
        heading: 'Against the truth',
        note: 'of a simulated day',
        html: renderTruth(facts.truth, facts.findings, times),
      };

const words: PartOf = (_view, narration) =>
  narration.paragraphs.length === 0
    ? undefined
    : { id: 'words', heading: 'In words', note: '', html: renderNarration(narration) };

const records: PartOf = ({ facts }) => ({
  id: 'records',
  heading: 'Records',
  note: recordsNote(facts.records),
  html: renderRecords(facts.records),
});

/**
 * The parts of a page in their order. Without a finding, failures by kind come first; words of a model stand before the parts that
 * nobody reads in a hurry, and the program's own sentences after them, since they say the same again.
 */
export const pagePartsOf = (view: PageView, narration: Narration): readonly PagePart[] => {
  const isQuiet = view.joined.findings.length === 0;
  const isWorded = narration.writtenBy !== 'facts';
  const order: readonly PartOf[] = [
    ...(isQuiet ? [failures, rates, timeline] : [timeline, findings, failures, rates]),
    ...(isWorded ? [words] : []),
    remediation,
    patterns,
    actors,
    sources,
    truth,
    ...(isWorded ? [] : [words]),
    records,
  ];
  return order.map((partOf) => partOf(view, narration)).filter((part) => part !== undefined);
};
