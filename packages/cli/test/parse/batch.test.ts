import { describe, expect, it } from '@jest/globals';
import { defaultRedactionPolicy } from '@bellwether/log-model';
import { parse } from '../../src/parse/parse.ts';
import { gather, inputOf } from './input-of.ts';

const record = (text: string) => ({
  timeUnixNano: '1768478400000000000',
  severityText: 'WARN',
  body: { stringValue: text },
});
const batch = JSON.stringify({
  resourceLogs: [{ scopeLogs: [{ logRecords: [record('one'), record('two')] }] }],
});

it('gives one object for every record of an OpenTelemetry batch, in the place of its line', async () => {
  const counts = { lines: 0, unreadable: 0 };
  const content = `INFO before\n${batch}\nINFO after\n`;
  const lines = await gather(parse(inputOf(content, 64), { redaction: defaultRedactionPolicy }, counts));
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects.map((object) => object['message'])).toEqual(['before', 'one', 'two', 'after']);
  expect(objects[1]).toMatchObject({ 'bellwether.format': 'otlp', 'log.level': 'warn' });
  expect(counts).toEqual({ lines: 4, unreadable: 0 });
});

it.each([2, '\t'])('reads a batch that is printed over several lines, indented by %j', async (indent) => {
  const counts = { lines: 0, unreadable: 0 };
  const printed = JSON.stringify(JSON.parse(batch), null, indent);
  const content = `INFO before\n${printed}\nINFO after\n`;
  const lines = await gather(parse(inputOf(content, 64), { redaction: defaultRedactionPolicy }, counts));
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects.flatMap((object) => object['message'] ?? [])).toEqual(['before', 'one', 'two', 'after']);
  expect(counts).toEqual({ lines: printed.split('\n').length + 2, unreadable: 0 });
});

it('reads an envelope that is printed over several lines, and the document that its events spread over', async () => {
  const counts = { lines: 0, unreadable: 0 };
  const messages = ['{', '  "level": "warn",', '  "msg": "spread"', '}', 'INFO after'];
  const logEvents = messages.map((message, at) => ({ id: `e${at}`, timestamp: 1768478400000 + at, message }));
  const envelope = { messageType: 'DATA_MESSAGE', owner: '1', logGroup: 'g', logStream: 's', logEvents };
  const content = JSON.stringify(envelope, null, 2);
  const lines = await gather(parse(inputOf(content, 64), { redaction: defaultRedactionPolicy }, counts));
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects.flatMap((object) => object['message'] ?? [])).toEqual(['spread', 'after']);
  expect(objects[0]).toMatchObject({ 'event.id': 'e0', 'log.level': 'warn', '@timestamp': '2026-01-15T12:00:00.000Z' });
});

describe('a line that begins like a batch and is broken', () => {
  it('is reported as what it is', async () => {
    const counts = { lines: 0, unreadable: 0 };
    await gather(parse(inputOf('{"resourceLogs":[{\nINFO after\n', 64), { redaction: defaultRedactionPolicy }, counts));
    expect(counts).toEqual({ lines: 2, unreadable: 1 });
  });
});
