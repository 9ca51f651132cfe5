import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { LogGroup, LogRetention } from './port.ts';

const groupForm = /^[\w./#-]{1,512}$/;

/** Days up to which a retention counts as cut, as the rule `logs-deleted` has it. */
const maxCutDays = 3;

const isCut = ({ retentionDays }: LogGroup): boolean => retentionDays !== 'forever' && retentionDays <= maxCutDays;

export const steps: PlaybookSteps<LogRetention> = {
  precheck: async (groups, finding) => {
    const logGroupName = namedResource(finding, 'logGroupName', groupForm);
    if (logGroupName === undefined) return { kind: 'refused', reason: 'The finding names no log group.' };
    const group = await groups.look(logGroupName);
    if (group === undefined)
      return { kind: 'not_found', reason: `There is no log group ${logGroupName}; its events are gone with it.` };
    if (!isCut(group))
      return {
        kind: 'already_right',
        reason: `The log group ${logGroupName} keeps its events ${group.retentionDays === 'forever' ? 'forever' : `for ${group.retentionDays} days`}.`,
      };
    return {
      kind: 'ready',
      captured: { retentionDays: String(group.retentionDays) },
      steps: [
        `logs:DeleteRetentionPolicy on ${logGroupName}: events are kept until a person sets how long, instead of ${group.retentionDays} days`,
      ],
      tags: group.tags,
    };
  },
  apply: async (groups, finding) => {
    const logGroupName = requiredResource(finding, 'logGroupName', groupForm);
    const group = await groups.look(logGroupName);
    // A group that is gone is CloudWatch Logs' to report.
    if (group === undefined || isCut(group)) await groups.keepForever(logGroupName);
  },
  verify: async (groups, finding) => {
    const group = await groups.look(requiredResource(finding, 'logGroupName', groupForm));
    return group !== undefined && !isCut(group);
  },
  // Cutting the retention again would destroy evidence, and the role may not.
  rollback: async () => undefined,
};
