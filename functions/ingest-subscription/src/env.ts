import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';

export const readEnv = defineEnv(ingestVariables);
