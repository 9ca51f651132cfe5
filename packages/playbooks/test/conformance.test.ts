import { describe, expect, it } from '@jest/globals';
import {
  applyPlanned,
  type OpenPort,
  planRemediation,
  type PlanningPorts,
  playbooks,
  preparePlaybook,
} from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory, type MemoryAccount } from '@bellwether/playbooks/memory';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding, memoryPlanning } from '@bellwether/testkit';
import type { PlaybookScenarios, Scenario } from '../src/scenario.ts';
import { playbookConformance } from './conformance.ts';

const ids = playbooks.map(({ id }) => id);

/** The registry pairs scenarios with the account of the same playbook. */
const scenariosOf = (id: string): PlaybookScenarios<object> => scenarios[id] as PlaybookScenarios<object>;

/** What a plan comes to in the mode `apply`, by what the precheck finds. */
const decisionOf = { ready: 'act', already_right: 'already_so', refused: 'refused', not_found: 'not_found' } as const;

const planningPorts = (openPort: OpenPort, { lastSeenMs }: { readonly lastSeenMs: number }): PlanningPorts => ({
  openPort,
  ...memoryPlanning(lastSeenMs),
});

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
        return finding;
      },
    };
  });

  describe(`the playbook ${id}`, () => {
    const { usual, others, look, protect } = scenariosOf(id);

    it('keeps away from what is protected, when it is planned and right before it writes', async () => {
      if (protect === undefined) return;
      const { memory, openPort, finding } = arranged(id, usual);
      const prepared = await preparePlaybook(id, openPort);
      const planned = await prepared.precheck(finding, usual.settings);
      if (planned.kind !== 'ready') throw new Error(planned.reason);
      protect(memory);
      const before = look(memory);
      const guardrails = {
        mode: 'apply',
        allowedPlaybooks: [id],
        targetAccounts: [finding.account],
        targetRegions: [finding.region],
      } as const;
      const protectedReason = { reason: expect.stringContaining('The resource is protected') as unknown };
      expect(
        await planRemediation(planningPorts(openPort, finding), finding, guardrails, usual.settings),
      ).toMatchObject({
        decision: 'refused',
        ...protectedReason,
      });
      expect(await applyPlanned(prepared, finding, planned, usual.settings)).toMatchObject({
        kind: 'refused',
        ...protectedReason,
      });
      expect(look(memory)).toEqual(before);
    });

    it('writes nothing when what it captured is not so any more', async () => {
      const { memory, openPort, finding } = arranged(id, usual);
      const prepared = await preparePlaybook(id, openPort);
      const planned = await prepared.precheck(finding, usual.settings);
      if (planned.kind !== 'ready') throw new Error(planned.reason);
      const before = look(memory);
      for (const other of [
        { ...planned, captured: { ...planned.captured, of: 'another time' } },
        { ...planned, steps: [...planned.steps, 'one more'] },
      ])
        expect(await applyPlanned(prepared, finding, other, usual.settings)).toMatchObject({
          kind: 'refused',
          reason: expect.stringContaining('changed since it was planned') as unknown,
        });
      expect(look(memory)).toEqual(before);
      expect(await applyPlanned(prepared, finding, planned, usual.settings)).toEqual({ kind: 'applied' });
      expect(await applyPlanned(prepared, finding, planned, usual.settings)).toEqual({ kind: 'already_so' });
    });

    it.each([usual, ...others].map((scenario) => [scenario.name, scenario] as const))(
      'given %s plans what its scenario says, and changes nothing',
      async (_, scenario) => {
        const { memory, openPort, finding } = arranged(id, scenario);
        const before = look(memory);
        const guardrails = {
          mode: 'apply',
          allowedPlaybooks: [id],
          targetAccounts: [finding.account],
          targetRegions: [finding.region],
        } as const;
        const plan = await planRemediation(planningPorts(openPort, finding), finding, guardrails, scenario.settings);
        expect(plan.decision).toBe(decisionOf[scenario.expected]);
        if ('steps' in plan) expect(plan.steps).toEqual(scenario.says);
        else for (const part of scenario.says) expect(plan.reason).toContain(part);
        expect(look(memory)).toEqual(before);
      },
    );
  });
}
