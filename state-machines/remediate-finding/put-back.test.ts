import { describe, expect, it } from '@jest/globals';
import { playbooks, usualApplyLimits } from '@bellwether/playbooks';
import { makeFinding } from '@bellwether/testkit';
import { type PuttingBack, remediate } from '../remediate-in-memory.ts';

const id = 'throttle-function';
const step = 'Put back what a person asks for';

interface Limits {
  readonly functions: Map<string, { readonly reserved: number | 'none' }>;
}

/** Somebody gives the function another limit by hand. */
const changeByHand: PuttingBack['meanwhile'] = (memory) => {
  const { functions } = memory as Limits;
  for (const [name, known] of functions) functions.set(name, { ...known, reserved: 7 });
};

/** Another finding changes the same function. */
const takeTheLock: NonNullable<PuttingBack['meanwhile']> = (memory, { remediationLedger }) => {
  const [functionName] = [...(memory as Limits).functions.keys()];
  const { account, region, lastSeenMs } = makeFinding({});
  const reservation = {
    findingId: 'other',
    playbookId: 'other',
    account,
    region,
    resource: `functionName=${functionName}`,
  };
  return remediationLedger.reserve(reservation, usualApplyLimits, lastSeenMs);
};

describe('a person who has a verified remediation put back', () => {
  it.each<[string, PuttingBack, string, string, 'as before' | 'as wanted' | 'neither', string]>([
    ['has it as before', {}, 'put_back', 'put_back', 'as before', 'new'],
    [
      'has it as before, however often a call is cut off',
      { failed: { [step]: { when: 'after', name: 'States.Timeout' } } },
      'RemediationLeft',
      'left',
      'as before',
      'new',
    ],
    [
      'is notified when putting back fails',
      { failed: { [step]: { when: 'before', name: 'Lambda.Unknown' } } },
      'RemediationLeft',
      'left',
      'as wanted',
      'resolved',
    ],
    [
      'is notified when it is denied',
      { failed: { [step]: { when: 'before', name: 'AccessDenied' } } },
      'AccessDenied',
      'access_denied',
      'as wanted',
      'resolved',
    ],
    [
      'is refused what was changed by hand since',
      { meanwhile: changeByHand },
      'RemediationRefused',
      'refused',
      'neither',
      'resolved',
    ],
    [
      'is refused while another finding changes it',
      { meanwhile: takeTheLock },
      'RemediationRefused',
      'refused',
      'as wanted',
      'resolved',
    ],
    [
      'is refused while remediation is switched off',
      { meanwhile: (_, { remediationSwitch }) => remediationSwitch.set('off') },
      'RemediationRefused',
      'refused',
      'as wanted',
      'resolved',
    ],
    [
      'is told that there is no such run',
      { described: 'unknown' },
      'NothingToPutBack',
      'nothing_to_put_back',
      'as wanted',
      'resolved',
    ],
    [
      'is told that the run has not ended',
      { described: { Status: 'RUNNING' } },
      'NothingToPutBack',
      'nothing_to_put_back',
      'as wanted',
      'resolved',
    ],
    [
      'is told that the run was a rehearsal',
      { described: { Status: 'SUCCEEDED', Output: JSON.stringify({ outcome: 'rehearsed', finding: {}, plan: {} }) } },
      'NothingToPutBack',
      'nothing_to_put_back',
      'as wanted',
      'resolved',
    ],
    [
      'is told that the run is of an earlier release, which kept no plan',
      { described: { Status: 'SUCCEEDED', Output: JSON.stringify({ outcome: 'verified', playbookId: id }) } },
      'NothingToPutBack',
      'nothing_to_put_back',
      'as wanted',
      'resolved',
    ],
  ])('%s', async (_, asked, end, outcome, account, status) => {
    const { putBack } = await remediate(id, {});
    expect(await putBack(asked)).toMatchObject({ end, outcomes: [outcome], account, status });
  });

  it('has put back what another person approved, without being asked again', async () => {
    const { putBack } = await remediate(id, { asked: 'approved' });
    expect(await putBack()).toMatchObject({ end: 'put_back', outcomes: ['put_back'], account: 'as before' });
  });

  it('may ask twice: the second time nothing is written, and others may change it afterwards', async () => {
    const { putBack } = await remediate(id, {});
    await putBack();
    expect(await putBack()).toMatchObject({ end: 'put_back', account: 'as before' });
    const reserved: unknown[] = [];
    await putBack({ meanwhile: async (memory, stores) => void reserved.push(await takeTheLock(memory, stores)) });
    expect(reserved).toEqual([{ kind: 'reserved' }]);
  });

  it.each(playbooks.filter(({ rollback }) => rollback === 'keeps').map((playbook) => [playbook.id]))(
    'is refused what %s did, since that would lower protection',
    async (keeping) => {
      const { putBack } = await remediate(keeping, {});
      expect(await putBack()).toMatchObject({ end: 'RemediationRefused', outcomes: ['refused'], account: 'as wanted' });
    },
  );
});
