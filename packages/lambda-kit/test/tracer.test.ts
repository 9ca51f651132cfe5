import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { kinesisHandler, openTracer } from '@bellwether/lambda-kit';
import { recorded } from './observed.ts';

const sampled = {
  _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0',
  AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
};

const traced = (environment: Readonly<Record<string, string | undefined>> = sampled) => {
  const sent: { readonly header: unknown; readonly document: Record<string, unknown>; readonly address: unknown }[] =
    [];
  let nowMs = 1_700_000_000_000;
  const tracer = openTracer({
    environment,
    now: () => (nowMs += 500),
    send: async (text, address) => {
      const [header = '', document = ''] = text.split('\n');
      sent.push({ header: JSON.parse(header), document: JSON.parse(document) as Record<string, unknown>, address });
    },
  });
  return { tracer, sent };
};

describe('a span', () => {
  it('is sent as a subsegment of the invocation', async () => {
    const { tracer, sent } = traced();
    expect(await tracer.span('batch', { records: 3, shard: 'a' }, async () => 'done')).toBe('done');
    expect(sent).toEqual([
      {
        header: { format: 'json', version: 1 },
        address: { host: '169.254.100.1', port: 2_000 },
        document: {
          type: 'subsegment',
          name: 'batch',
          id: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
          trace_id: '1-5759e988-bd862e3fe1be46a994272793',
          parent_id: '53995c3f42cd8ad8',
          start_time: 1_700_000_000.5,
          end_time: 1_700_000_001,
          annotations: { records: 3, shard: 'a' },
        },
      },
    ]);
  });

  it('of a run that throws is a fault, and the throw goes on', async () => {
    const { tracer, sent } = traced();
    await expect(tracer.span('batch', {}, async () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(sent).toMatchObject([{ document: { fault: true } }]);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['tracing is off', {}],
    ['the invocation is not sampled', { ...sampled, _X_AMZN_TRACE_ID: 'Root=1-a-b;Parent=c;Sampled=0' }],
    ['there is no daemon', { _X_AMZN_TRACE_ID: sampled._X_AMZN_TRACE_ID }],
    ['the header is none', { ...sampled, _X_AMZN_TRACE_ID: ';;=;Sampled' }],
    ['the address is none', { ...sampled, AWS_XRAY_DAEMON_ADDRESS: 'localhost' }],
  ])('costs nothing where %s', async (_, environment) => {
    const { tracer, sent } = traced(environment);
    expect(await tracer.span('batch', {}, async () => 7)).toBe(7);
    expect(sent).toEqual([]);
  });

  it('reaches a daemon over the network', async () => {
    const daemon = createSocket('udp4').bind(0, '127.0.0.1');
    try {
      await once(daemon, 'listening');
      const received = once(daemon, 'message') as Promise<[Buffer]>;
      const environment = {
        ...sampled,
        AWS_XRAY_DAEMON_ADDRESS: `tcp:127.0.0.1:1 udp:127.0.0.1:${daemon.address().port}`,
      };
      await openTracer({ environment }).span('run', {}, async () => undefined);
      expect((await received)[0].toString()).toContain('"name":"run"');
    } finally {
      daemon.close();
    }
  });

  it('is made of every batch of a stream', async () => {
    const { tracer, sent } = traced();
    const record = {
      eventID: 'shardId-000000000000:1',
      eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/logs',
      kinesis: { sequenceNumber: '1', partitionKey: 'p', data: '', approximateArrivalTimestamp: 1 },
    };
    await kinesisHandler({ ...recorded(), tracer, run: async () => undefined })({ Records: [record] });
    expect(sent).toMatchObject([
      { document: { name: 'batch', annotations: { shard: 'logs-shardId-000000000000', records: 1 } } },
    ]);
  });
});
