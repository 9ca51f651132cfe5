import { oneLine, type LogEvent } from '@bellwether/log-events';
import { isNewFailure, type NoveltyPolicy } from '../score/novelty.ts';
import type { EventDetector } from './detector.ts';
import { noEvidence } from './evidence.ts';

export const newFailureRule = 'template-new';

/** Frames of a stack trace below the first line of a message. */
const stackTrace = /\n\s{0,16}(?:at |Caused by: |File ")|^Traceback \(most recent call last\)/m;

/** What differs between two templates of one failure: values in quotes, wildcards and numbers. */
const values = /"[^"]{0,200}"|'[^']{0,200}'|<[*\w]{1,20}>|\d+(?:\.\d+)*/g;

/** A template's text without values: `KeyError: 'label_de'` and `KeyError: 'label_fr'` in one trace are alike. */
export const likenessOf = (text: string): string => text.slice(0, 4_000).replace(values, '*');

/** Whether one event is enough: a critical event and an exception are not slips of a logger. */
const confirmsItself = ({ severity, message, attributes }: LogEvent): boolean =>
  severity === 'CRITICAL' || attributes['error.stack_trace'] !== undefined || stackTrace.test(message);

/** Failures whose template was never seen before in a scope that has been known for long enough. */
export const newFailureDetector = ({ novelty }: { readonly novelty: NoveltyPolicy }): EventDetector => ({
  id: newFailureRule,
  over: 'event',
  // The fast path itself leaves every line that may be a new failure to the full core.
  couldMatch: () => false,
  evaluate: ({ event }, { scopeSinceMs, template }) => {
    const { severity, logGroup, dataset, templateId } = event;
    if (severity !== 'ERROR' && severity !== 'CRITICAL') return noEvidence;
    const found = template();
    if (found === undefined || !isNewFailure(event, found.firstSeenMs, scopeSinceMs, novelty)) return noEvidence;
    return [
      {
        kind: 'anomaly',
        rule: newFailureRule,
        title: `${logGroup || dataset}: ${oneLine(event.message, 200) || 'an empty message'}`,
        severity,
        score: severity === 'CRITICAL' ? 0.9 : 0.75,
        dedupeKey: `${logGroup || dataset}|${templateId}`,
        resources: { logGroup, templateId },
        reasons: [`A kind of failure not seen before: ${oneLine(found.text, 400) || 'an empty message'}`],
        likeness: likenessOf(found.text),
        threshold: { count: confirmsItself(event) ? 1 : novelty.minEvents },
      },
    ];
  },
});
