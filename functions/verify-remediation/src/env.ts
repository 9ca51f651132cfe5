import { defineEnv } from '@bellwether/env';
import { playbookVariables, progressVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...playbookVariables, ...progressVariables });
