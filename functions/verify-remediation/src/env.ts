import { defineEnv } from '@bellwether/env';
import { isolationVariables, progressVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...isolationVariables, ...progressVariables });
