import { jest, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import {
  kinesisHandler,
  queueHandler,
  scheduleHandler,
  subscriptionHandler,
  tableStreamHandler,
} from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { recorded } from './observed.ts';

/** Stands for a secret in a log line: it must reach no line of our own log, whatever fails. */
const marker = 'hunter2-s3cr3t';
const encoded = Buffer.from(marker).toString('base64');

/** A failure as services make them: it quotes what it was given, and so does its cause. */
const quoting = async (): Promise<never> => {
  const cause = Object.assign(new Error(`Value ${marker} is not valid`), { name: 'ValidationException' });
  throw Object.assign(new Error(`Unexpected token in\n    at ${marker}`, { cause }), {
    port: marker,
    operation: marker,
  });
};

/** A failure as our ports make them. */
const portFailure = async (): Promise<never> => {
  throw Object.assign(new Error('counts.add failed'), { name: 'PortError', port: 'counts', operation: 'add' });
};

const kinesisEvent = {
  Records: [
    {
      eventID: 'shardId-000000000000:1',
      eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/logs',
      kinesis: { sequenceNumber: '1', partitionKey: marker, data: encoded, approximateArrivalTimestamp: 1 },
    },
  ],
};
const queueEvent = {
  Records: [{ messageId: 'm', body: marker, attributes: { SentTimestamp: '1', ApproximateReceiveCount: '1' } }],
};
const tableEvent = {
  Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: { line: { S: marker } } } }],
};
const taskSchemas = { input: z.object({ line: z.string() }), output: z.object({ count: z.number() }) };

/** Everything standard output and standard error were given meanwhile. */
const writtenDuring = async (run: () => Promise<unknown>): Promise<string> => {
  const chunks: string[] = [];
  const take = (chunk: string | Uint8Array): boolean => chunks.push(chunk.toString()) > 0;
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(take));
  try {
    await run().catch(() => undefined);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return chunks.join('');
};

const handlers: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a stream batch that fails', () => kinesisHandler({ run: quoting })(kinesisEvent)],
  ['a stream event that is none', () => kinesisHandler({ run: quoting })({ Records: [{ eventID: marker }] })],
  ['a queue message that fails', () => queueHandler({ run: quoting })(queueEvent)],
  ['a queue event that is none', () => queueHandler({ run: quoting })({ Records: [{ body: marker }] })],
  ['a delivery that fails', () => subscriptionHandler({ run: quoting })({ awslogs: { data: encoded } })],
  ['a delivery that is none', () => subscriptionHandler({ run: quoting })({ awslogs: { [marker]: encoded } })],
  ['a change that fails', () => tableStreamHandler({ run: quoting })(tableEvent)],
  ['a schedule that fails', () => scheduleHandler({ run: quoting })({ time: '2026-01-15T12:00:00Z', detail: marker })],
  ['a schedule that is none', () => scheduleHandler({ run: quoting })({ time: marker })],
  ['a task that fails', () => taskHandler({ ...taskSchemas, run: quoting })({ line: marker })],
  ['a task with a wrong input', () => taskHandler({ ...taskSchemas, run: quoting })({ line: [marker] })],
  [
    'a task with a wrong output',
    () => taskHandler({ ...taskSchemas, run: async () => ({ count: marker }) as never })({ line: marker }),
  ],
];

describe('what handlers write', () => {
  it.each(handlers)('holds nothing of the payload after %s', async (_, run) => {
    const written = await writtenDuring(run);
    expect(written).toMatch(/"level":"ERROR"/);
    for (const form of [marker, encoded]) expect(written).not.toContain(form);
  });

  it.each([
    [
      'a stream',
      (observed: ReturnType<typeof recorded>) => kinesisHandler({ ...observed, run: portFailure })(kinesisEvent),
    ],
    ['a queue', (observed: ReturnType<typeof recorded>) => queueHandler({ ...observed, run: portFailure })(queueEvent)],
    [
      'a task',
      (observed: ReturnType<typeof recorded>) =>
        taskHandler({ ...observed, ...taskSchemas, run: portFailure })({ line: 'x' }).catch(() => undefined),
    ],
  ])('counts the failure of a port behind %s by its name', async (_, run) => {
    const observed = recorded();
    await run(observed);
    expect(observed.added).toContainEqual({ name: 'PortFailures/counts', value: 1 });
  });
});
