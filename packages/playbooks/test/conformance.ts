import { describe, expect, it } from '@jest/globals';
import type { Finding } from '@bellwether/log-model';
import {
  type CapturedState,
  type OpenPort,
  planRemediation,
  type PlaybookSettings,
  playbookById,
  playbookFor,
  preparePlaybook,
} from '@bellwether/playbooks';
import { type Fault, memoryPlanning, openingWithFaults, withFaults, type FaultSchedule } from '@bellwether/testkit';

/** An account in which there is something to do for a playbook, in memory or on an emulator. */
export interface SubjectAccount {
  readonly finding: Finding;
  readonly settings: PlaybookSettings;
  readonly openPort: OpenPort;
  /** Everything that the playbook can change in the account. */
  readonly look: () => Promise<unknown>;
  /** Removes what the finding is about, and gives a finding about what is not there. */
  readonly remove: () => Promise<Finding>;
}

/** Gives a fault to the call of that number, counted from 0, and keeps what was called. */
const faultAt = (number: number, fault: Fault): FaultSchedule & { readonly calls: string[] } => {
  const calls: string[] = [];
  return {
    given: [],
    calls,
    next: (_, method) => {
      calls.push(method);
      return calls.length - 1 === number ? fault : 'none';
    },
  };
};

/** What a workflow gives back of what it carried. */
const carried = (captured: CapturedState): CapturedState => JSON.parse(JSON.stringify(captured)) as CapturedState;

/** Runs one playbook over fresh accounts; each test opens its own. */
export const playbookConformance = (id: string, openAccount: () => Promise<SubjectAccount>): void => {
  const open = async (faults?: FaultSchedule) => {
    const account = await openAccount();
    const openPort = faults ? openingWithFaults(account.openPort, faults) : account.openPort;
    const prepared = await preparePlaybook(id, openPort);
    const calm = await preparePlaybook(id, account.openPort);
    const capture = async (): Promise<CapturedState> => {
      const precheck = await calm.precheck(account.finding, account.settings);
      if (precheck.kind !== 'ready') throw new Error(precheck.reason);
      return carried(precheck.captured);
    };
    return { ...account, openPort, prepared, calm, capture };
  };

  describe(`the playbook ${id}`, () => {
    it('is started by its finding, and by no other rule or kind of log', async () => {
      const { finding } = await open();
      expect(playbookFor(finding)).toBe(playbookById(id));
      expect(playbookFor({ ...finding, rule: 'another-rule' })?.id).not.toBe(id);
      const others = (['application', 'eks', 'cloudtrail', 'vpc-flow'] as const).filter(
        (dataset) => dataset !== finding.dataset,
      );
      for (const dataset of others) expect(playbookFor({ ...finding, dataset })?.id).not.toBe(id);
    });

    it('looks before it acts, says what it will do, and changes nothing by looking', async () => {
      const { prepared, finding, settings, look } = await open();
      const before = await look();
      const precheck = await prepared.precheck(finding, settings);
      expect(precheck.kind).toBe('ready');
      if (precheck.kind !== 'ready') return;
      expect(precheck.steps).not.toHaveLength(0);
      expect(Object.values(precheck.captured).every((value) => typeof value === 'string')).toBe(true);
      expect(await prepared.verify(finding, settings)).toBe(false);
      expect(await look()).toEqual(before);
    });

    it('changes nothing when it is planned, in dry-run or to act', async () => {
      for (const mode of ['dry-run', 'apply'] as const) {
        const { openPort, finding, settings, look } = await open();
        const before = await look();
        const plan = await planRemediation(
          { openPort, ...memoryPlanning(finding.lastSeenMs) },
          finding,
          { mode, allowedPlaybooks: [id], targetAccounts: [finding.account], targetRegions: [finding.region] },
          settings,
        );
        expect(plan).toMatchObject({ decision: mode === 'apply' ? 'act' : 'rehearse', playbookId: id });
        expect(await look()).toEqual(before);
      }
    });

    it('puts right what it is for, is verified by a fresh look, and changes nothing more when it runs again', async () => {
      const { prepared, finding, settings, look } = await open();
      const before = await look();
      await prepared.apply(finding, settings);
      const after = await look();
      expect(after).not.toEqual(before);
      expect(await prepared.verify(finding, settings)).toBe(true);
      await prepared.apply(finding, settings);
      expect(await look()).toEqual(after);
      expect((await prepared.precheck(finding, settings)).kind).toBe('already_right');
    });

    /** What rolling back leaves: what was before, or what was applied where putting it back would lower protection. */
    const isPutBack = playbookById(id)?.rollback !== 'keeps';

    it('restores the captured state, also twice, unless that lowers protection', async () => {
      const { prepared, finding, settings, look, capture } = await open();
      const before = await look();
      const captured = await capture();
      await prepared.apply(finding, settings);
      const expected = isPutBack ? before : await look();
      await prepared.rollback(finding, captured);
      expect(await look()).toEqual(expected);
      await prepared.rollback(finding, captured);
      expect(await look()).toEqual(expected);
    });

    it('invents no state to put back', async () => {
      const { prepared, finding, settings, look } = await open();
      await prepared.apply(finding, settings);
      const after = await look();
      await prepared.rollback(finding, {}).catch(() => undefined);
      expect(await look()).toEqual(after);
    });

    it('refuses a finding that lacks a resource, and never guesses', async () => {
      const { prepared, finding, settings, look } = await open();
      const before = await look();
      for (const name of playbookById(id)?.resources ?? []) {
        const { [name]: _, ...rest } = finding.resources;
        expect((await prepared.precheck({ ...finding, resources: rest }, settings)).kind).toBe('refused');
      }
      const nameless = { ...finding, resources: {} };
      await expect(prepared.apply(nameless, settings)).rejects.toThrow(/names no/);
      await expect(prepared.verify(nameless, settings)).rejects.toThrow(/names no/);
      expect(await look()).toEqual(before);
    });

    it('refuses what is gone, and does not call it verified', async () => {
      const { prepared, settings, remove } = await open();
      const finding = await remove();
      expect((await prepared.precheck(finding, settings)).kind).toBe('not_found');
      expect(await prepared.verify(finding, settings)).toBe(false);
      await expect(prepared.apply(finding, settings)).rejects.toMatchObject({ name: 'PortError' });
    });

    it('fails where the account cannot be read, and never takes that for an answer', async () => {
      const counted = faultAt(-1, 'none');
      const { prepared, finding, settings } = await open(counted);
      await prepared.precheck(finding, settings);
      expect(counted.calls).not.toHaveLength(0);
      for (let number = 0; number < counted.calls.length; number += 1) {
        const broken = await open(faultAt(number, 'before'));
        await expect(broken.prepared.precheck(broken.finding, broken.settings)).rejects.toMatchObject({
          name: 'PortError',
        });
      }
      const blind = await open(faultAt(0, 'before'));
      await expect(blind.prepared.verify(blind.finding, blind.settings)).rejects.toMatchObject({ name: 'PortError' });
    });

    it.each(['before', 'after', 'crash_before', 'crash_after'] as const)(
      'leaves the account as before or as wanted when a call of acting fails (%s)',
      async (fault) => {
        const counted = faultAt(-1, 'none');
        const first = await open(counted);
        await first.prepared.apply(first.finding, first.settings);
        expect(counted.calls).not.toHaveLength(0);
        for (let number = 0; number < counted.calls.length; number += 1) {
          const { prepared, calm, finding, settings, look, capture } = await open(faultAt(number, fault));
          const before = await look();
          const captured = await capture();
          await expect(prepared.apply(finding, settings)).rejects.toThrow();
          // The machine tries again, and puts back what it can not finish.
          await calm.apply(finding, settings);
          expect(await calm.verify(finding, settings)).toBe(true);
          const expected = isPutBack ? before : await look();
          await calm.rollback(finding, captured);
          expect(await look()).toEqual(expected);
        }
      },
    );

    it.each(['before', 'after'] as const)(
      'puts back what half happened, and finishes putting back when a call of that fails (%s)',
      async (fault) => {
        if (!isPutBack) return;
        const broken = await open(faultAt(0, fault));
        const before = await broken.look();
        const captured = await broken.capture();
        await expect(broken.prepared.apply(broken.finding, broken.settings)).rejects.toThrow();
        await broken.calm.rollback(broken.finding, captured);
        expect(await broken.look()).toEqual(before);

        await broken.calm.apply(broken.finding, broken.settings);
        const again = withFaults(id, await broken.openPort(id), faultAt(0, fault));
        const failing = await preparePlaybook(id, async () => again);
        await expect(failing.rollback(broken.finding, captured)).rejects.toThrow();
        await broken.calm.rollback(broken.finding, captured);
        expect(await broken.look()).toEqual(before);
      },
    );
  });
};
