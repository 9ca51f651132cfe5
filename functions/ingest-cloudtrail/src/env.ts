import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

// A trail's files name no log group, so there is none of our own to drop.
const { OWN_LOG_GROUP_PREFIX: _none, ...variables } = ingestVariables;

export const readEnv = defineEnv({ ...variables, ...settingsVariables });
