import { describe, expect, it } from '@jest/globals';
import { planRemediation, playbooks } from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory, type MemoryAccount } from '@bellwether/playbooks/memory';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding } from '@bellwether/testkit';
import type { PlaybookScenarios, Scenario } from '../src/scenario.ts';
import { playbookConformance } from './conformance.ts';

const ids = playbooks.map(({ id }) => id);

/** The registry pairs scenarios with the account of the same playbook. */
const scenariosOf = (id: string): PlaybookScenarios<object> => scenarios[id] as PlaybookScenarios<object>;

const arranged = (id: string, scenario: Scenario<object>) => {
  const account = memoryAccount();
  const memory = account[id as keyof MemoryAccount];
  scenario.arrange(memory);
  return {
    memory,
    openPort: openPortInMemory(account),
    finding: makeFinding({ ...scenario.finding, provenance: 'declared' }),
  };
};

it('there are playbooks, each with scenarios of its own', () => {
  expect(ids).not.toHaveLength(0);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(scenarios).toSorted()).toEqual(ids.toSorted());
  expect(Object.keys(memoryAccount()).toSorted()).toEqual(ids.toSorted());
});

for (const id of ids) {
  playbookConformance(id, async () => {
    const { usual, look } = scenariosOf(id);
    const { memory, openPort, finding } = arranged(id, usual);
    const empty = memoryAccount()[id as keyof MemoryAccount];
    return {
      finding,
      settings: usual.settings,
      openPort,
      look: async () => look(memory),
      // Every table of the account is emptied: nothing of it is there any more.
      remove: async () => {
        for (const table of Object.values(memory)) if (table instanceof Map) table.clear();
        expect(look(memory)).toEqual(look(empty));
      },
    };
  });

  describe(`the playbook ${id}`, () => {
    const { usual, others, look } = scenariosOf(id);
    it.each([usual, ...others].map((scenario) => [scenario.name, scenario] as const))(
      'given %s plans what its scenario says, and changes nothing',
      async (_, scenario) => {
        const { memory, openPort, finding } = arranged(id, scenario);
        const before = look(memory);
        const guardrails = { mode: 'apply', allowedPlaybooks: [id], targetAccounts: [finding.account] } as const;
        const plan = await planRemediation({ openPort }, finding, guardrails, scenario.settings);
        expect(plan.decision).toBe(scenario.expected === 'ready' ? 'act' : 'nothing');
        if (plan.decision !== 'nothing') expect(plan.steps).toEqual(scenario.says);
        else for (const part of scenario.says) expect(plan.reason).toContain(part);
        expect(look(memory)).toEqual(before);
      },
    );
  });
}
