import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { isLines } from '../src/analyze/analyze-stream.ts';
import type { AnalyzeResult } from '../src/analyze/analyze.ts';
import { createLiveLines } from '../src/analyze/live-lines.ts';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

const outcomes = ({ files }: AnalyzeResult): unknown =>
  files.map(({ outcome, newRecords, input }) => [outcome, newRecords, input.totals.received, input.totals.classified]);

describe('streams', () => {
  async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
  }
  const analyzeStream = (text: string, more: Partial<Parameters<typeof workspace.analyze>[1]> = {}) =>
    workspace.analyze(['-'], { state: 'streams', openStream: () => bytesOf(text), ...more });

  it('are analysed like files; content that came before is not read again', async () => {
    expect(outcomes(await analyzeStream(manyLines(30)))).toEqual([['ok', 30, 30, 30]]);
    expect(outcomes(await analyzeStream(manyLines(45)))).toEqual([['ok', 15, 45, 45]]);
    const packed = gzipSync(manyLines(45));
    const [again] = (await analyzeStream('', { openStream: () => bytesOf(packed) })).files;
    expect(again?.newRecords).toBe(0);
  });

  it('end with the signal, and what came until then is analysed', async () => {
    const stop = new AbortController();
    const stream = new PassThrough();
    const endless = (): PassThrough => {
      stream.write(manyLines(10));
      setTimeout(() => stop.abort(), 50);
      return stream;
    };
    const result = await analyzeStream('', { state: 'endless', openStream: endless, signal: stop.signal });
    expect(outcomes(result)).toEqual([['ok', 10, 10, 10]]);
  });
});

describe('a stream that goes on', () => {
  const failing = (n: number): string => `${new Date(Date.UTC(2026, 0, 15, 12, n)).toISOString()} FATAL pump ${n}`;

  it('is looked at while it comes, line by whole line, and each line counts once', async () => {
    const stream = new PassThrough();
    const looks: number[] = [];
    const linesOf = createLiveLines();
    const live: string[] = [];
    stream.write(`${failing(0)}\n${failing(1)}\n${failing(2).slice(0, 20)}`);
    const result = await workspace.analyze(['-'], {
      state: 'live',
      openStream: () => stream,
      minLookMs: 20,
      onLook: (facts) => {
        looks.push(facts.records.classified);
        live.push(...linesOf(facts));
        if (looks.length === 1) stream.write(`${failing(2).slice(20)}\n`);
        else if (looks.length === 2) stream.end(failing(3));
      },
    });
    expect(looks).toEqual([2, 3]);
    expect(live).toEqual([expect.stringMatching(/^2026-01-15T12:00:00\.000Z {2}CRITICAL {2}.*pump 0 \(2\)$/)]);
    expect(outcomes(result)).toEqual([['ok', 4, 4, 4]]);
  });

  it.each([
    ['a document over several lines', '{\n"Records":[\n'],
    ['an array', '[\n{"level":"info"},\n'],
    ['compressed data', Buffer.from([0x1f, 0x8b, 8, 0, 0x0a])],
  ])('is not looked at before its end when it is %s', (_, head) => {
    expect(isLines(Buffer.from(head))).toBe(false);
    expect(isLines(Buffer.from('[INFO] text\n'))).toBe(true);
    expect(isLines(Buffer.from('{"level":"info"}\n'))).toBe(true);
  });
});
