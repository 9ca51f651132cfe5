import { describe, expect, it } from '@jest/globals';
import { claimPlaybook, isStarts, planRemediation, readStarts } from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import { makeFinding, memoryPlanning } from '@bellwether/testkit';

const scope = '111122223333:/aws/lambda/orders';
const start = { rule: 'error-spike', scope, playbook: 'throttle-function', resources: { functionName: 'orders' } };

/** An anomaly in the log of an application: nobody declares a dataset for such a group. */
const { provenance: _, ...anomaly } = makeFinding({
  kind: 'anomaly',
  rule: 'error-spike',
  dataset: 'application',
  scope,
  resources: {},
});

const planned = (finding: typeof anomaly | ReturnType<typeof makeFinding>, mode?: 'dry-run' | 'apply') => {
  const account = memoryAccount();
  account['throttle-function'].functions.set('orders', {
    account: '111122223333',
    reserved: 'none',
    tags: { 'bellwether-remediation': 'allowed' },
  });
  const ports = { openPort: openPortInMemory(account), ...memoryPlanning(finding.lastSeenMs) };
  const guardrails = {
    mode: 'apply',
    allowedPlaybooks: ['throttle-function'],
    targetAccounts: ['111122223333'],
    targetRegions: [anomaly.region],
    starts: readStarts(JSON.stringify([{ ...start, ...(mode === undefined ? {} : { mode }) }])),
  } as const;
  return planRemediation(ports, finding, guardrails, {});
};

describe('a setting that maps findings about workloads to playbooks', () => {
  it.each(['error-spike', 'volume-spike', 'volume-silence', 'new-failure', 'unusual-session', 'risk-of-entity'])(
    'starts a playbook on %s of its log source',
    (rule) => {
      const [given] = readStarts(JSON.stringify([{ ...start, rule }]));
      expect(claimPlaybook({ ...anomaly, rule }, given ? [given] : [])).toMatchObject({
        playbook: { id: 'throttle-function' },
        finding: { resources: { functionName: 'orders' } },
      });
    },
  );

  it('rehearses unless it says apply', async () => {
    expect(await planned(anomaly)).toMatchObject({ decision: 'rehearse', playbookId: 'throttle-function' });
    expect(await planned(anomaly, 'dry-run')).toMatchObject({ decision: 'rehearse' });
    expect(await planned(anomaly, 'apply')).toMatchObject({ decision: 'act', playbookId: 'throttle-function' });
  });

  it.each([
    ['that a line only claims', { ...anomaly, provenance: 'claimed' as const }, 'refused'],
    ['of another log source', { ...anomaly, scope: '111122223333:/aws/lambda/payments' }, 'nothing'],
    ['of a log source of the same name in another account', { ...anomaly, account: '444455556666' }, 'nothing'],
    ['of another rule', { ...anomaly, rule: 'volume-spike' }, 'nothing'],
    ['of a region that is not a target', { ...anomaly, region: 'ap-south-1' }, 'refused'],
  ])('starts nothing by a finding %s', async (_name, finding, decision) => {
    expect(await planned(finding, 'apply')).toMatchObject({ decision });
  });

  it('takes the resources of the setting, whatever the finding names', () => {
    const claimed = claimPlaybook({ ...anomaly, resources: { functionName: 'payments', userName: 'root' } }, [
      { ...start, mode: 'apply' },
    ]);
    expect(claimed?.finding.resources).toEqual({ functionName: 'orders' });
  });

  it('leaves findings that a playbook names itself to that playbook', () => {
    const finding = makeFinding({ rule: 'lambda-code-changed-by-hand', scope, resources: { functionName: 'own' } });
    const claimed = claimPlaybook(finding, [{ ...start, rule: finding.rule, mode: 'apply' }]);
    expect([claimed?.start, claimed?.finding.resources]).toEqual([undefined, { functionName: 'own' }]);
  });

  it.each([
    ['no JSON', 'error-spike'],
    ['no list', JSON.stringify(start)],
    ['a playbook that does not exist', JSON.stringify([{ ...start, playbook: 'delete-everything' }])],
    ['a playbook without what it reads', JSON.stringify([{ ...start, resources: {} }])],
    ['a scope without an account', JSON.stringify([{ ...start, scope: '/aws/lambda/orders' }])],
    ['an unknown mode', JSON.stringify([{ ...start, mode: 'yes' }])],
    ['a field too many', JSON.stringify([{ ...start, account: '111122223333' }])],
    ['a resource with a line break', JSON.stringify([{ ...start, resources: { functionName: 'a\nb' } }])],
  ])('is refused with %s', (_name, text) => {
    expect(isStarts(text)).toBe(false);
    expect(() => readStarts(text)).toThrow();
  });
});
