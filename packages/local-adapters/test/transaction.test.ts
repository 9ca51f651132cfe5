import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeFinding } from '@bellwether/testkit';
import { probeBytes } from '../src/index.ts';
import { allHold, commitOne, heldBy } from './commit-one.ts';
import { withState } from './scratch-state.ts';

describe('transaction', () => {
  it('commits what was done in it together and gives back the result', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('input.log', probeBytes(Buffer.from('content')));
      const result = await state.transaction(async () => {
        await commitOne(state, input.id, 1);
        await state.transaction(() => commitOne(state, input.id, 2));
        return 'result';
      });
      expect(result).toBe('result');
      expect(await heldBy(state)).toEqual(allHold(2));
    }));

  it('takes everything back when it throws, and passes the error on', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('input.log', probeBytes(Buffer.from('content')));
      await commitOne(state, input.id, 1);
      const failure = new Error('stop');
      await expect(
        state.transaction(async () => {
          await commitOne(state, input.id, 2);
          throw failure;
        }),
      ).rejects.toBe(failure);
      expect(await heldBy(state)).toEqual(allHold(1));
      await commitOne(state, input.id, 2);
      expect(await heldBy(state)).toEqual(allHold(2));
    }));

  it('takes everything back when one call failed, also when the caller went on', () =>
    withState(async ({ state }) => {
      const { input } = await state.inputs.begin('input.log', probeBytes(Buffer.from('content')));
      const running = state.transaction(async () => {
        await commitOne(state, input.id, 1);
        await expect(
          state.inputs.commitProgress('unknown', { committedRecords: 1, committedBytes: 0, totals: {} }),
        ).rejects.toMatchObject({ name: 'PortError' });
      });
      await expect(running).rejects.toMatchObject({ port: 'inputs', operation: 'commitProgress', retryable: false });
      expect(await heldBy(state)).toEqual(allHold(0));
    }));

  it('takes everything back when a transaction inside it failed, also when the caller went on', () =>
    withState(async ({ state }) => {
      const running = state.transaction(async () => {
        await state.findings.raise(makeFinding({ id: 'outer' }));
        const inner = state.transaction(async () => {
          await state.findings.raise(makeFinding({ id: 'inner' }));
          throw new Error('stop');
        });
        await expect(inner).rejects.toThrow('stop');
      });
      await expect(running).rejects.toMatchObject({ name: 'PortError', operation: 'transaction' });
      expect(await state.findings.list(0, Infinity, 10)).toEqual([]);
    }));

  it('fails as a port when the database cannot commit', () =>
    withState(async ({ state }) => {
      const running = state.transaction(async () => {
        await state.query('COMMIT');
      });
      await expect(running).rejects.toMatchObject({ name: 'PortError', port: 'state', operation: 'commit' });
      expect(await heldBy(state)).toEqual(allHold(0));
    }));

  it('refuses to close the state from inside it', () =>
    withState(async ({ state }) => {
      await expect(state.transaction(() => state.close())).rejects.toMatchObject({
        name: 'PortError',
        operation: 'close',
      });
      expect(await heldBy(state)).toEqual(allHold(0));
    }));

  it('keeps calls from outside out of it', () =>
    withState(async ({ state }) => {
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const inside = state.transaction(async () => {
        await state.findings.raise(makeFinding({ id: 'inside' }));
        await gate;
        throw new Error('stop');
      });
      const outside = state.findings.raise(makeFinding({ id: 'outside' }));
      goOn();
      await expect(inside).rejects.toThrow('stop');
      await outside;
      expect((await state.findings.list(0, Infinity, 10)).map((found) => found.finding.id)).toEqual(['outside']);
    }));

  it('waits for work that was started in it and not awaited', () =>
    withState(async ({ state }) => {
      const raised: Promise<unknown>[] = [];
      await state.transaction(async () => {
        raised.push(state.findings.raise(makeFinding({ id: 'a' })), state.findings.raise(makeFinding({ id: 'b' })));
      });
      await Promise.all(raised);
      expect(await state.findings.list(0, Infinity, 10)).toHaveLength(2);
    }));

  it(
    'holds all parts at one record whichever batches fail',
    () =>
      withState(async ({ state }) => {
        const { input } = await state.inputs.begin('input.log', probeBytes(Buffer.from('content')));
        let committed = 0;
        const property = fc.asyncProperty(
          fc.array(fc.record({ records: fc.integer({ min: 1, max: 3 }), isKept: fc.boolean() }), { maxLength: 4 }),
          async (batches) => {
            for (const { records, isKept } of batches) {
              await state
                .transaction(async () => {
                  for (let record = 1; record <= records; record += 1) {
                    await commitOne(state, input.id, committed + record);
                  }
                  if (!isKept) {
                    throw new Error('stop');
                  }
                })
                .catch((cause: unknown) => expect(cause).toMatchObject({ message: 'stop' }));
              committed += isKept ? records : 0;
            }
            expect(await heldBy(state)).toEqual(allHold(committed));
          },
        );
        await fc.assert(property, { numRuns: 12, seed: 7 });
      }),
    30_000,
  );
});
