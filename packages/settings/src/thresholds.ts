import * as z from 'zod/mini';
import { described, globsField, nameField, severityField, wholeNumberField } from './fields.ts';

const ruleFields = {
  name: nameField('Names the rule in findings, metrics and mutes: `threshold-<name>`.'),
  scopes: z.exactOptional(
    globsField('Scopes, `<account>:<log group or dataset>`, that the rule is for; every scope when left out.'),
  ),
  windows: z._default(
    wholeNumberField(1, 12, 'Five-minute windows in a row that each reach the threshold before it is a finding.'),
    1,
  ),
};

const countedFields = {
  ...ruleFields,
  severity: z._default(severityField('Least severity that counts as an error.'), 'ERROR'),
  findingSeverity: z._default(severityField('Severity of the finding.'), 'ERROR'),
};

const errorsRule = z.strictObject({
  ...countedFields,
  kind: z.literal('errors').check(described('So many errors in a window.')),
  atLeast: wholeNumberField(1, 1_000_000_000, 'Errors in a window; 1 or more. "More than ten" is 11.'),
});

const criticalRule = z.strictObject({
  ...ruleFields,
  kind: z.literal('critical').check(described('Critical events in a window.')),
  atLeast: z._default(wholeNumberField(1, 1_000_000_000, 'Critical events in a window; 1 or more.'), 1),
  findingSeverity: z._default(severityField('Severity of the finding.'), 'CRITICAL'),
});

const errorRatioRule = z.strictObject({
  ...countedFields,
  kind: z.literal('error_ratio').check(described('Errors as a share of the events of a window.')),
  ratioAbove: z
    .number()
    .check(z.minimum(0), z.lt(1), described('The share of errors, in [0, 1), that has to be exceeded.')),
  atLeast: z._default(wholeNumberField(1, 1_000_000_000, 'Errors there must be besides, however high the share.'), 1),
  leastEvents: z._default(
    wholeNumberField(1, 1_000_000_000, 'Events a window needs before its share means anything.'),
    20,
  ),
});

export const thresholdRuleSchema = z.discriminatedUnion('kind', [errorsRule, criticalRule, errorRatioRule]);

/** A day: what happens once a day was seen once by then. */
export const defaultLearningHours = 24;

/** When a finding notifies, and which counts are findings whatever the past was. */
export const thresholdsSchema = z.strictObject({
  alertMinSeverity: z._default(
    severityField('Findings less severe than this are stored without notifying anyone.'),
    'WARNING',
  ),
  anomalyMinScore: z._default(
    z
      .number()
      .check(
        z.minimum(0),
        z.maximum(1),
        described('Anomalies with a lower score, in [0, 1], are stored without notifying anyone; 0 notifies of all.'),
      ),
    0,
  ),
  learningHours: z._default(
    wholeNumberField(
      0,
      168,
      'Hours for which a log source counts as new: its anomalies are one summary for each account, but for CRITICAL ones; 0 notifies of each.',
    ),
    defaultLearningHours,
  ),
  rules: z._default(z.array(thresholdRuleSchema).check(z.maxLength(200), described('Fixed thresholds by scope.')), []),
});

export type Thresholds = z.output<typeof thresholdsSchema>;
