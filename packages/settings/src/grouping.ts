import * as z from 'zod/mini';
import { described, wholeNumberField } from './fields.ts';

const groupKeys = ['rule', 'account', 'region', 'scope', 'dedupeKey'] as const;

/** Which findings are one alert, and how often it speaks. Minutes are of event time but where the description says otherwise. */
export const groupingSchema = z.strictObject({
  by: z._default(
    z
      .array(z.enum(groupKeys))
      .check(
        z.minLength(1),
        z.maxLength(groupKeys.length),
        described('Findings alike in all of these are one alert group.'),
      ),
    ['rule', 'account'],
  ),
  windowMinutes: z._default(
    wholeNumberField(5, 1_440, 'Length of the window in which findings join one group, in minutes.'),
    360,
  ),
  rollUpMinutes: z._default(
    wholeNumberField(
      5,
      1_440,
      'Minutes, by the clock, from one message of a group to the next; grows while it goes on.',
    ),
    60,
  ),
  recoverMinutes: z._default(
    wholeNumberField(5, 1_440, 'Minutes without a finding, by the clock, after which a group has recovered.'),
    60,
  ),
  flapsBeforeDamping: z._default(
    wholeNumberField(
      1,
      100,
      'Returns of a recovered group in one window after which its recoveries are no longer notified.',
    ),
    3,
  ),
  maxRollUpMinutes: z._default(
    wholeNumberField(5, 10_080, 'Most minutes between two messages of a group that goes on.'),
    1_440,
  ),
});

export type GroupKey = (typeof groupKeys)[number];
export type Grouping = z.output<typeof groupingSchema>;
