import { defineEnv } from '@bellwether/env';
import {
  ledgerVariables,
  playbookVariables,
  progressVariables,
  startVariables,
  switchVariables,
} from '@bellwether/playbooks';

export const readEnv = defineEnv({
  ...playbookVariables,
  ...progressVariables,
  ...switchVariables,
  ...ledgerVariables,
  ...startVariables,
});
