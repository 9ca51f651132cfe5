import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import * as z from 'zod/mini';

const {
  LAKE_BUCKET,
  TEMPLATES_TABLE,
  OWN_LOG_GROUP_PREFIX,
  PAYLOAD_KEY_ARN,
  REDACT,
  MARK_KEY_PARAMETER,
  DECLARED_DATASETS,
} = ingestVariables;

export const readEnv = defineEnv({
  LAKE_BUCKET,
  TEMPLATES_TABLE,
  OWN_LOG_GROUP_PREFIX,
  PAYLOAD_KEY_ARN,
  REDACT,
  MARK_KEY_PARAMETER,
  DECLARED_DATASETS,
  SETTLE_MINUTES: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_080)), 90)
    .check(z.meta({ description: 'Minutes after its end when an hour counts as closed; later events are merged in.' })),
});
