import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { RawRecord } from '@bellwether/log-events';
import type { StreamState } from '../src/index.ts';
import { openStream } from '../src/stream/open-stream.ts';
import { maxKeyLines, maxKeyMs, mayContinueKey } from '../src/stream/key-blocks.ts';

const origin = { account: '111122223333', region: 'eu-west-1', logGroup: '/app/web', logStream: 'web' };
const receivedMs = Date.UTC(2026, 0, 15, 12);
const dashes = '-'.repeat(5);
const begin = `${dashes}BEGIN RSA PRIVATE KEY${dashes}`;
const end = `${dashes}END RSA PRIVATE KEY${dashes}`;
/** A line of a key's body: nobody's. */
const body = (n: number): string =>
  `MIIEowIBAAKCAQEAq7K2zD9mX4${String.fromCharCode(65 + (n % 26))}`.padEnd(64, 'q7K2zD9mX4');
const last = 'zD9mX4q7K2zD==';

/** Messages of the lines that are marked as a part of a key. */
const marked = (
  lines: readonly (string | RawRecord)[],
  state?: StreamState,
): { readonly messages: readonly string[]; readonly after: StreamState } => {
  const stream = openStream(origin, { receivedMs, ...(state === undefined ? {} : { state }) });
  const raws = lines.map((line) => (typeof line === 'string' ? { text: line, timestampMs: receivedMs } : line));
  const outcomes = raws.flatMap((raw, ordinal) => stream.push(raw, ordinal));
  const after = stream.stateAfter(true);
  const messages = [...outcomes, ...stream.flush()].flatMap(({ outcome }) =>
    outcome.kind === 'record' && outcome.record.isKeyBody === true ? [outcome.record.message] : [],
  );
  return { messages, after };
};

const key = [body(1), body(2), body(3), last];

describe('a private key over several records', () => {
  it.each([
    ['of PEM', [begin, ...key, end], key],
    ['with headers', [begin, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00', '', ...key, end], key],
    [
      'of PGP',
      [
        `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}`,
        'Version: 2',
        ...key,
        '=aB3d',
        `${dashes}END PGP PRIVATE KEY BLOCK${dashes}`,
      ],
      [...key, '=aB3d'],
    ],
    [
      'of PuTTY',
      [
        'PuTTY-User-Key-File-2: ssh-rsa',
        'Encryption: none',
        'Comment: me',
        'Private-Lines: 4',
        ...key,
        `Private-MAC: ${'9c2e4f7a1b'.repeat(4)}`,
      ],
      [...key, `Private-MAC: ${'9c2e4f7a1b'.repeat(4)}`],
    ],
    ['behind a header on each line', [begin, ...key, end].map((line) => `2026-01-15T12:00:00Z INFO ${line}`), key],
    ['one after the other', [begin, body(1), end, begin, body(2), end], [body(1), body(2)]],
  ])('is marked line by line: %s', (_, lines, expected) => {
    expect(marked(['starting', ...lines, 'INFO ready']).messages).toEqual(expected);
  });

  it('goes on from the state of the stream, wherever it was cut', () => {
    const lines = [begin, ...key, end, body(4)];
    for (let cut = 0; cut <= lines.length; cut += 1) {
      const first = marked(lines.slice(0, cut));
      const state = JSON.parse(JSON.stringify(first.after)) as StreamState;
      expect([...first.messages, ...marked(lines.slice(cut), state).messages]).toEqual(key);
    }
  });

  it.each([
    ['after its END', [begin, end, body(1)], []],
    ['after a line that is no part of it', [begin, body(1), 'INFO ready', body(2)], [body(1)]],
    ['where nothing began', [body(1), body(2), end], []],
    ['at a digest, a word and a name', [begin, body(1), 'ab'.repeat(32), body(2)], [body(1)]],
  ])('marks nothing %s', (_, lines, expected) => {
    expect(marked(lines).messages).toEqual(expected);
  });

  it('is given up after its most lines, and after its most time', () => {
    const long = [begin, ...Array.from({ length: maxKeyLines + 50 }, (_, n) => body(n))];
    expect(marked(long).messages).toHaveLength(maxKeyLines);
    const late = [begin, body(1)].map((text, n) => ({ text, timestampMs: receivedMs + n * (maxKeyMs + 1) }));
    expect(marked(late).messages).toEqual([]);
  });

  it('hides no line that says something, whatever follows a BEGIN without END', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const line = fc.oneof(
      fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => words.join(' ')),
      fc.stringMatching(/^[0-9a-f]{64}$/),
      fc.constantFrom(
        'OK',
        'done',
        'Shutdown',
        'AccessDenied',
        'panic: x',
        '{"level":"error","msg":"boom"}',
        '200',
        '=== end',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.integer({ min: 0, max: 3 }), (lines, bodies) => {
        const real = Array.from({ length: bodies }, (_, n) => body(n));
        expect(marked([begin, ...real, ...lines]).messages).toEqual(real);
      }),
    );
  });
});

/** Messages of a delivery's lines that are marked, when its first line says whether a key may go on. */
const markedIn = (lines: readonly string[]): readonly string[] => {
  const stream = openStream(origin, { receivedMs, mayContinueKey: mayContinueKey(lines[0] ?? '') });
  const outcomes = [...lines.flatMap((text, ordinal) => stream.push({ text, timestampMs: receivedMs }, ordinal))];
  const all = [...outcomes, ...stream.flush()];
  expect(all.map(({ ordinal }) => ordinal)).toEqual(lines.map((_, ordinal) => ordinal));
  return all.flatMap(({ outcome }) =>
    outcome.kind === 'record' && outcome.record.isKeyBody === true ? [outcome.record.message] : [],
  );
};

describe('a private key over several deliveries', () => {
  const lines = [begin, ...Array.from({ length: 12 }, (_, n) => body(n)), last, end];

  it('is marked wherever it was cut, in as many deliveries as there are', () => {
    for (let first = 1; first < lines.length - 2; first += 1) {
      for (let second = first + 1; second < lines.length - 2; second += 1) {
        const cuts = [lines.slice(0, first), lines.slice(first, second), [...lines.slice(second), 'INFO ready']];
        expect(cuts.flatMap(markedIn)).toEqual(lines.slice(1, -1));
      }
    }
  });

  it('is marked where only its last line and its END are in the next delivery', () => {
    expect(markedIn([last, end, 'INFO ready'])).toEqual([last]);
    expect(markedIn([end, body(1)])).toEqual([]);
  });

  it.each([
    ['Base64 of another width', [`${body(1)}abcdefgh1234`, `${body(2)}abcdefgh1234`]],
    ['Base64 that another text follows', [body(1), body(2), 'INFO ready']],
    ['digests', ['0a1b'.repeat(16), '9f8e'.repeat(16)]],
    ['one word', ['AbCd1234']],
    ['words before the END of a key', ['Ready2go', 'the key ends', end]],
    ['a long path', [`GET /files/${body(1)}`, end]],
  ])('is not seen in %s', (_, texts) => {
    expect(markedIn(texts)).toEqual([]);
  });

  it('keeps no more records waiting than a key has lines', () => {
    const many = Array.from({ length: maxKeyLines * 2 }, (_, n) => body(n));
    const stream = openStream(origin, { receivedMs, mayContinueKey: true });
    let [pushed, given, most] = [0, 0, 0];
    for (const text of many) {
      given += stream.push({ text }, pushed).length;
      pushed += 1;
      most = Math.max(most, pushed - given);
    }
    expect(most).toBeLessThanOrEqual(maxKeyLines + 1);
  });

  it('goes on in a file that begins inside a key and is read in two parts', () => {
    const whole = [body(1), body(2), last, end];
    for (const isFlushed of [false, true]) {
      const stream = openStream(origin, { receivedMs, mayContinueKey: true });
      const given = [0, 1].flatMap((n) => stream.push({ text: whole[n]! }, n));
      expect(given).toEqual([]);
      const from = isFlushed ? 2 : (stream.heldFrom ?? 0);
      const state = JSON.parse(JSON.stringify(stream.stateAfter(isFlushed))) as StreamState;
      expect(marked(whole.slice(from), state).messages).toEqual(whole.slice(from, -1));
    }
  });
});
