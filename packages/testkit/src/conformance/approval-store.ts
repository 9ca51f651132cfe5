import { describe, expect, it } from '@jest/globals';
import { approvalHoldMs, type ApprovalRequest, type ApprovalStore, type Decided } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

/** A store, and how a request gets into it: the machine writes it by itself. */
export interface ApprovalSubject extends Subject<ApprovalStore> {
  readonly ask: (request: ApprovalRequest) => Promise<void>;
}

const nowMs = Date.UTC(2026, 0, 15, 12, 30);

const asked = (changes: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  findingId: 'finding-1',
  playbookId: 'stop-instance',
  steps: ['ec2:StopInstances on i-1', 'a second call, with "quotes" and {braces}'],
  digest: 'd'.repeat(64),
  nonce: 'nonce-1',
  token: 'token-1',
  expiresMs: nowMs + 60_000,
  ...changes,
});

const by = (name: string, changes: Partial<Decided> = {}): Decided => ({
  decision: 'approved',
  by: `arn:aws:iam::111122223333:user/${name}`,
  atMs: nowMs,
  ...changes,
});

/** The contract of `ApprovalStore`. */
export const describeApprovalStore = (name: string, make: MakeSubject<ApprovalSubject>): void => {
  describe(`${name} as the store of approvals`, () => {
    it('gives a request as it was asked, the last one about the finding, and nothing of others', () =>
      withSubject(make, async ({ store, ask }) => {
        expect(await store.get('finding-1')).toBeUndefined();
        await ask(asked({ nonce: 'earlier' }));
        await ask(asked());
        expect(await store.get('finding-1')).toEqual(asked());
        expect(await store.get('finding-2')).toBeUndefined();
      }));

    it('keeps who decided, and lets nobody decide again', () =>
      withSubject(make, async ({ store, ask }) => {
        await ask(asked());
        expect(await store.decide(asked(), by('alice'))).toEqual({ kind: 'decided' });
        const before = by('alice');
        for (const again of [by('alice'), by('bob', { decision: 'denied', atMs: nowMs + 1 })])
          expect(await store.decide(asked(), again)).toEqual({ kind: 'decided_before', before });
        // It stands after its time too, and whoever comes late is told so.
        expect(await store.decide(asked(), by('carol', { atMs: nowMs + 60_000 }))).toEqual({
          kind: 'decided_before',
          before,
        });
        expect(await store.get('finding-1')).toEqual({ ...asked(), decided: before });
      }));

    it('lets one of two decide who come at once', () =>
      withSubject(make, async ({ store, ask }) => {
        await ask(asked());
        const outcomes = await Promise.all([
          store.decide(asked(), by('alice')),
          store.decide(asked(), by('bob', { decision: 'denied' })),
        ]);
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['decided', 'decided_before']);
      }));

    it('lets nobody decide from the moment on at which it expires', () =>
      withSubject(make, async ({ store, ask }) => {
        await ask(asked());
        expect(await store.decide(asked(), by('alice', { atMs: nowMs + 60_000 }))).toEqual({ kind: 'expired' });
        expect((await store.get('finding-1'))?.decided).toBeUndefined();
        expect(await store.decide(asked(), by('alice', { atMs: nowMs + 59_999 }))).toEqual({ kind: 'decided' });
      }));

    it.each<[string, Partial<ApprovalRequest>]>([
      ['another plan', { digest: 'e'.repeat(64) }],
      ['another request about the same plan', { nonce: 'nonce-2' }],
      ['another finding', { findingId: 'finding-2' }],
    ])('takes no decision about %s for one about this', (_, changes) =>
      withSubject(make, async ({ store, ask }) => {
        await ask(asked());
        expect(await store.decide(asked(changes), by('alice'))).toEqual({ kind: 'other_plan' });
        await store.decide(asked(), by('alice'));
        expect(await store.refusalOf(asked(changes), nowMs)).toBe('not_asked');
        expect(await store.refusalOf(asked(), nowMs)).toBeUndefined();
      }),
    );

    it('lets an approval be used for a while, and nothing else', () =>
      withSubject(make, async ({ store, ask }) => {
        expect(await store.refusalOf(asked(), nowMs)).toBe('not_asked');
        await ask(asked());
        expect(await store.refusalOf(asked(), nowMs)).toBe('undecided');
        await store.decide(asked(), by('alice'));
        expect(await store.refusalOf(asked(), nowMs + approvalHoldMs - 1)).toBeUndefined();
        expect(await store.refusalOf(asked(), nowMs + approvalHoldMs)).toBe('expired');
        const second = asked({ findingId: 'finding-2' });
        await ask(second);
        await store.decide(second, by('bob', { decision: 'denied' }));
        expect(await store.refusalOf(second, nowMs)).toBe('denied');
      }));

    it('forgets a decision when the finding is asked about anew', () =>
      withSubject(make, async ({ store, ask }) => {
        await ask(asked());
        await store.decide(asked(), by('alice'));
        const anew = asked({ nonce: 'nonce-2' });
        await ask(anew);
        expect(await store.refusalOf(anew, nowMs)).toBe('undecided');
        expect(await store.refusalOf(asked(), nowMs)).toBe('not_asked');
      }));
  });
};
