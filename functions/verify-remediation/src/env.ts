import { defineEnv } from '@bellwether/env';
import { isolationVariables } from '@bellwether/playbooks';

export const readEnv = defineEnv(isolationVariables);
