import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { TableRecovery } from './port.ts';

/** A table's name or its ARN. */
const tableForm = /^(?:arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/)?[\w.-]{3,255}$/;

export const steps: PlaybookSteps<TableRecovery> = {
  precheck: async (tables, finding) => {
    const tableName = namedResource(finding, 'tableName', tableForm);
    if (tableName === undefined) return { kind: 'refused', reason: 'The finding names no table.' };
    const table = await tables.look(tableName);
    if (table === undefined) return { kind: 'not_found', reason: `There is no table ${tableName}.` };
    if (table.account !== finding.account)
      return { kind: 'refused', reason: `The table ${tableName} belongs to another account, ${table.account}.` };
    if (table.isRecoverable)
      return { kind: 'already_right', reason: `The table ${tableName} has point-in-time recovery.` };
    return {
      kind: 'ready',
      captured: { pointInTimeRecovery: 'DISABLED' },
      steps: [`dynamodb:UpdateContinuousBackups on ${tableName}: point-in-time recovery becomes ENABLED`],
      tags: table.tags,
    };
  },
  apply: async (tables, finding) => {
    await tables.enable(requiredResource(finding, 'tableName', tableForm));
  },
  verify: async (tables, finding) =>
    (await tables.look(requiredResource(finding, 'tableName', tableForm)))?.isRecoverable === true,
  // A slow verification must not switch recovery off again.
  rollback: async () => undefined,
};
