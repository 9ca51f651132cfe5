import { oneLine } from '@bellwether/log-model';
import type { NarrationMaterial } from '@bellwether/ports';
import { number } from '@bellwether/report/figures';
import type { ActorSummary, FindingSummary, PatternSummary, SlotSummary } from '../summary/analysis-facts.ts';
import { nameOfSource } from '../summary/joined.ts';
import { measure } from '../summary/sections/performance.ts';

const maxValue = 40;

/** `2026-03-02T10:15Z`: minutes are enough for a prompt. */
const minute = (timeMs: number): string => new Date(timeMs).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');

const quoted = (value: string): string => `"${oneLine(value, maxValue).replaceAll('"', "'")}"`;

const slotText = ({ name, numbers, rareValues, topValues }: SlotSummary): string => {
  const parts: string[] = [];
  if (numbers !== undefined && (numbers.unit !== 'number' || topValues === undefined) && numbers.count > 1)
    parts.push(
      `half ${measure(numbers.p50, numbers.unit)}, 95 % ${measure(numbers.p95, numbers.unit)}, greatest ${measure(numbers.max, numbers.unit)}`,
    );
  if (rareValues !== undefined)
    parts.push(`rare ${rareValues.map(({ value, count }) => `${quoted(value)} ${number(count)}x`).join(', ')}`);
  return parts.length === 0 ? '' : `${name === '' ? 'value' : name} ${parts.join('; ')}`;
};

/** Whether a pattern has a value or a number that stands out among the others. */
export const hasRareValue = ({ slots }: PatternSummary): boolean =>
  slots.some(
    ({ rareValues, numbers }) =>
      rareValues !== undefined ||
      (numbers !== undefined && numbers.count >= 200 && numbers.max > 20 * Math.max(numbers.p95, 1)),
  );

/**
 * A pattern as a prompt says it: how often, how severe, since when, where, its text, and what its values are. Quotes redacted templates and
 * never a line.
 *
 * @example '1x WARNING new 2026-03-02T10:15Z S3: Disk {path} is read-only'
 */
export const patternMaterial = (
  pattern: PatternSummary,
  { maxText, source }: { readonly maxText: number; readonly source: string },
): Omit<NarrationMaterial, 'id'> => {
  const { count, errors, severity, state, firstMs, text, slots } = pattern;
  const since = state === 'known' ? '' : ` ${state === 'rare' ? '' : `${state} `}${minute(firstMs)}`;
  const isMixed = errors > 0 && errors < count;
  const values = slots
    .map(slotText)
    .filter((one) => one !== '')
    .slice(0, 3);
  return {
    text: `${number(count)}x ${severity}${isMixed ? ` (${number(errors)} errors)` : ''}${since} ${source}`,
    quote: `${oneLine(text, maxText)}${values.length === 0 ? '' : ` [${values.join(' | ')}]`}`,
  };
};

export const findingMaterial = (finding: FindingSummary): Omit<NarrationMaterial, 'id'> => {
  const { severity, title, rule, logSource, count, firstSeenMs, lastSeenMs, status } = finding;
  return {
    text: `finding ${severity} ${status} (${oneLine(rule, 60)}) in ${oneLine(nameOfSource(logSource), 80)}, ${number(count)}x, ${minute(firstSeenMs)} to ${minute(lastSeenMs)}`,
    quote: oneLine(title, 120),
  };
};

export const actorMaterial = ({
  kind,
  actor,
  events,
  failures,
  isNew,
}: ActorSummary): Omit<NarrationMaterial, 'id'> => ({
  text: `${kind}, ${number(events)} events, ${number(failures)} failed${isNew ? ', later half only' : ''}`,
  quote: quoted(actor),
});
