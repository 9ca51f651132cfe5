import type { LogEvent } from '@bellwether/log-events';
import { mayBeChange } from './change-hint.ts';
import { changeIn, reportedChange } from './change-marker.ts';
import { maskValues } from './failure-text.ts';
import type { EvidenceLine, LogSourceSketch } from './records.ts';

/** Changes that are kept of a log source; of each, its first lines. */
const maxChanges = 60;
const maxLines = 8;
const maxText = 400;

/** Whether an event's template may report a change: a cheap look, once for each template. */
export const mayReportChange = (event: LogEvent): boolean =>
  event.dataset === 'cloudtrail' ? mayBeChange(event) : changeIn(event.message) !== undefined;

/**
 * Notes the change that an event reports, if it does.
 *
 * @param changed  names of what a call of the trail changes
 */
export const noteChange = (
  { changes, location }: LogSourceSketch,
  event: LogEvent,
  changed: string | undefined,
  line: () => EvidenceLine,
): void => {
  const reported = reportedChange(event, changed, maxText);
  if (reported === undefined) return;
  const { text, kind, version = '' } = reported;
  const key = `${kind}|${version}|${maskValues(text)}`;
  const known = changes.get(key);
  if (known !== undefined) {
    known.count += 1;
    if (known.lines.length < maxLines) known.lines.push({ ...line(), text });
  } else if (changes.size < maxChanges)
    changes.set(key, { ...reported, location, count: 1, lines: [{ ...line(), text }] });
};
