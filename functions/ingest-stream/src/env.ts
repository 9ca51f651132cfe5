import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';
import * as z from 'zod/mini';

export const readEnv = defineEnv({
  ...ingestVariables,
  ...settingsVariables,
  STREAM_PARALLELISATION_FACTOR: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10)), 1)
    .check(
      z.meta({ description: 'Invocations that read one shard side by side, as the event source mapping has it.' }),
    ),
});
