import type { Narration } from '@bellwether/ports';
import { oneLine } from '@bellwether/log-model';
import type { ReportFacts } from '../facts.ts';
import { number, time, unaccountedOf } from '../figures.ts';
import { renderContents, renderPart } from './contents.ts';
import { renderFrame } from './frame.ts';
import { fromLog } from './from-log.ts';
import { pagePartsOf } from './page-parts.ts';
import { periodText } from './times.ts';
import { renderVerdict } from './verdict.ts';
import { pageViewOf } from './view.ts';

const themes = ['auto', 'light', 'dark'] as const;

const renderThemes = (): string =>
  `<fieldset class="seg noprint"><legend class="vh">Colours</legend>${themes
    .map(
      (name) =>
        `<label><input class="vh" type="radio" name="theme" id="theme-${name}"${name === 'auto' ? ' checked' : ''}> ${name.charAt(0).toUpperCase()}${name.slice(1)}</label>`,
    )
    .join('')}</fieldset>`;

const renderLost = ({ records }: ReportFacts): string => {
  const lost = unaccountedOf(records);
  return lost === 0
    ? ''
    : `<p class="note error" role="note">The account of records does not add up: ${number(lost)} of ${number(records.received)} are not accounted for.</p>`;
};

/**
 * The report as one HTML file. Whatever comes from a log is bounded and escaped. The same facts give the same bytes.
 */
export const renderHtml = (facts: ReportFacts, narration: Narration): string => {
  const { period, seen } = facts;
  const view = pageViewOf(facts);
  const parts = pagePartsOf(view, narration);
  const title = oneLine(facts.title, 200) || 'Report';
  const lastMs = seen?.lastMs ?? Math.max(period.startMs, period.endMs - 1);
  return renderFrame({
    title,
    bar: `<span>${fromLog(title, 200)}</span><span>${periodText(seen?.firstMs ?? period.startMs, lastMs)}</span><span class="end">${renderThemes()}</span>`,
    contents: renderContents(parts, view),
    main: [renderLost(facts), renderVerdict(view), ...parts.map(renderPart)].join('\n'),
    foot: `Covers ${time(period.startMs)} to ${time(period.endMs)}, end not included. Times are UTC. All figures are counted by the program. The page runs no script and loads nothing. Secrets and private data were taken out before anything was kept; a mark such as <span class="hid">[redacted:jwt]</span> stands for each.`,
  });
};
