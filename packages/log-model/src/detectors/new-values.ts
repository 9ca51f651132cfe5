import { oneLine } from '@bellwether/log-events';
import type { NoveltyPolicy } from '../score/novelty.ts';
import type { EventDetector } from './detector.ts';
import { noEvidence } from './evidence.ts';

export const newValueRule = 'value-new';

/** Longest value and pattern that a sentence quotes. */
const maxValue = 60;
const maxText = 300;

/**
 * A state that a pattern's parameter showed for the first time, after it had listed the same few for hundreds of events:
 * `order <num> is now LOST` where orders were PAID, SENT or HELD. The miner looks at states alone, never at names or ids.
 *
 * Only the event that showed the value is evidence, also when its batch is given again: all further ones are known lines.
 */
export const newValueDetector = ({ novelty }: { readonly novelty: NoveltyPolicy }): EventDetector => ({
  id: newValueRule,
  over: 'event',
  // A line with a word that no line before had is known to nobody, so it always comes to the full core.
  couldMatch: () => false,
  evaluate: ({ event }, { scopeSinceMs, newValue, template }) => {
    const { timestampMs, message, logGroup, dataset, templateId } = event;
    const found = newValue();
    if (found?.timestampMs !== timestampMs || !message.includes(found.value)) return noEvidence;
    if (timestampMs - scopeSinceMs < novelty.learningMs) return noEvidence;
    const value = oneLine(found.value, maxValue);
    const text = oneLine(template()?.text ?? message, maxText) || 'an empty message';
    return [
      {
        kind: 'anomaly',
        rule: newValueRule,
        title: `${logGroup || dataset}: ${value} for the first time`,
        severity: 'WARNING',
        score: 0.6,
        dedupeKey: `${logGroup || dataset}|${templateId}|${value}`,
        resources: { logGroup, templateId },
        reasons: [
          `A value that was not seen before, ${value || 'blanks'}, in: ${text}`,
          `The ${found.steadyEvents} events before it had one of ${found.known.length} values: ${oneLine(found.known.join(', '), maxText)}.`,
        ],
      },
    ];
  },
});
