import { defineEnv } from '@bellwether/env';
import { guardrailVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv(guardrailVariables);
