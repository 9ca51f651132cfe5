import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandBatches, otlpValue } from '../src/framing/otlp-batch.ts';
import { otlpReader } from '../src/readers/otlp.ts';

const record = (text: string) => ({
  timeUnixNano: '1685613600000000000',
  severityNumber: 9,
  body: { stringValue: text },
});
const batch = (...texts: readonly string[]): string =>
  JSON.stringify({
    resourceLogs: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
        scopeLogs: [{ scope: { name: 'lib' }, logRecords: texts.map(record) }],
      },
    ],
  });

const context = { origin: { account: '', region: '', logGroup: '', logStream: '' }, receivedMs: 0 };
const messageOf = (text: string): string | undefined => {
  const outcome = otlpReader.read({ text }, context);
  return outcome.kind === 'record' ? outcome.record.message : undefined;
};

describe('expandBatches', () => {
  it('makes a line of each record, with its resource and scope, under the id of the batch', () => {
    const lines = expandBatches([{ text: 'before' }, { text: batch('one', 'two'), id: 'e1', timestampMs: 5 }]);
    expect(lines.map(({ id, timestampMs }) => [id, timestampMs])).toEqual([
      [undefined, undefined],
      ['e1-0', 5],
      ['e1-1', 5],
    ]);
    const outcome = otlpReader.read(lines[2] ?? { text: '' }, context);
    expect(outcome).toMatchObject({
      kind: 'record',
      record: { message: 'two', level: '9', attributes: { 'service.name': 'cart', 'log.logger': 'lib' } },
    });
  });

  it('makes a line of each message that a queue answered with, and leaves lists of anything else', () => {
    const messages = ['one', 'two'].map((Body) => ({ MessageId: Body, ReceiptHandle: 'r', Body }));
    const answer = JSON.stringify({ Messages: messages, extra: 7 });
    expect(expandBatches([{ text: answer, id: 'e' }])).toEqual(
      messages.map((message, number) => ({ id: `e-${number}`, text: JSON.stringify({ extra: 7, ...message }) })),
    );
    const other = JSON.stringify({ Messages: [...messages, { Body: 'no handle' }] });
    expect(expandBatches([{ text: other }])).toEqual([{ text: other }]);
  });

  it('keeps as many records as the batch has', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }), (texts) => {
        const lines = expandBatches([{ text: batch(...texts) }]);
        expect(lines).toHaveLength(texts.length);
        expect(lines.map(({ text }) => messageOf(text))).toEqual(texts);
      }),
    );
  });

  it.each([
    ['no batch', '{"a":1}'],
    ['broken', '{"resourceLogs":[{'],
    ['empty', '{"resourceLogs":[]}'],
    ['not a list', '{"resourceLogs":{}}'],
    ['of things that are no records', '{"resourceLogs":[{"scopeLogs":[{"logRecords":[1,2]}]}]}'],
    ['of too many records', `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${'{},'.repeat(10_000)}{}]}]}]}`],
  ])('leaves a line that is %s', (_, text) => {
    expect(expandBatches([{ text }])).toEqual([{ text }]);
  });

  it('does not multiply a large resource', () => {
    const attributes = Array.from({ length: 500 }, (_, n) => ({
      key: `k${n}`,
      value: { stringValue: 'x'.repeat(400) },
    }));
    const text = JSON.stringify({
      resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record('a'), record('b')] }] }],
    });
    const lines = expandBatches([{ text }]);
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((line) => line.text.length))).toBeLessThan(1_000);
  });
});

describe('otlpValue', () => {
  it.each([
    [{ stringValue: 'a' }, 'a'],
    [{ intValue: '42' }, 42],
    [{ boolValue: true }, true],
    [{ arrayValue: { values: [{ intValue: '1' }, { stringValue: 'b' }] } }, [1, 'b']],
    [{ kvlistValue: { values: [{ key: 'k', value: { doubleValue: 0.5 } }] } }, { k: 0.5 }],
    ['plain', 'plain'],
  ])('reads %j', (value, expected) => {
    expect(otlpValue(value)).toEqual(expected);
  });
});
