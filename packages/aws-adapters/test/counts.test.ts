import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dynamoCounts } from '@bellwether/aws-adapters';
import { countWindowMs, overflowField } from '@bellwether/log-model';
import type { CountContribution } from '@bellwether/ports';
import { keyName, timeKey, timeOfKey } from '../src/counts/row-keys.ts';
import { describeCountStore } from '../../testkit/src/conformance/index.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened, sdkError } from './sdk-errors.ts';

const retention = { retentionDays: 30, now: () => Date.UTC(2026, 0, 15) };
const windowStartMs = Date.UTC(2026, 0, 15, 12);

const contribution = (sequence: number, field: string, count = 1): CountContribution => ({
  sequence: String(sequence).padStart(56, '0'),
  scope: 'web',
  windowStartMs,
  field,
  count,
});

const faultOf = (step: IteratorResult<'before' | 'after' | 'none', unknown>): 'before' | 'after' | 'none' =>
  step.done === true ? 'none' : step.value;

const sum = (fields: Readonly<Record<string, number>>): number =>
  Object.values(fields).reduce((total, count) => total + count, 0);

describeCountStore('DynamoDB, as far as faked,', async () => ({
  store: dynamoCounts('counts', retention, opened(fakeCounts())),
  close: async () => undefined,
}));

describe('dynamoCounts', () => {
  it('adds a batch once when requests and answers are lost and the batch is given again until it succeeds', async () => {
    const batches = fc.array(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 400 })), { maxLength: 400 }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const faults = fc.infiniteStream(
      fc.constantFrom('before' as const, 'after' as const, 'none' as const, 'none' as const),
    );
    await fc.assert(
      fc.asyncProperty(batches, faults, async (given, stream) => {
        const fake = fakeCounts(() => faultOf(stream.next()));
        const expected = new Map<string, number>();
        for (const [index, batch] of given.entries()) {
          const contributions = batch
            .map(([ordinal, field]) => contribution(index * 100 + ordinal, `template:${field}`))
            .sort((left, right) => (left.sequence < right.sequence ? -1 : 1));
          for (const { field } of contributions) expected.set(field, (expected.get(field) ?? 0) + 1);
          // Another process each time, as after a crash: nothing is remembered but the table.
          for (let isDone = false; !isDone;) {
            isDone = await dynamoCounts('counts', retention, opened(fake))
              .add('shard', contributions)
              .then(
                () => true,
                () => false,
              );
          }
        }
        const { fields } = await dynamoCounts('counts', retention, opened(fake)).row('web', windowStartMs);
        expect(new Map(Object.entries(fields))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps totals and bounds the width when a row meets more fields than it may name', async () => {
    const fake = fakeCounts();
    const store = dynamoCounts('counts', retention, opened(fake));
    const contributions = Array.from({ length: 3_000 }, (_, index) => contribution(index + 1, `template:${index}`));
    await store.add('shard', contributions);
    const { fields } = await store.row('web', windowStartMs);
    expect(sum(fields)).toBe(3_000);
    expect(Object.keys(fields)).toHaveLength(1_000);
    expect(fields['template:other']).toBe(2_001);
  });

  it('keeps totals when two processes take turns on one shard and make room from what each remembers', async () => {
    const fake = fakeCounts();
    const writers = [0, 1].map(() => dynamoCounts('counts', retention, opened(fake)));
    let sequence = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      // Both count the same rare templates between the other's steps, and each meets new ones that need their places.
      const batch = Array.from({ length: 300 }, (_, index) =>
        contribution((sequence += 1), `template:${index % 2 === 0 ? index : turn * 1_000 + index}`),
      );
      await writers[turn % 2]?.add('shard', batch);
    }
    const { fields } = await dynamoCounts('counts', retention, opened(fake)).row('web', windowStartMs);
    expect(sum(fields)).toBe(12 * 300);
    expect(fields['template:other']).toBeGreaterThan(0);
  });

  it('bounds the bytes of the names of a row', async () => {
    const store = dynamoCounts('counts', retention, opened(fakeCounts()));
    const contributions = Array.from({ length: 900 }, (_, index) =>
      contribution(index + 1, `port:${String(index).padStart(190, '0')}`),
    );
    await store.add('shard', contributions);
    const { fields } = await store.row('web', windowStartMs);
    expect(sum(fields)).toBe(900);
    expect(Object.keys(fields).reduce((bytes, field) => bytes + field.length, 0)).toBeLessThan(100_400);
    expect(fields['port:other']).toBeGreaterThan(300);
  });

  it('gives the row of a rule the room of four rows', async () => {
    const store = dynamoCounts('counts', retention, opened(fakeCounts()));
    const scope = 'signal#a-rule#111122223333#0';
    const contributions = Array.from({ length: 4_500 }, (_, index) => ({
      ...contribution(index + 1, `${index.toString(16).padStart(16, '0')}/events`),
      scope,
    }));
    await store.add('shard', contributions);
    const { fields } = await store.row(scope, windowStartMs);
    expect(sum(fields)).toBe(4_500);
    expect(Object.keys(fields)).toHaveLength(4_000);
  });

  it('writes the neighbouring windows of a batch at once, and guards each by itself', async () => {
    const fake = fakeCounts();
    const at = (window: number, sequence: number): CountContribution => ({
      ...contribution(sequence, 'events'),
      windowStartMs: windowStartMs + window * countWindowMs,
    });
    const add = (...given: readonly CountContribution[]) =>
      dynamoCounts('counts', retention, opened(fake)).add('shard', given);
    await add(at(0, 1), at(1, 2), at(2, 3));
    expect(fake.updates).toBe(1);
    // The last window alone has gone on: what comes again of the batch adds only what the others have not taken.
    await add(at(2, 9));
    await add(at(0, 5), at(1, 6), at(2, 7));
    const rows = await dynamoCounts('counts', retention, opened(fake)).rows('web', windowStartMs, windowStartMs * 2);
    expect(rows.map(({ fields }) => fields['events'])).toEqual([2, 2, 2]);
    expect(fake.items.size).toBe(2);
  });

  it('adds each window of an item once, whatever is lost and however batches are cut', async () => {
    const records = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 200 })), { minLength: 1, maxLength: 300 });
    const faults = fc.infiniteStream(fc.constantFrom('before' as const, 'after' as const, 'none' as const));
    const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 120 }));
    await fc.assert(
      fc.asyncProperty(records, faults, cuts, async (given, stream, lengths) => {
        const fake = fakeCounts(() => faultOf(stream.next()));
        const all = given.map(([window, field], index) => ({
          ...contribution(index + 1, `template:${field}`),
          windowStartMs: windowStartMs + window * countWindowMs,
        }));
        let store = dynamoCounts('counts', retention, opened(fake));
        for (let start = 0; start < all.length;) {
          const end = start + Number(lengths.next().value);
          const isTaken = await store.add('shard', all.slice(start, end)).then(
            () => true,
            () => false,
          );
          if (isTaken) start = end;
          else store = dynamoCounts('counts', retention, opened(fake));
        }
        const rows = await store.rows('web', windowStartMs, windowStartMs + 4 * countWindowMs);
        for (const { windowStartMs: start, fields } of rows)
          expect(sum(fields)).toBe(all.filter(({ windowStartMs: one }) => one === start).length);
        expect(rows.reduce((total, { fields }) => total + sum(fields), 0)).toBe(all.length);
      }),
      { numRuns: 40 },
    );
  });

  it('counts a field with an endless name in its family', async () => {
    const store = dynamoCounts('counts', retention, opened(fakeCounts()));
    await store.add('shard', [contribution(1, `user:${'x'.repeat(5_000)}`), contribution(1, 'y'.repeat(5_000))]);
    expect((await store.row('web', windowStartMs)).fields).toEqual({ 'user:other': 1, other: 1 });
  });

  it('notes a scope once a day and process', async () => {
    const fake = fakeCounts();
    let puts = 0;
    const store = dynamoCounts(
      'counts',
      retention,
      opened({ ...fake, put: (input) => ((puts += 1), fake.put(input)) }),
    );
    for (let round = 1; round <= 5; round += 1) await store.add('shard', [contribution(round, 'events')]);
    expect(puts).toBe(1);
  });

  it.each([
    ['ProvisionedThroughputExceededException', true],
    ['ValidationException', false],
    ['AccessDeniedException', false],
  ])('throws a port error for %s', async (name, retryable) => {
    const fake = { ...fakeCounts(), update: async () => Promise.reject(sdkError(name)) };
    const store = dynamoCounts('counts', retention, opened(fake));
    await expect(store.add('shard', [contribution(1, 'events')])).rejects.toMatchObject({
      name: 'PortError',
      port: 'counts',
      operation: 'add',
      retryable,
    });
  });

  it('folds what is new when DynamoDB calls the row too large', async () => {
    const fake = fakeCounts();
    const tooLarge = sdkError('ValidationException');
    tooLarge.message = 'Item size to update has exceeded the maximum allowed size';
    await dynamoCounts('counts', retention, opened(fake)).add('shard', [contribution(1, 'events')]);
    const full = dynamoCounts(
      'counts',
      retention,
      opened({
        ...fake,
        update: async (input) => {
          const names = Object.values(input.ExpressionAttributeNames ?? {});
          if (names.some((name) => /^\d:template/.test(name))) throw tooLarge;
          return fake.update(input);
        },
      }),
    );
    await full.add('shard', [contribution(2, 'events'), contribution(2, 'template:a')]);
    expect((await full.row('web', windowStartMs)).fields).toEqual({ events: 2, other: 1 });
  });
});

describe('row keys', () => {
  it.each([
    ['template:a1', 'template:other'],
    ['latency', 'other'],
    [':odd', 'other'],
    [`${'x'.repeat(60)}:a`, 'other'],
  ])('folds %s into %s', (field, expected) => {
    expect(overflowField(field)).toBe(expected);
  });

  it('sorts times as text and reads them back', () => {
    const times = fc.integer({ min: -8e14, max: 8e14 });
    fc.assert(
      fc.property(times, times, (left, right) => {
        expect(timeKey(left) < timeKey(right)).toBe(left < right);
        expect(timeOfKey(`${timeKey(left)}#shard`)).toBe(left);
      }),
    );
  });

  it('bounds names by bytes and keeps long ones apart', () => {
    expect(keyName('web')).toBe('web');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 200, maxLength: 1_000 }),
        (name) => Buffer.byteLength(keyName(name)) <= 1_000,
      ),
      { numRuns: 20 },
    );
    expect(keyName(`${'x'.repeat(2_000)}a`)).not.toBe(keyName(`${'x'.repeat(2_000)}b`));
  });
});
