import type { ReadOutcome } from '@bellwether/log-events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineKinds } from '@bellwether/known-lines';
import type { StreamOutcome } from '../src/reader.ts';
import { openStream } from '../src/stream/open-stream.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);
const nowhere = { account: '', region: '', logGroup: '', logStream: '' };

const readAll = (texts: readonly string[]): readonly StreamOutcome[] => {
  const stream = openStream(nowhere, { receivedMs, knownLines: new LineKinds(64) });
  return [...texts.flatMap((text, ordinal) => [...stream.push({ text }, ordinal)]), ...stream.flush()];
};

const brief = (outcome: ReadOutcome): string => {
  if (outcome.kind === 'record') return `${outcome.record.format}: ${outcome.record.message}`;
  return outcome.kind === 'dropped' ? outcome.reason : outcome.failure.code;
};

/** What became of the lines, without those that continue a record. */
const briefs = (texts: readonly string[]): readonly string[] =>
  readAll(texts)
    .map(({ outcome }) => brief(outcome))
    .filter((text) => text !== 'continuation');

const printed = (value: unknown, indent: number | string = 2): readonly string[] =>
  JSON.stringify(value, null, indent).split('\n');

const record = (text: string) => ({
  timeUnixNano: '1685613600000000000',
  severityNumber: 17,
  body: { stringValue: text },
});
const batch = (...texts: readonly string[]) => ({
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
      scopeLogs: [{ scope: { name: 'lib' }, logRecords: texts.map(record) }],
    },
  ],
});
const text = '2023-06-01 10:00:00,000 INFO [main] org.acme.App: hello';

describe('a JSON document over several lines', () => {
  it.each([
    ['an object', printed({ level: 'warn', msg: 'a', b: { c: [1, {}] } }), ['json: a']],
    [
      'an object without indent',
      printed({ level: 'warn', msg: 'a', b: [true, null] }, '\n').filter(Boolean),
      ['json: a'],
    ],
    ['an object behind text', [text, ...printed({ msg: 'a' }), text], ['text: hello', 'json: a', 'text: hello']],
    ['two objects', [...printed({ msg: 'a' }), ...printed({ msg: 'b' }, '\t')], ['json: a', 'json: b']],
    ['an object whose commas lead', ['{"msg": "a"', ', "b": {"c": 1}', ', "d": []', '}'], ['json: a']],
    ['an object whose first line ends in a brace', ['{"msg": "a", "b": {"c": 1}', '}'], ['json: a']],
    ['an object with blank lines', ['{', '', '"msg": "a"', '', '}'], ['json: a']],
    ['an array of objects', printed([{ msg: 'a' }, { msg: 'b' }]), ['json: a', 'json: b']],
    ['an array of numbers', printed([1, 2]), ['plain: [\n  1,\n  2\n]']],
    [
      'a batch',
      [text, ...printed(batch('one', 'two')), text],
      ['text: hello', 'otlp: one', 'otlp: two', 'text: hello'],
    ],
    ['a batch that begins with its key', ['{"resourceLogs": [', ...printed(batch('one')).slice(2)], ['otlp: one']],
    ['two batches', [...printed(batch('one')), ...printed(batch('two'))], ['otlp: one', 'otlp: two']],
    ['one pushed record', [JSON.stringify({ msg: 'a' }, null, 8)], ['json: a']],
  ])('is read whole: %s', (_name, lines, expected) => {
    expect(briefs(lines)).toEqual(expected);
    expect(readAll(lines)).toHaveLength(lines.length);
  });

  it.each([
    ['that is cut off inside a text', ['{"msg":"a', text], ['bad_json', 'text: hello']],
    ['that is cut off behind a comma', ['{"msg":"a",', text], ['bad_json', 'text: hello']],
    ['that another begins in', ['{"msg":"a",', ...printed({ msg: 'b' })], ['bad_json', 'json: b']],
    ['that never ends', ['{', '  "msg": "a",', text], ['plain: {\n  "msg": "a",', 'text: hello']],
    ['that the stream ends in', [text, '[', '  1,'], ['text: hello', 'plain: [\n  1,']],
    ['of another language', ['{', "  msg: 'a'", '}'], ["plain: {\n  msg: 'a'\n}"]],
    ['with text behind its end', ['{"a":', '1} x'], ['bad_json', 'plain: 1} x']],
    ['that closes with the wrong bracket', ['{"a": [', '}'], ['bad_json', 'plain: }']],
    ['around one line among many', ['[', '{"msg":"a"}', '{"msg":"b"}'], ['plain: [', 'json: a', 'json: b']],
  ])('is no document, and read line by line: %s', (_name, lines, expected) => {
    expect(briefs(lines)).toEqual(expected);
    expect(readAll(lines)).toHaveLength(lines.length);
  });

  it('keeps level, time, resource and the id of the line for each record of a batch', () => {
    const stream = openStream(nowhere, { receivedMs });
    const lines = printed(batch('one', 'two'));
    const outcomes = lines.flatMap((line, at) => [...stream.push({ text: line, id: `e${at}`, timestampMs: at }, at)]);
    const found = outcomes.flatMap(({ outcome, raw }) =>
      outcome.kind === 'record' ? [{ ...outcome.record, raw }] : [],
    );
    expect(found).toMatchObject([
      {
        id: 'e0',
        level: '17',
        timestampMs: 1685613600000,
        attributes: { 'service.name': 'cart', 'log.logger': 'lib' },
      },
      { message: 'two', level: '17', attributes: { 'service.name': 'cart' } },
    ]);
    expect(new Set(outcomes.map(({ raw }) => raw.id)).size).toBe(lines.length);
  });

  it('reads whatever is printed as it reads the same on one line', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 });
    fc.assert(
      fc.property(object, fc.constantFrom(1, 2, 4, '\t'), (value, indent) => {
        const [one] = readAll([JSON.stringify(value)]);
        const outcomes = readAll([text, ...printed(value, indent), text]);
        const [, whole] = outcomes.filter(({ outcome }) => outcome.kind === 'record');
        expect(whole?.outcome).toMatchObject({ record: { document: JSON.parse(JSON.stringify(value)) as unknown } });
        if (one?.outcome.kind === 'record' && whole?.outcome.kind === 'record')
          expect(whole.outcome.record.attributes).toEqual(one.outcome.record.attributes);
      }),
    );
  });

  it('gives each line one outcome in order, whatever is mixed', () => {
    const line = fc.oneof(
      fc.constantFrom('{', '[', '}', ']', '"a":', '1', ',', '{}', '{"a":1', '"b"', text, '', '  x', 'true,'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        expect(readAll(lines).map(({ ordinal }) => ordinal)).toEqual([...lines.keys()]);
      }),
    );
  });

  it.each([
    ['opens arrays', () => '['],
    ['opens and breaks documents', (at: number) => (at % 2 === 0 ? '{"a":' : 'x')],
    ['goes on for ever', (at: number) => (at === 0 ? '[' : '1,')],
  ])(
    'takes time in proportion to what is pushed when a stream %s',
    (_name, lineAt) => {
      const stream = openStream(nowhere, { receivedMs });
      let given = 0;
      for (let at = 0; at < 250_000; at += 1) given += stream.push({ text: lineAt(at) }, at).length;
      expect(given + stream.flush().length).toBe(250_000);
    },
    20_000,
  );
});
