import { defineEnv } from '@bellwether/env';
import { ingestVariables } from '@bellwether/pipeline';
import { settingsVariables } from '@bellwether/settings';

// The files of a trail name no log group, so none of our own groups has to be dropped. The files stay in the trail's bucket, so they are not
// archived again, and their events may have any age.
const { OWN_LOG_GROUP_PREFIX: _ownLogs, EVENT_RETENTION_DAYS: _age, ...variables } = ingestVariables;

export const readEnv = defineEnv({ ...variables, ...settingsVariables });
