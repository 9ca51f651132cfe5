import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { approvalRefusalOf, approvalWaitMs, digestOf, isAsked } from '@bellwether/playbooks';
import { makeFinding, memoryApprovals } from '@bellwether/testkit';

const finding = makeFinding({ id: 'f-1' });
const plan = { steps: ['ec2:StopInstances on i-1'], captured: { state: 'running' } };
const nowMs = 1_000;

const approved = async () => {
  const approvals = memoryApprovals();
  const digest = digestOf('stop-instance', finding, plan);
  await approvals.ask({
    ...{ findingId: finding.id, playbookId: 'stop-instance', steps: plan.steps, digest, nonce: 'n', token: 't' },
    expiresMs: nowMs + approvalWaitMs,
  });
  await approvals.decide({ findingId: finding.id, digest, nonce: 'n' }, { decision: 'approved', by: 'a', atMs: nowMs });
  return { approvals };
};

it.each<[readonly string[] | undefined, boolean]>([
  [undefined, false],
  [[], false],
  [['stop-instance'], true],
  [['reboot-instance'], false],
  [['*'], true],
])('given ask first %j, a person is asked about stop-instance: %s', (askFirst, asked) => {
  expect(isAsked({ id: 'stop-instance' }, askFirst === undefined ? {} : { askFirst })).toBe(asked);
});

describe('the digest of a plan', () => {
  const parts = fc.record({
    playbookId: fc.string({ maxLength: 3 }),
    about: fc.record({
      id: fc.string({ maxLength: 3 }),
      account: fc.string({ maxLength: 3 }),
      region: fc.string({ maxLength: 3 }),
    }),
    steps: fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
    captured: fc.dictionary(fc.string({ maxLength: 2 }), fc.string({ maxLength: 2 }), { maxKeys: 3 }),
  });
  const of = ({ playbookId, about, steps, captured }: typeof parts extends fc.Arbitrary<infer Parts> ? Parts : never) =>
    digestOf(playbookId, about, { steps, captured });
  const ordered = (value: object): string =>
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    );

  it('is the same for the same plan alone, whatever the order of the captured state', () => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        expect(of(left) === of(right)).toBe(ordered(left) === ordered(right));
        const turned = { ...left, captured: Object.fromEntries(Object.entries(left.captured).toReversed()) };
        expect(of(turned)).toBe(of(left));
      }),
    );
  });

  it('keeps apart what reads the same when it is joined', () => {
    const about = { id: 'f', account: '1', region: 'r' };
    const digests = [
      digestOf('p', about, { steps: ['a', 'b'], captured: {} }),
      digestOf('p', about, { steps: ['ab'], captured: {} }),
      digestOf('p', about, { steps: ['a'], captured: { b: '' } }),
      digestOf('p', about, { steps: ['a:b'], captured: {} }),
      digestOf('pf', { ...about, id: '' }, { steps: ['ab'], captured: {} }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('an approval', () => {
  it('lets the plan pass that it was given for', async () => {
    expect(
      await approvalRefusalOf(await approved(), 'stop-instance', finding, { ...plan, nonce: 'n' }, nowMs),
    ).toBeUndefined();
  });

  it.each<[string, string, Partial<typeof plan> & { readonly nonce?: string }]>([
    ['another playbook', 'reboot-instance', {}],
    ['another call', 'stop-instance', { steps: ['ec2:StopInstances on i-2'] }],
    ['one call more', 'stop-instance', { steps: [...plan.steps, 'ec2:StopInstances on i-2'] }],
    ['another captured state', 'stop-instance', { captured: { state: 'stopped' } }],
    ['another request', 'stop-instance', { nonce: 'm' }],
  ])('refuses %s', async (_, playbookId, changes) => {
    const asked = { ...plan, nonce: 'n', ...changes };
    expect(await approvalRefusalOf(await approved(), playbookId, finding, asked, nowMs)).toMatch(/nobody was asked/);
  });

  it('refuses a plan that names no request, and when approvals cannot be asked', async () => {
    expect(await approvalRefusalOf(await approved(), 'stop-instance', finding, plan, nowMs)).toMatch(
      /nobody was asked/,
    );
    const broken = { approvals: { refusalOf: () => Promise.reject(new Error('Throttled.')) } };
    expect(await approvalRefusalOf(broken, 'stop-instance', finding, { ...plan, nonce: 'n' }, nowMs)).toBe(
      'Approvals could not be asked: Throttled.',
    );
  });
});
