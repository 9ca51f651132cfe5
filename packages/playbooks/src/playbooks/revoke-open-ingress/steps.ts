import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import { isOpenToWorld, ruleText } from './open-rules.ts';
import type { IngressRules } from './port.ts';

const groupForm = /^sg-[0-9a-f]{8,17}$/;

export const steps: PlaybookSteps<IngressRules> = {
  precheck: async (groups, finding) => {
    const groupId = namedResource(finding, 'securityGroupId', groupForm);
    if (groupId === undefined) return { kind: 'refused', reason: 'The finding names no security group.' };
    const rules = await groups.rules(groupId);
    if (rules === undefined) return { kind: 'not_found', reason: `There is no security group ${groupId}.` };
    const open = rules.filter(isOpenToWorld);
    if (open.length === 0)
      return {
        kind: 'already_right',
        reason: `No rule of ${groupId} opens an administration port to the internet.`,
      };
    return {
      kind: 'ready',
      // Enough for a person to add them again.
      captured: Object.fromEntries(open.map((rule) => [rule.id, JSON.stringify(rule)])),
      steps: open.map((rule) => `ec2:RevokeSecurityGroupIngress on ${groupId}: ${ruleText(rule)}`),
      tags: await groups.tags(groupId),
    };
  },
  apply: async (groups, finding) => {
    const groupId = requiredResource(finding, 'securityGroupId', groupForm);
    const open = (await groups.rules(groupId))?.filter(isOpenToWorld);
    // A group that is gone is EC2's to report.
    if (open?.length !== 0) await groups.revoke(groupId, open?.map(({ id }) => id) ?? ['sgr-0']);
  },
  verify: async (groups, finding) => {
    const rules = await groups.rules(requiredResource(finding, 'securityGroupId', groupForm));
    return rules !== undefined && !rules.some(isOpenToWorld);
  },
  // Opening the ports again would lower protection, and the role may not: a person adds what the plan names.
  rollback: async () => undefined,
};
