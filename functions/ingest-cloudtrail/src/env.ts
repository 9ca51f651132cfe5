import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

// A trail's files name no log group, so there is none of our own to drop; and they lie in the trail's bucket as they came, so that
// no policy has to keep them once more.
const { OWN_LOG_GROUP_PREFIX: _none, ARCHIVE_POLICY: _redacted, ...variables } = ingestVariables;

export const readEnv = defineEnv({ ...variables, ...settingsVariables });
