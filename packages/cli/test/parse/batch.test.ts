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

describe('a line that begins like a batch and is broken', () => {
  it('is told as what it is', async () => {
    const counts = { lines: 0, unreadable: 0 };
    await gather(parse(inputOf('{"resourceLogs":[{\nINFO after\n', 64), { redaction: defaultRedactionPolicy }, counts));
    expect(counts).toEqual({ lines: 2, unreadable: 1 });
  });
});
