import { oneLine } from '@bellwether/log-events';
import { newFailureRule } from '../detectors/new-failures.ts';
import { failureTextOf } from '../failures/failure-text.ts';
import type { EventEvidence } from './candidate.ts';

const maxTitle = 300;

/** What events of one kind of failure in one log group have in common: also the key of its finding. */
export const failureKeyOf = (location: string, kindKey: string): string => `${location}|${kindKey}`;

/**
 * Evidence of new failures by the kind of failure instead of by its template: `KeyError: 'label_de'` and `KeyError: 'label_fr'` in one trace
 * are two templates and one failure, which is one finding. The title says what happened and why, as the report does.
 */
export const nameFailures = (found: readonly EventEvidence[]): readonly EventEvidence[] =>
  found.map((item) => {
    const { event, evidence } = item;
    if (evidence.rule !== newFailureRule) return item;
    const { title, cause, frame, key } = failureTextOf(event);
    const location = event.logGroup || event.dataset;
    return {
      ...item,
      evidence: {
        ...evidence,
        title: oneLine(`${location}: ${cause === undefined ? title : `${title}: ${cause}`}`, maxTitle),
        dedupeKey: failureKeyOf(location, key),
        reasons: frame === undefined ? evidence.reasons : [...evidence.reasons, `At ${frame}.`],
      },
    };
  });
