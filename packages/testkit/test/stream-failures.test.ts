import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CrashError, sampleTimeMs, seeded, streamRunner } from '../src/index.ts';
import type { FailedInvocation, StreamReport } from '../src/index.ts';
import { done, failedAt, payloadTexts, seenBy, textsOf, withRecords } from './stream-subject.ts';

describe('streamRunner with failures', () => {
  it.each([1, 2, 3, 7, 16])(
    'isolates exactly the poison record by halving a batch of 16 at position %i',
    async (position) => {
      const { batches, report } = await seenBy(16, {
        handler: async (event) => {
          if (textsOf(event).includes(`r${position - 1}`)) {
            throw new Error('poison');
          }
          return done;
        },
        maximumRetryAttempts: 2,
      });
      expect(report.discarded.map(payloadTexts)).toEqual([[`r${position - 1}`]]);
      const poisonAlone = batches.filter((batch) => batch.length === 1 && batch[0] === `r${position - 1}`);
      expect(poisonAlone).toHaveLength(3);
      const handled = report.invocations.filter((one) => one.outcome === 'done').flatMap((one) => one.sequenceNumbers);
      expect(handled).toHaveLength(15);
      expect(handled.toSorted()).toEqual(handled);
    },
  );

  it('does not use up retries by halving', async () => {
    const { report } = await seenBy(64, {
      handler: async (event) => {
        if (textsOf(event).includes('r40')) {
          throw new Error('poison');
        }
        return done;
      },
      maximumRetryAttempts: 0,
    });
    expect(report.discarded.map(payloadTexts)).toEqual([['r40']]);
  });

  it('isolates a poison record that the answer names', async () => {
    const { report } = await seenBy(9, {
      handler: async (event) => failedAt(event, (text) => text === 'r5'),
      maximumRetryAttempts: 1,
    });
    expect(report.discarded.map(payloadTexts)).toEqual([['r5']]);
  });

  it('gives up all of a failing batch when it may not halve', async () => {
    const { batches, report } = await seenBy(3, {
      handler: async () => {
        throw new Error('down');
      },
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: 2,
    });
    expect(batches).toEqual([1, 2, 3].map(() => ['r0', 'r1', 'r2']));
    expect(report.invocations.map((one) => one.attempt)).toEqual([0, 1, 2]);
    expect(report.invocations[0]?.reason).toBe('down');
    expect(report.discarded.map(payloadTexts)).toEqual([['r0', 'r1', 'r2']]);
  });

  it('gives the destination the whole invocation record', async () => {
    const received: FailedInvocation[] = [];
    const runner = withRecords(2, {
      handler: async () => {
        throw new Error('down');
      },
      onFailure: async (failed) => {
        received.push(failed);
      },
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: 1,
    });
    const report = await runner.run();
    const [first, last] = runner.shard('shardId-000000000000');
    expect(received).toEqual(report.discarded);
    expect(received).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
        KinesisBatchInfo: {
          shardId: 'shardId-000000000000',
          startSequenceNumber: first?.record.kinesis.sequenceNumber,
          endSequenceNumber: last?.record.kinesis.sequenceNumber,
          batchSize: 2,
          approximateArrivalOfFirstRecord: new Date(sampleTimeMs + 1).toISOString(),
        },
      },
    ]);
    expect(runner.checkpoint('shardId-000000000000')).toBe(last?.record.kinesis.sequenceNumber);
  });

  it('keeps records in the shard when the destination fails, and offers them again in the next run', async () => {
    let isDown = true;
    const runner = withRecords(2, {
      handler: async () => {
        throw new Error('down');
      },
      onFailure: async () => {
        if (isDown) {
          throw new Error('no bucket');
        }
      },
      maximumRetryAttempts: 0,
    });
    await expect(runner.run()).rejects.toThrow('no bucket');
    expect(runner.checkpoint('shardId-000000000000')).toBeUndefined();
    isDown = false;
    expect((await runner.run()).discarded.map(payloadTexts)).toEqual([['r0'], ['r1']]);
  });

  it('gives up records that are too old without handling them', async () => {
    const batches: string[][] = [];
    const runner = streamRunner({
      shardCount: 1,
      maximumRecordAgeInSeconds: 60,
      nowMs: () => sampleTimeMs + 100_000,
      handler: async (event) => {
        batches.push(textsOf(event));
        return done;
      },
    });
    for (const [index, arrivalMs] of [0, 39_999, 40_000, 90_000].entries()) {
      runner.put({ data: Buffer.from(`r${index}`), partitionKey: 'key', arrivalMs: sampleTimeMs + arrivalMs });
    }
    const report = await runner.run();
    expect(batches).toEqual([['r2', 'r3']]);
    expect(report.discarded.map((failed) => [failed.requestContext.condition, payloadTexts(failed)])).toEqual([
      ['RecordAgeExceeded', ['r0', 'r1']],
    ]);
  });

  it('stops retrying a record that grows too old', async () => {
    let nowMs = sampleTimeMs;
    const { report } = await seenBy(1, {
      handler: async () => {
        nowMs += 40_000;
        throw new Error('down');
      },
      nowMs: () => nowMs,
      maximumRecordAgeInSeconds: 60,
      maximumRetryAttempts: 1_000,
    });
    expect(report.invocations).toHaveLength(2);
    expect(report.discarded[0]?.requestContext.condition).toBe('RecordAgeExceeded');
  });

  it('starts a new process after one died, and tries its batch again', async () => {
    let bootCount = 0;
    const runner = withRecords(3, {
      boot: () => {
        bootCount += 1;
        const mustDie = bootCount === 1;
        return {
          handler: async () => {
            if (mustDie) {
              throw new CrashError('counts.add');
            }
            return done;
          },
        };
      },
    });
    const report = await runner.run();
    expect(bootCount).toBe(2);
    expect(report.invocations.map((one) => [one.outcome, one.sequenceNumbers.length])).toEqual([
      ['crashed', 3],
      ['done', 2],
      ['done', 1],
    ]);
  });

  it('does not believe the answer of a process that died', async () => {
    let bootCount = 0;
    const runner = withRecords(1, {
      boot: () => {
        bootCount += 1;
        const isDead = bootCount === 1;
        return { handler: async () => done, isDead: () => isDead };
      },
    });
    expect((await runner.run()).invocations.map((one) => one.outcome)).toEqual(['crashed', 'done']);
  });

  it('handles or gives up every record once, in order, the same way each time', async () => {
    const property = fc.asyncProperty(
      fc.record({
        count: fc.nat({ max: 40 }),
        seed: fc.integer(),
        batchSize: fc.integer({ min: 1, max: 12 }),
        bisect: fc.boolean(),
        retries: fc.nat({ max: 3 }),
      }),
      async ({ count, seed, batchSize, bisect, retries }) => {
        const play = async (): Promise<StreamReport> => {
          const chance = seeded(seed);
          const runner = streamRunner({
            shardCount: 3,
            concurrentShards: 1,
            batchSize,
            bisectBatchOnFunctionError: bisect,
            maximumRetryAttempts: retries,
            handler: async (event) => {
              const drawn = chance();
              if (drawn < 0.3) {
                throw new Error('by chance');
              }
              const at = event.Records[Math.floor(chance() * event.Records.length)];
              return drawn < 0.6 ? { batchItemFailures: [{ itemIdentifier: at?.kinesis.sequenceNumber }] } : done;
            },
          });
          for (let index = 0; index < count; index += 1) {
            runner.put({ data: Buffer.from(`r${index}`), partitionKey: `key-${index % 7}` });
          }
          const report = await runner.run();
          expect(runner.shardIds.map((id) => runner.checkpoint(id))).toEqual(
            runner.shardIds.map((id) => runner.shard(id).at(-1)?.record.kinesis.sequenceNumber),
          );
          return report;
        };
        const first = await play();
        expect(await play()).toEqual(first);
      },
    );
    await fc.assert(property, { numRuns: 60, seed: 7 });
  });
});
