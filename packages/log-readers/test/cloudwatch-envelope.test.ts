import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEnvelope } from '../src/framing/cloudwatch-envelope.ts';

const data = {
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: '/aws/lambda/orders',
  logStream: '2026/01/01/[$LATEST]abc',
  subscriptionFilters: ['all'],
  logEvents: [{ id: '37', timestamp: 1_700_000_000_000, message: 'hello' }],
};

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('decodeEnvelope', () => {
  it.each([
    ['gzip', gzipSync(bytesOf(data))],
    ['plain JSON', bytesOf(data)],
  ])('reads a data message as %s', (_name, payload) => {
    expect(decodeEnvelope(payload)).toEqual({
      kind: 'data',
      origin: { account: '123456789012', logGroup: '/aws/lambda/orders', logStream: '2026/01/01/[$LATEST]abc' },
      events: [{ id: '37', timestampMs: 1_700_000_000_000, text: 'hello' }],
      unreadable: 0,
    });
  });

  it('takes numeric and empty ids and an empty log group as they come', () => {
    const events = [
      { id: 0, timestamp: 1, message: 'a' },
      { id: '', timestamp: '2', message: 'b' },
      { timestamp: 3, message: 'c' },
    ];
    const decoded = decodeEnvelope(bytesOf({ ...data, logGroup: '', logEvents: events }));
    expect(decoded).toMatchObject({
      kind: 'data',
      origin: { logGroup: '' },
      events: [{ id: '0' }, { id: '', timestampMs: 2 }, { id: '', text: 'c' }],
    });
  });

  it('counts events without text or time instead of losing them', () => {
    const decoded = decodeEnvelope(bytesOf({ ...data, logEvents: [{ id: '1' }, null, ...data.logEvents] }));
    expect(decoded).toMatchObject({ kind: 'data', unreadable: 2, events: [{ id: '37' }] });
  });

  it('tells a control message, which has an empty id and log group', () => {
    const control = {
      ...data,
      messageType: 'CONTROL_MESSAGE',
      logGroup: '',
      logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE' }],
    };
    expect(decodeEnvelope(gzipSync(bytesOf(control)))).toEqual({ kind: 'control' });
  });

  it.each([
    ['a line of text', Buffer.from('hello world')],
    ['another JSON record', bytesOf({ level: 'info' })],
    ['an unknown kind of message', bytesOf({ messageType: 'OTHER' })],
  ])('gives %s back as it is', (_name, payload) => {
    expect(decodeEnvelope(payload)).toEqual({ kind: 'other', bytes: payload });
  });

  it.each([
    ['nothing', Buffer.alloc(0), { code: 'empty' }],
    ['a cut-off envelope', bytesOf(data).subarray(0, 60), { code: 'bad_json', format: 'cloudwatch-envelope' }],
    [
      'an envelope without events',
      bytesOf({ ...data, logEvents: 'x' }),
      { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' },
    ],
  ])('says why %s cannot be read', (_name, payload, failure) => {
    expect(decodeEnvelope(payload)).toEqual({ kind: 'failure', failure });
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof decodeEnvelope(bytesOf({ messageType: 'DATA_MESSAGE', logEvents: value })).kind).toBe('string');
      }),
    );
  });
});
