import { describe, expect, it } from '@jest/globals';
import type { Alert, AlertSink, WorkflowStarter } from '@bellwether/ports';
import { makeAlert } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

export interface AlertSubject extends Subject<AlertSink> {
  /** What reached the other side, in order: at least id and subject of each. */
  readonly sent: () => Promise<readonly Pick<Alert, 'id' | 'subject'>[]>;
  /** Whether the sink itself drops an alert of an id it has sent. */
  readonly dropsRepeats: boolean;
}

export interface WorkflowSubject extends Subject<WorkflowStarter> {
  /** Names of the workflows started, in order. */
  readonly started: () => Promise<readonly string[]>;
}

/** The contract of `AlertSink`: every alert arrives, in order. */
export const describeAlertSink = (name: string, make: MakeSubject<AlertSubject>): void => {
  describe(`${name} as an alert sink`, () => {
    it('sends alerts in order', () =>
      withSubject(make, async ({ store, sent }) => {
        for (const id of ['a', 'b', 'c']) {
          await store.notify(makeAlert({ id, subject: `Subject ${id}` }));
        }
        expect((await sent()).map((alert) => [alert.id, alert.subject])).toEqual(
          ['a', 'b', 'c'].map((id) => [id, `Subject ${id}`]),
        );
      }));

    it('sends the longest subject and body, in every script', () =>
      withSubject(make, async ({ store, sent }) => {
        await store.notify(makeAlert({ subject: 's'.repeat(100), body: 'größe 日本語 🦊\n'.repeat(300) }));
        expect((await sent())[0]?.subject).toBe('s'.repeat(100));
      }));

    it('sends alerts given at once, each once', () =>
      withSubject(make, async ({ store, sent }) => {
        const ids = Array.from({ length: 20 }, (_, index) => `alert-${String(index).padStart(2, '0')}`);
        await Promise.all(ids.map((id) => store.notify(makeAlert({ id }))));
        expect((await sent()).map((alert) => alert.id).toSorted()).toEqual(ids);
      }));

    it('sends an alert given twice as often as it says it does', () =>
      withSubject(make, async ({ store, sent, dropsRepeats }) => {
        await store.notify(makeAlert());
        await store.notify(makeAlert());
        expect(await sent()).toHaveLength(dropsRepeats ? 1 : 2);
      }));
  });
};

/** The contract of `WorkflowStarter`: at most once per name. */
export const describeWorkflowStarter = (name: string, make: MakeSubject<WorkflowSubject>): void => {
  describe(`${name} as a workflow starter`, () => {
    it('starts a workflow once a name', () =>
      withSubject(make, async ({ store, started }) => {
        expect(await store.start('finding-1', { findingId: '1' })).toBe('started');
        expect(await store.start('finding-1', { findingId: '1' })).toBe('already_started');
        expect(await store.start('finding-1', { findingId: 'other' })).toBe('already_started');
        expect(await store.start('finding-2', {})).toBe('started');
        expect(await started()).toEqual(['finding-1', 'finding-2']);
      }));

    it('takes the longest name and an input in every script', () =>
      withSubject(make, async ({ store, started }) => {
        const longest = `aZ0_-${'x'.repeat(75)}`;
        expect(await store.start(longest, { text: 'größe 日本語 🦊', list: [1, null, { deep: true }] })).toBe(
          'started',
        );
        expect(await started()).toEqual([longest]);
      }));

    it('starts one of many asked at once', () =>
      withSubject(make, async ({ store, started }) => {
        const answers = await Promise.all(Array.from({ length: 5 }, () => store.start('finding-1', {})));
        expect(answers.filter((answer) => answer === 'started')).toHaveLength(1);
        expect(await started()).toHaveLength(1);
      }));
  });
};
