import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

export const readEnv = defineEnv({ ...ingestVariables, ...settingsVariables });
