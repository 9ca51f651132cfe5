import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { probeBytes, probeFile } from '../src/index.ts';
import type { InputProbe } from '../src/index.ts';
import { withDirectory, withState } from './scratch-state.ts';

const probe = (text: string): InputProbe => probeBytes(Buffer.from(text));

describe('the input ledger', () => {
  it('begins a file it does not know at its start', () =>
    withState(async ({ state }) => {
      const { input, how } = await state.inputs.begin('a.log', probe('content'));
      expect(how).toBe('new');
      expect(input).toMatchObject({
        path: 'a.log',
        generation: 1,
        sizeBytes: 7,
        committedRecords: 0,
        committedBytes: 0,
        status: 'running',
      });
      expect(input.totals).toEqual({
        received: 0,
        classified: 0,
        unreadable: {},
        dropped: {},
        events: [],
        formats: {},
      });
      expect(await state.inputs.get(input.id)).toEqual(input);
      expect(await state.inputs.get('unknown')).toBeUndefined();
    }));

  it.each([
    { what: 'unchanged', first: 'content', second: 'content', how: 'resumed' },
    { what: 'grown', first: 'content', second: 'content and more', how: 'resumed' },
    { what: 'grown from nothing', first: '', second: 'content', how: 'resumed' },
    {
      what: 'grown behind the probed beginning',
      first: 'x'.repeat(70_000),
      second: `${'x'.repeat(70_000)}y`,
      how: 'resumed',
    },
    { what: 'other', first: 'content', second: 'another one', how: 'replaced' },
    { what: 'shorter', first: 'content', second: 'cont', how: 'replaced' },
    {
      what: 'shorter behind the probed beginning',
      first: 'x'.repeat(70_001),
      second: 'x'.repeat(70_000),
      how: 'replaced',
    },
  ])('takes content that is $what as $how', ({ first, second, how }) =>
    withState(async ({ state }) => {
      const before = await state.inputs.begin('a.log', probe(first));
      await state.inputs.commitProgress(before.input.id, {
        committedRecords: 3,
        committedBytes: Buffer.byteLength(first),
        totals: { received: 3, classified: 3 },
      });
      await state.inputs.finish(before.input.id, 'done');
      const after = await state.inputs.begin('a.log', probe(second));
      expect(after.how).toBe(how);
      expect(after.input).toMatchObject(
        how === 'resumed'
          ? { id: before.input.id, generation: 1, committedRecords: 3, status: 'running', totals: { received: 3 } }
          : { generation: 2, committedRecords: 0, committedBytes: 0, totals: { received: 0 } },
      );
      expect(after.input.sizeBytes).toBe(second.length);
    }),
  );

  it('tells a grown file from another by all that it has grown to', () =>
    withState(async ({ state }) => {
      await state.inputs.begin('a.log', probe('one'));
      expect((await state.inputs.begin('a.log', probe('one two'))).how).toBe('resumed');
      expect((await state.inputs.begin('a.log', probe('one six'))).how).toBe('replaced');
    }));

  it('keeps paths apart and lists every generation', () =>
    withState(async ({ state }) => {
      await state.inputs.begin('b.log', probe('same'));
      await state.inputs.begin('a.log', probe('same'));
      await state.inputs.begin('a.log', probe('other'));
      expect((await state.inputs.list()).map(({ path, generation }) => [path, generation])).toEqual([
        ['a.log', 1],
        ['a.log', 2],
        ['b.log', 1],
      ]);
      expect(new Set((await state.inputs.list()).map(({ id }) => id)).size).toBe(3);
    }));

  it('adds up what commits bring and keeps the widest span of event time', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('a.log', probe('content'));
      await state.inputs.commitProgress(input.id, {
        committedRecords: 4,
        committedBytes: 40,
        totals: {
          received: 4,
          classified: 2,
          unreadable: { bad_json: 1 },
          dropped: { blank: 1 },
          events: [{ dataset: 'eks', severity: 'INFO', count: 2 }],
          formats: { 'json-lines': 2 },
          firstEventMs: 50,
          lastEventMs: 90,
        },
      });
      await state.inputs.commitProgress(input.id, {
        committedRecords: 7,
        committedBytes: 70,
        totals: {
          received: 3,
          classified: 2,
          unreadable: { bad_json: 1 },
          events: [
            { dataset: 'eks', severity: 'INFO', count: 1 },
            { dataset: 'eks', severity: 'ERROR', count: 1 },
          ],
          formats: { 'json-lines': 1, klog: 1 },
          firstEventMs: 40,
          lastEventMs: 60,
        },
      });
      await state.inputs.commitProgress(input.id, { committedRecords: 7, committedBytes: 70, totals: {} });
      await state.inputs.finish(input.id, 'failed', 'The disk was full.');
      expect(await state.inputs.get(input.id)).toMatchObject({
        committedRecords: 7,
        committedBytes: 70,
        status: 'failed',
        failure: 'The disk was full.',
        totals: {
          received: 7,
          classified: 4,
          unreadable: { bad_json: 2 },
          dropped: { blank: 1 },
          events: [
            { dataset: 'eks', severity: 'ERROR', count: 1 },
            { dataset: 'eks', severity: 'INFO', count: 3 },
          ],
          formats: { 'json-lines': 3, klog: 1 },
          firstEventMs: 40,
          lastEventMs: 90,
        },
      });
    }));

  it('forgets an old failure when the file is begun again', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('a.log', probe('content'));
      await state.inputs.finish(input.id, 'failed', 'The disk was full.');
      expect((await state.inputs.begin('a.log', probe('content'))).input).not.toHaveProperty('failure');
    }));

  it('refuses progress backwards, of an unknown input, and in figures that are none', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('a.log', probe('content'));
      await state.inputs.commitProgress(input.id, { committedRecords: 5, committedBytes: 0, totals: {} });
      for (const [id, committedRecords] of [
        [input.id, 4],
        ['unknown', 9],
        [input.id, 5.5],
        [input.id, Number.NaN],
      ] as const) {
        await expect(
          state.inputs.commitProgress(id, { committedRecords, committedBytes: 0, totals: {} }),
        ).rejects.toMatchObject({ name: 'PortError', retryable: false });
      }
      expect((await state.inputs.get(input.id))?.committedRecords).toBe(5);
    }));
});

describe('probeFile', () => {
  it('sees a file as the bytes that are in it', () =>
    withDirectory(async (directory) => {
      const path = join(directory, 'a.log');
      await writeFile(path, 'content');
      const first = await probeFile(path);
      expect(first.sizeBytes).toBe(7);
      expect(await first.hashFirst(7)).toBe(await probe('content').hashFirst(7));
      await appendFile(path, ' and more');
      expect(await (await probeFile(path)).hashFirst(7)).toBe(await first.hashFirst(7));
    }));

  it('refuses a file that is not there', () =>
    withDirectory(async (directory) => {
      await expect(probeFile(join(directory, 'absent'))).rejects.toMatchObject({ name: 'PortError', port: 'inputs' });
    }));
});
