import { defineEnv } from '@bellwether/env';
import { findingVariables } from '@bellwether/pipeline';

export const readEnv = defineEnv(findingVariables);
