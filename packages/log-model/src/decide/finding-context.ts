import { maxContextLines, maxContextText, oneLine, type FindingContext, type LogEvent } from '@bellwether/log-events';

import { shownAttributes } from './shown-attributes.ts';

const maxLocation = 120;

/** The first of some attributes that any of the events has. */
const firstOf = (events: readonly LogEvent[], names: readonly string[], maxLength: number): string | undefined => {
  for (const { attributes } of events)
    for (const name of names) {
      const value = attributes[name];
      if (typeof value === 'string' && value !== '') return oneLine(value, maxLength);
    }
  return undefined;
};

/** Who did it, from where and with what, in one phrase, as far as the events say; undefined where they say neither who nor from where. */
export const actorOf = (events: readonly LogEvent[]): string | undefined => {
  const who = firstOf(events, shownAttributes.who, 120);
  const from = firstOf(events, shownAttributes.from, 80);
  if (who === undefined && from === undefined) return undefined;
  const agent = firstOf(events, shownAttributes.agent, 60);
  const parts = [who && `by ${who}`, from && `from ${from}`, agent && `with ${agent}`];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
};

/**
 * What a person sees first of a finding.
 *
 * @param events  those of its evidence that are at hand, redacted
 * @param change  the sentence of the change before it
 * @returns undefined where nothing is known
 */
export const contextOf = (events: readonly LogEvent[], change: string | undefined): FindingContext | undefined => {
  const actor = actorOf(events);
  const lines = events.slice(0, maxContextLines).map(({ timestampMs, logStream, logGroup, dataset, message }) => ({
    timeMs: timestampMs,
    location: oneLine(logStream || logGroup || dataset, maxLocation),
    text: oneLine(message, maxContextText),
  }));
  if (lines.length === 0 && change === undefined) return undefined;
  return {
    lines,
    ...(actor === undefined ? {} : { actor }),
    ...(change === undefined ? {} : { change: oneLine(change, maxContextText) }),
  };
};
