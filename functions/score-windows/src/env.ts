import { defineEnv } from '@bellwether/env';
import { findingVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

export const readEnv = defineEnv({ ...findingVariables, ...settingsVariables });
