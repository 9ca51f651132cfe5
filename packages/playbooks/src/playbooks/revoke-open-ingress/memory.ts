import { PortError } from '@bellwether/ports';
import type { Tags } from '../../playbook.ts';
import type { IngressRule, IngressRules } from './port.ts';

export interface MemoryIngressRules extends IngressRules {
  /** Group id to its rules for what comes in. Set it to arrange a test. */
  readonly groups: Map<string, readonly IngressRule[]>;
  /** Group id to tags. Set it to arrange a test. */
  readonly tagsOf: Map<string, Tags>;
}

/** Security groups of an account that exists in memory alone. Revoking of an absent group throws, as EC2 does. */
export const openInMemory = (): MemoryIngressRules => {
  const groups = new Map<string, readonly IngressRule[]>();
  const tagsOf = new Map<string, Tags>();
  return {
    groups,
    tagsOf,
    rules: async (groupId) => groups.get(groupId)?.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    tags: async (groupId) => tagsOf.get(groupId) ?? {},
    revoke: async (groupId, ruleIds) => {
      const rules = groups.get(groupId);
      if (rules === undefined)
        throw new PortError('ingressRules', 'revoke', false, { cause: new Error('InvalidGroup.NotFound') });
      groups.set(
        groupId,
        rules.filter(({ id }) => !ruleIds.includes(id)),
      );
    },
  };
};
