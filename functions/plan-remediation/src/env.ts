import { defineEnv } from '@bellwether/env';
import { guardrailVariables, ledgerVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...guardrailVariables, ...ledgerVariables });
