import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloudTrailFileKind, createRecordSplitter } from '../src/framing/split-records.ts';
import type { SplitRecord } from '../src/framing/split-records.ts';

interface Splitter {
  push(chunk: Uint8Array): readonly SplitRecord[];
  end(): readonly SplitRecord[];
}

const splitAll = (splitter: Splitter, text: string, size: number): readonly SplitRecord[] => {
  const bytes = Buffer.from(text);
  const out: SplitRecord[] = [];
  for (let at = 0; at < bytes.length; at += size) out.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...out, ...splitter.end()];
};

const textsOf = (records: readonly SplitRecord[]): readonly unknown[] =>
  records.map((record) => (record.kind === 'record' ? (JSON.parse(record.text) as unknown) : record.failure));

describe('createRecordSplitter', () => {
  const records = [{ a: 1, b: { Records: [{}] } }, { text: 'brace } quote " back \\ [' }, { ü: '日本' }];

  it.each([
    ['CloudTrail', 'cloudtrail', { Records: records }],
    [
      'CloudTrail with other keys around',
      'cloudtrail',
      { x: [{ no: 1 }], Records: records, y: { Records: [{ no: 2 }] } },
    ],
    ['AWS Config', 'config', { fileVersion: '1.0', configSnapshotId: 'x', configurationItems: records }],
    ['a top-level array', 'array', records],
  ])('gives the records of %s in chunks of any size', (_name, kind, document) => {
    for (const size of [1, 2, 5, 17, 4096]) {
      const splitter = createRecordSplitter();
      expect(textsOf(splitAll(splitter, JSON.stringify(document, null, size % 2), size))).toEqual(records);
      expect(splitter.documentKind).toBe(kind);
    }
  });

  it.each([
    ['absent', {}],
    ['empty', { Records: [] }],
    ['null', { Records: null }],
    ['a text', { Records: 'x' }],
  ])('gives nothing and no error when the records are %s', (_name, document) => {
    expect(splitAll(createRecordSplitter(), JSON.stringify(document), 3)).toEqual([]);
  });

  it('tells a digest file from a file of events', () => {
    const splitter = createRecordSplitter();
    const digest = { awsAccountId: '1', digestStartTime: 'x', logFiles: [{ s3Object: 'y' }] };
    expect(splitAll(splitter, JSON.stringify(digest), 10)).toEqual([]);
    expect(splitter.documentKind).toBe('digest');
  });

  it('tells a record over the limit and goes on with the next', () => {
    const document = JSON.stringify({ Records: [{ a: 'x'.repeat(500) }, { b: 1 }] });
    for (const size of [7, 10_000]) {
      const out = textsOf(splitAll(createRecordSplitter({ limitBytes: 100 }), document, size));
      expect(out).toEqual([{ code: 'too_long', lengthBytes: 508, limitBytes: 100 }, { b: 1 }]);
    }
  });

  it('splits any array of any objects', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 64 }),
        (list, size) => {
          const text = JSON.stringify({ Records: list });
          expect(textsOf(splitAll(createRecordSplitter(), text, size))).toEqual(
            (JSON.parse(text) as { Records: unknown[] }).Records,
          );
        },
      ),
    );
  });

  it.each([['{"Records":[{"a":1}'], ['hello'], ['{"Records":[{"a":"'], [']'], ['']])('refuses %j', (text) => {
    expect(splitAll(createRecordSplitter(), text, 4).at(-1)).toEqual({
      kind: 'failure',
      failure: { code: 'bad_json', format: 'record-array' },
    });
  });
});

describe('cloudTrailFileKind', () => {
  it.each([
    ['AWSLogs/1/CloudTrail/eu-west-1/2026/01/01/x.json.gz', 'events'],
    ['AWSLogs/1/CloudTrail-Digest/eu-west-1/2026/01/01/x.json.gz', 'digest'],
    ['AWSLogs/1/CloudTrail-Insight/eu-west-1/2026/01/01/x.json.gz', 'insight'],
    ['other/x.json.gz', 'unknown'],
  ])('reads %s as %s', (key, kind) => {
    expect(cloudTrailFileKind(key)).toBe(kind);
  });
});
