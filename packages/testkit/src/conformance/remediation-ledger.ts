import { describe, expect, it } from '@jest/globals';
import { experienceMs, reservationHoldMs, type RemediationLedger, type Reservation } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

/** The middle of an hour. */
const nowMs = Date.UTC(2026, 0, 15, 12, 30);
const hourMs = 3_600_000;
const limits = { perPlaybookHour: 3, perAccountHour: 4 };

const reservation = (changes: Partial<Reservation> = {}): Reservation => ({
  findingId: 'finding-1',
  playbookId: 'stop-instance',
  account: '111122223333',
  region: 'eu-west-1',
  resource: 'instanceId=i-1',
  ...changes,
});

const reserved = { kind: 'reserved' };
const refusedBy = (bound: string) => ({ kind: 'refused', bound });

/** The contract of `RemediationLedger`. */
export const describeRemediationLedger = (name: string, make: MakeSubject<Subject<RemediationLedger>>): void => {
  describe(`${name} as the ledger of remediations`, () => {
    /** Runs findings through one after another, each released. */
    const runThrough = async (
      ledger: RemediationLedger,
      count: number,
      changes: Partial<Reservation>,
      atMs = nowMs,
    ) => {
      for (let index = 0; index < count; index += 1) {
        const one = reservation({ findingId: `${changes.playbookId}-${index}`, resource: `r-${index}`, ...changes });
        expect(await ledger.reserve(one, limits, atMs)).toEqual(reserved);
        await ledger.release(one, 'verified', atMs);
      }
    };

    it('lets a finding through once and again, and no other that changes the same thing', () =>
      withSubject(make, async ({ store }) => {
        const mine = reservation();
        expect(await store.reserve(mine, limits, nowMs)).toEqual(reserved);
        expect(await store.reserve(mine, limits, nowMs + 1)).toEqual(reserved);
        const other = reservation({ findingId: 'finding-2', playbookId: 'reboot-instance' });
        expect(await store.reserve(other, limits, nowMs)).toEqual(refusedBy('resource'));
        for (const elsewhere of [{ account: '444455556666' }, { region: 'us-east-1' }, { resource: 'instanceId=i-2' }])
          expect(
            await store.reserve(
              { ...other, findingId: JSON.stringify(elsewhere), playbookId: JSON.stringify(elsewhere), ...elsewhere },
              limits,
              nowMs,
            ),
          ).toEqual(reserved);
      }));

    it('runs a playbook for one finding of an account at a time', () =>
      withSubject(make, async ({ store }) => {
        await runThrough(store, 1, { playbookId: 'stop-instance' });
        expect(await store.reserve(reservation(), limits, nowMs)).toEqual(reserved);
        const second = reservation({ findingId: 'finding-2', resource: 'instanceId=i-2' });
        expect(await store.reserve(second, limits, nowMs)).toEqual(refusedBy('running'));
        await store.release(reservation(), 'ended', nowMs);
        expect(await store.reserve(second, limits, nowMs)).toEqual(reserved);
      }));

    it('takes nothing when one bound refuses', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.reserve(reservation(), limits, nowMs)).toEqual(reserved);
        const refused = reservation({ findingId: 'finding-2', resource: 'instanceId=i-2' });
        expect(await store.reserve(refused, limits, nowMs)).toEqual(refusedBy('running'));
        const another = reservation({ findingId: 'finding-3', playbookId: 'other', resource: 'instanceId=i-2' });
        expect(await store.reserve(another, limits, nowMs)).toEqual(reserved);
      }));

    it('releases what the finding has, and nothing that another took since', () =>
      withSubject(make, async ({ store }) => {
        await store.release(reservation(), 'ended', nowMs);
        await store.reserve(reservation(), limits, nowMs);
        await store.release(reservation({ findingId: 'another' }), 'ended', nowMs);
        expect(await store.reserve(reservation({ findingId: 'f-2', playbookId: 'p-2' }), limits, nowMs)).toEqual(
          refusedBy('resource'),
        );
        await store.release(reservation(), 'ended', nowMs);
        await store.release(reservation(), 'ended', nowMs);
        expect(await store.reserve(reservation({ findingId: 'f-2', playbookId: 'p-2' }), limits, nowMs)).toEqual(
          reserved,
        );
      }));

    it('holds what nobody released until it expires', () =>
      withSubject(make, async ({ store }) => {
        await store.reserve(reservation(), limits, nowMs);
        const next = reservation({ findingId: 'finding-2' });
        expect(await store.reserve(next, limits, nowMs + reservationHoldMs - 1)).toEqual(refusedBy('resource'));
        expect(await store.reserve(next, limits, nowMs + reservationHoldMs)).toEqual(reserved);
      }));

    it('lets one finding an hour through until the playbook was verified in the account', () =>
      withSubject(make, async ({ store }) => {
        const of = (index: number) => reservation({ findingId: `f-${index}`, resource: `r-${index}` });
        expect(await store.reserve(of(1), limits, nowMs)).toEqual(reserved);
        await store.release(of(1), 'ended', nowMs);
        expect(await store.reserve(of(2), limits, nowMs)).toEqual(refusedBy('first_run'));
        expect(await store.reserve(of(2), limits, nowMs + hourMs)).toEqual(reserved);
        await store.release(of(2), 'verified', nowMs + hourMs);
        expect(await store.reserve(of(3), limits, nowMs + hourMs)).toEqual(reserved);
        await store.release(of(3), 'ended', nowMs + hourMs);
        // Experience with a playbook does not last for ever.
        const laterMs = nowMs + hourMs + experienceMs;
        expect(await store.reserve(of(4), limits, laterMs)).toEqual(reserved);
        await store.release(of(4), 'ended', laterMs);
        expect(await store.reserve(of(5), limits, laterMs)).toEqual(refusedBy('first_run'));
      }));

    it('lets as many findings through in an hour as the limits say, of a playbook and of an account', () =>
      withSubject(make, async ({ store }) => {
        await runThrough(store, 3, { playbookId: 'stop-instance' });
        const fourth = reservation({ findingId: 'fourth' });
        expect(await store.reserve(fourth, limits, nowMs)).toEqual(refusedBy('playbook_hour'));
        // One that was let through counts once, however often it is tried again.
        const again = reservation({ findingId: 'stop-instance-0', resource: 'r-0' });
        expect(await store.reserve(again, limits, nowMs)).toEqual(reserved);
        await store.release(again, 'verified', nowMs);
        await runThrough(store, 1, { playbookId: 'reboot-instance' });
        const other = reservation({ findingId: 'other', playbookId: 'third-playbook' });
        expect(await store.reserve(other, limits, nowMs)).toEqual(refusedBy('account_hour'));
        expect(await store.reserve(other, limits, nowMs + hourMs)).toEqual(reserved);
        expect(await store.reserve({ ...fourth, account: '444455556666' }, limits, nowMs)).toEqual(reserved);
      }));

    it('never lets two through that come at once', () =>
      withSubject(make, async ({ store }) => {
        for (let round = 0; round < 5; round += 1) {
          const both = ['a', 'b'].map((findingId) =>
            reservation({ findingId: `${findingId}-${round}`, playbookId: `p-${round}`, account: `${round}` }),
          );
          const answers = await Promise.all(both.map((one) => store.reserve(one, limits, nowMs)));
          // An emulator whose transactions are not isolated may refuse both.
          expect(answers.filter(({ kind }) => kind === 'reserved').length).toBeLessThanOrEqual(1);
        }
      }));

    it('keeps names apart that hold its own separators or are very long', () =>
      withSubject(make, async ({ store }) => {
        const names = ['a#b', 'a', '#', 'é'.repeat(2_000), `${'é'.repeat(1_999)}e`];
        for (const [index, resource] of names.entries())
          expect(
            await store.reserve(
              reservation({ findingId: `f-${index}`, playbookId: `p-${index}`, resource }),
              { perPlaybookHour: 9, perAccountHour: 9 },
              nowMs,
            ),
          ).toEqual(reserved);
      }));
  });
};
