import { defineEnv } from '@bellwether/env';
import { severities } from '@bellwether/log-model';
import { settingsVariables } from '@bellwether/settings';
import * as z from 'zod/mini';

const text = (description: string) => z.string().check(z.meta({ description }));

export const readEnv = defineEnv({
  ALERT_GROUPS_TABLE: text('DynamoDB table of the alert groups.'),
  ALERT_TOPIC_ARN: text('SNS topic of the output `default`, where the settings define none of that name.'),
  UNDELIVERED_QUEUE_URL: text('SQS queue of messages that no attempt delivered.'),
  ALERT_MIN_SEVERITY: z._default(z.enum(severities), 'WARNING').check(
    z.meta({
      description:
        'Findings less severe than this are stored without notifying anyone, where no settings say otherwise.',
    }),
  ),
  ...settingsVariables,
  ARCHIVE_DATABASE: z.optional(
    z
      .string()
      .check(
        z.regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/),
        z.meta({ description: 'Glue database of the archive, named in messages with a query; none when absent.' }),
      ),
  ),
  ARCHIVE_WORKGROUP: z.optional(text('Athena workgroup that queries of the archive run in.')),
  ARCHIVE_REGION: z.optional(text('Region of both, for the link to its console.')),
  STATE_RETENTION_DAYS: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90)
    .check(z.meta({ description: 'Days until alert groups expire.' })),
});
