import type { WorkflowStarter } from '@bellwether/ports';

/** Analysing files never acts on an account: nothing is started, and the finding says what was found. */
export const noRemediation: WorkflowStarter = { start: async () => 'already_started' };
