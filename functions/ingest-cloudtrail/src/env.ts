import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

// A trail's files name no log group, so there is none of our own to drop. They stay in the trail's bucket, so none is written again, and
// their events may be of any age.
const {
  OWN_LOG_GROUP_PREFIX: _ownLogs,
  PAYLOAD_KEY_ARN: _payloads,
  EVENT_RETENTION_DAYS: _age,
  ...variables
} = ingestVariables;

export const readEnv = defineEnv({ ...variables, ...settingsVariables });
