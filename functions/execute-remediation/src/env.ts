import { defineEnv } from '@bellwether/env';
import { guardrailVariables, progressVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...guardrailVariables, ...progressVariables });
