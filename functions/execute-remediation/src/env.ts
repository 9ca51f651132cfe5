import { defineEnv } from '@bellwether/env';
import { applyVariables, guardrailVariables, progressVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv({ ...guardrailVariables, ...progressVariables, ...applyVariables });
