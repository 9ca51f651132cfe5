import { defineEnv } from '@bellwether/env';
import { playbookVariables, progressVariables, switchVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...playbookVariables, ...progressVariables, ...switchVariables });
