import * as z from 'zod/mini';
import type { Playbook, SettingsOf } from '../../playbook.ts';

const variables = {
  TRAIL_NAME: z
    .optional(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$/)))
    .check(z.meta({ description: 'The one trail that may be started again, by its name.' })),
};

export type TrailSettings = SettingsOf<typeof variables>;

/** Starts a CloudTrail trail again that someone stopped. */
export const playbook = {
  id: 'restart-trail-logging',
  title: 'Start the stopped CloudTrail trail again',
  triggers: [{ rule: 'cloudtrail-logging-disabled', dataset: 'cloudtrail' }],
  resources: ['trailName'],
  rollback: 'keeps',
  variables,
} satisfies Playbook;
