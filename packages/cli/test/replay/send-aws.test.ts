import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readEventLine } from '@bellwether/lake';
import { noticeOf, type ReplayCall } from '@bellwether/pipeline';
import type { StreamWriter } from '@bellwether/ports';
import { makeEvent, sampleTimeMs } from '@bellwether/testkit';
import { replayCalls } from '../../src/replay/replay-calls.ts';
import type { SendableItem } from '../../src/replay/replay-target.ts';
import { functionTarget, queueTarget, streamTarget } from '../../src/replay/send-aws.ts';

const delivery = (shard: string): SendableItem => ({
  kind: 'delivery',
  delivery: { path: 'p', batch: { shard, records: [{ sequence: '5', arrivalMs: sampleTimeMs, data: gzipSync('x') }] } },
});
const events = (texts: readonly (readonly [sequence: string, message: string])[]): SendableItem => ({
  kind: 'events',
  path: 'p',
  shard: 'logs-1',
  events: texts.map(([sequence, message], n) => ({ sequence, event: makeEvent({ id: `e${n}`, message }) })),
});
const object = { bucket: 'trail', key: 'AWSLogs/1/x y.json.gz', noticedMs: sampleTimeMs, fromRecord: 3 };
const notice: SendableItem = { kind: 'notice', notice: { path: 'p', body: noticeOf(object), object } };
const answer = { events: 1, unreadable: 0 };

describe('replaying into AWS', () => {
  const replayName = 'replay-0123456789abcdef';

  it('puts records under the name of their replay', async () => {
    const keys: string[] = [];
    const stream: StreamWriter = {
      put: async (records) => void keys.push(...records.map(({ partitionKey }) => partitionKey)),
    };
    await streamTarget(stream).send(delivery(replayName));
    expect(keys).toEqual([`bellwether-replay/${replayName}`]);
    await expect(streamTarget(stream).send(delivery('logs-shardId-0'))).rejects.toThrow('--to lambda');
    await expect(streamTarget(stream).send(notice)).rejects.toThrow('--to queue');
  });

  it('gives the function records with the positions they had, and says what it answers', async () => {
    const given: unknown[] = [];
    const target = functionTarget(
      { invoke: async (call) => (given.push(call), { events: 7, unreadable: 2 }) },
      'bellwether-ingest-stream',
      'lake',
    );
    expect(await target.send(delivery('logs-shardId-000000000002'))).toEqual({ events: 7, unreadable: 2 });
    const data = gzipSync('x').toString('base64');
    const records = [{ sequence: '5', arrivalMs: sampleTimeMs, data }];
    expect(given).toEqual([{ replay: { shard: 'logs-shardId-000000000002', lake: 'lake', records } }]);
    await expect(target.send(notice)).rejects.toThrow('--to queue');
  });

  it('gives the function events that were understood, none of a sequence apart from the others', async () => {
    const given: ReplayCall[] = [];
    const target = functionTarget({ invoke: async (call) => (given.push(call as ReplayCall), answer) }, 'f', undefined);
    // Three sequences of two events, each event too large for a second sequence beside its own.
    const large = 'x'.repeat(2_300_000);
    await target.send(events(['1', '1', '2', '2', '3', '3'].map((sequence) => [sequence, large])));
    const sequences = given.map(({ replay }) =>
      gunzipSync(Buffer.from('events' in replay ? replay.events : '', 'base64'))
        .toString()
        .trim()
        .split('\n')
        .map((line) => readEventLine(line, 'mixed')?.sequence),
    );
    expect(sequences).toEqual([
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
    ]);
  });

  it('refuses a record that no call can hold, before it sends any', () => {
    const data = new Uint8Array(4_500_000);
    const records = ['1', '2'].map((sequence) => ({ sequence, arrivalMs: 0, data }));
    const item = { kind: 'delivery', delivery: { path: 'p', batch: { shard: 's', records } } } as const;
    expect(() => replayCalls(item, undefined)).toThrow('--to local');
  });

  it('fails when the function answers something else', async () => {
    const target = functionTarget({ invoke: async () => ({ batchItemFailures: [] }) }, 'f', undefined);
    await expect(target.send(delivery(replayName))).rejects.toThrow();
  });

  it('tells the queue of objects, and of nothing else', async () => {
    const bodies: string[] = [];
    const target = queueTarget({ send: async (body) => void bodies.push(body) });
    expect(await target.send(notice)).toEqual({ events: 1, unreadable: 0 });
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { Records: [{ s3: { bucket: { name: 'trail' }, object: { key: 'AWSLogs/1/x+y.json.gz' } } }] },
    ]);
    await expect(target.send(delivery(replayName))).rejects.toThrow('--to lambda');
  });

  it('gives changes of a table to the function that failed at them', async () => {
    const given: unknown[] = [];
    const answers = [{ batchItemFailures: [] }, { batchItemFailures: [{ itemIdentifier: '1' }] }];
    const invoker = { invoke: async (event: unknown) => (given.push(event), answers[given.length - 1]) };
    const event = { Records: [{ eventSource: 'aws:dynamodb' }, { eventSource: 'aws:dynamodb' }] };
    const item: SendableItem = {
      kind: 'changes',
      changes: { path: 'p', functionName: 'bellwether-dispatch-alert', event },
    };
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:bellwether-dispatch-alert:live';
    const target = functionTarget(invoker, arn, undefined);
    expect(await target.send(item)).toEqual({ events: 2, unreadable: 0 });
    expect(given).toEqual([event]);
    await expect(target.send(item)).rejects.toThrow('could not process p');
    const others = [
      functionTarget(invoker, 'bellwether-ingest-stream', undefined),
      queueTarget({ send: async () => undefined }),
    ];
    for (const other of others)
      await expect(other.send(item)).rejects.toThrow('--to lambda --function bellwether-dispatch-alert');
  });
});
