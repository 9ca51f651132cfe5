import { analysisVariables } from '@bellwether/analysis';
import { defineEnv } from '@bellwether/env';
import * as z from 'zod/mini';

const { LAKE_BUCKET, ARCHIVE_DATABASE, ARCHIVE_WORKGROUP } = analysisVariables;

const number = (byDefault: number, min: number, max: number, description: string) =>
  z._default(z.coerce.number().check(z.minimum(min), z.maximum(max)), byDefault).check(z.meta({ description }));

export const readEnv = defineEnv({
  LAKE_BUCKET,
  ARCHIVE_DATABASE,
  ARCHIVE_WORKGROUP,
  EVENT_RETENTION_DAYS: number(400, 1, 36_500, 'Days that the archive keeps events.'),
  MAX_READING_USD: number(
    5,
    0,
    10_000,
    'Dollars that reading the logs of one analysis may cost; a dearer one is refused.',
  ),
  WINDOWS_AT_ONCE: number(5, 1, 40, 'Windows that the machine analyses at once, for the estimate of its time.'),
});
