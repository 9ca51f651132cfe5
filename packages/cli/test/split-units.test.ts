import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloudTrailRecord, cloudWatchEnvelope, logLine } from '@bellwether/testkit';
import type { Unit } from '@bellwether/pipeline';
import { createUnitSplitter } from '../src/analyze/split-units.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The units of a text that comes in chunks of `chunkBytes`. */
const unitsOf = (text: string, chunkBytes = Number.MAX_SAFE_INTEGER): readonly Unit[] => {
  const bytes = encode(text);
  const splitter = createUnitSplitter();
  const units: Unit[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    units.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  return [...units, ...splitter.end()];
};

const textsOf = (units: readonly Unit[]): readonly string[] =>
  units.map((unit) => (unit.kind === 'text' ? unit.text : `! ${unit.failure.code}`));

const record = JSON.stringify(cloudTrailRecord());
const envelope = JSON.stringify(cloudWatchEnvelope({ logEvents: [logLine.plain(1), 'with { an open brace'] }));
const pretty = JSON.stringify({ Records: [cloudTrailRecord(), cloudTrailRecord()] }, undefined, 2);

describe('the units of a file', () => {
  it.each<[string, string, readonly string[]]>([
    ['lines', 'a\nb\n', ['a', 'b']],
    ['a last line without a line end', 'a\nb', ['a', 'b']],
    ['lines of Windows', 'a\r\nb\r\n', ['a', 'b']],
    ['blank lines between', 'a\n\nb\n', ['a', '', 'b']],
    ['JSON lines', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
    ['a CloudTrail file', `{"Records":[${record},${record}]}`, [record, record]],
    ['a CloudTrail file with other fields first', `{"v":{"x":[1]},"Records":[${record}]}`, [record]],
    ['an array of objects', `[{"a":1},\n {"a":{"b":[2]}}]`, ['{"a":1}', '{"a":{"b":[2]}}']],
    ['an empty list of records', '{"Records":[]}', []],
    ['envelopes one after the other', `${envelope}${envelope}\n${envelope}`, [envelope, envelope, envelope]],
    ['an envelope that is cut off', `${envelope}${envelope.slice(0, 60)}`, [envelope, envelope.slice(0, 60)]],
    ['a list of records among lines', `a\n{"Records":[${record}]}\nb\n`, ['a', record, 'b']],
    ['a line that carries a list', `{"msg":"x","Records":[{"a":1}]}\nb\n`, ['{"msg":"x","Records":[{"a":1}]}', 'b']],
    [
      'a digest among lines',
      `{"digestStartTime":"x","logFiles":[]}\nb\n`,
      ['{"digestStartTime":"x","logFiles":[]}', 'b'],
    ],
    ['an array before lines', '[{"a":1}]\n{"b":2}\nc\n', ['{"a":1}', '{"b":2}', 'c']],
    ['a printed array before lines', '[\n  {"a":1},\n  {"b":2}\n]\nc\n', ['{"a":1}', '{"b":2}', 'c']],
    [
      'a printed object with a list inside',
      '{\n "x": [\n{"a":1},\n{"b":2}\n]\n}\nc',
      ['{', ' "x": [', '{"a":1},', '{"b":2}', ']', '}', 'c'],
    ],
    ['objects with a comma behind each', '{"a":1},\n{"b":2},\n', ['{"a":1}', '{"b":2}']],
    ['objects and text on one line', '{"a":1}{"b":2} and words\n', ['{"a":1}', '{"b":2}', 'and words']],
    ['a context in braces', '{ctx} {"a":1} b\n', ['{ctx} {"a":1} b']],
    ['a trail file behind a byte order mark', `\ufeff{"Records":[${record}]}`, [record]],
    ['a list that holds no objects', '{"Records":[1,2]}\n', ['{"Records":[1,2]}']],
    ['an array of Python, which is no JSON', '[1, 2]\n[3]\n', ['[1, 2]', '[3]']],
    [
      'a bracketed header',
      '[2026-01-15 12:00:00] INFO up\n[2026-01-15 12:00:01] INFO on',
      ['[2026-01-15 12:00:00] INFO up', '[2026-01-15 12:00:01] INFO on'],
    ],
  ])('are told apart in %s', (_, text, expected) => {
    expect(textsOf(unitsOf(text))).toEqual(expected);
  });

  it('reads a record array over many lines as its records', () => {
    expect(textsOf(unitsOf(pretty)).map((text) => JSON.parse(text) as unknown)).toEqual([
      cloudTrailRecord(),
      cloudTrailRecord(),
    ]);
  });

  it('are the same however the bytes are cut into chunks', () => {
    const texts = ['a\nbé\r\n\nc', pretty, `${envelope}${envelope}`, `[{"a":"]}\\""},{"b":1}]`];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer({ min: 1, max: 200 }), (text, chunkBytes) => {
        expect(unitsOf(text, chunkBytes)).toEqual(unitsOf(text));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a record array that is cut off', `{"Records":[${record},{"eventVersion":"1.11","use`, [record, '! bad_json']],
  ])('end with a failure in %s', (_, text, expected) => {
    expect(textsOf(unitsOf(text))).toEqual(expected);
  });

  it('say that a CloudTrail digest holds no events', () => {
    const digest = encode(
      '{"awsAccountId":"1","digestStartTime":"2026-01-15T12:00:00Z","logFiles":[{"s3Bucket":"b"}]}',
    );
    const splitter = createUnitSplitter();
    expect([...splitter.push(digest), ...splitter.end()]).toEqual([]);
    expect(splitter.notEvents).toContain('digest');
  });

  it('give an over-long line as a failure with its beginning, and go on behind it', () => {
    const units = unitsOf(`a\n${'x'.repeat(2 * 1024 * 1024 + 1)}\nb\n`, 256 * 1024);
    expect(textsOf(units)).toEqual(['a', '! too_long', 'b']);
    const [, long] = units;
    expect(long?.kind === 'failure' ? long.excerpt : '').toBe('x'.repeat(64 * 1024));
  });
});
