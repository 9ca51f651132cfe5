import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordOrigin, ReadOutcome } from '@bellwether/log-events';
import type { StreamOutcome } from '../src/reader.ts';
import { openStream } from '../src/stream/open-stream.ts';
import { lines } from './lines.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);
const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

const readAll = (texts: readonly string[], origin: RecordOrigin = nowhere): readonly StreamOutcome[] => {
  const stream = openStream(origin, { receivedMs });
  return [...texts.flatMap((text, ordinal) => [...stream.push({ text }, ordinal)]), ...stream.flush()];
};

const brief = (outcome: ReadOutcome): string =>
  outcome.kind === 'record'
    ? outcome.record.message
    : outcome.kind === 'dropped'
      ? outcome.reason
      : outcome.failure.code;

const briefs = (texts: readonly string[], origin?: RecordOrigin): readonly string[] =>
  readAll(texts, origin).map(({ outcome }) => brief(outcome));

const head = '2023-06-01 10:00:00,000 ERROR [main] org.acme.App: ';

describe('openStream', () => {
  it.each([
    [
      'Java',
      [
        `${head}boom`,
        'java.lang.IllegalStateException: bad',
        '\tat org.acme.A.b(A.java:1)',
        'Caused by: java.io.IOException: x',
        '\t... 3 more',
      ],
      1,
    ],
    [
      'Python',
      [
        `${head}boom`,
        'Traceback (most recent call last):',
        '  File "a.py", line 1, in <module>',
        'ValueError: bad',
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        'Traceback (most recent call last):',
        '  File "b.py", line 2',
        'app.errors.Failed: KeyError: no',
      ],
      1,
    ],
    [
      'Node',
      ['TypeError: x is not a function', '    at a (/app/a.js:1:2)', '    at b (/app/b.js:3:4) {', "  code: 'X'", '}'],
      1,
    ],
    [
      'Go',
      [
        'panic: runtime error: index out of range',
        '',
        'goroutine 1 [running]:',
        'main.main()',
        '\t/app/main.go:7 +0x1d',
        'exit status 2',
      ],
      1,
    ],
    [
      '.NET',
      [
        `${head}boom`,
        'System.InvalidOperationException: bad',
        '   at Acme.A.B() in A.cs:line 1',
        ' ---> System.Exception: inner',
        '   --- End of inner exception stack trace ---',
      ],
      1,
    ],
    [
      'PHP',
      [
        '[01-Jun-2023 10:00:00 UTC] PHP Fatal error:  Uncaught Exception: x in /a.php:3',
        'Stack trace:',
        '#0 /a.php(3): foo()',
        '#1 {main}',
        '  thrown in /a.php on line 3',
      ],
      1,
    ],
    ['.NET console', ['info: Acme.Host[0]', '      Now listening'], 1],
    [
      'Laravel',
      [
        '[2023-06-01 10:00:00] production.ERROR: refused {"exception":"[object] (PDOException(code: 2): x at /a.php:3)',
        '[stacktrace]',
        '#0 /a.php(12): foo()',
        '#1 {main}',
        '"} ',
      ],
      1,
    ],
    [
      'Rust',
      [
        "thread 'main' panicked at src/main.rs:3:5:",
        'index out of bounds: the len is 3',
        'stack backtrace:',
        '   0: rust_begin_unwind',
      ],
      1,
    ],
    [
      'Elixir',
      [`${head}GenServer terminating`, '** (RuntimeError) bad', '    (shop 0.1.0) lib/shop.ex:3: Shop.pay/1'],
      1,
    ],
    ['Erlang', ['=ERROR REPORT==== 1-Jun-2023::10:00:00 ===', 'closing connection', 'missed heartbeats'], 1],
  ])('joins a stack trace of %s to one record', (_name, trace, records) => {
    const outcomes = readAll([...trace, `${head}next`]);
    expect(outcomes.map(({ ordinal }) => ordinal)).toEqual([...trace.keys(), trace.length]);
    const read = outcomes.filter(({ outcome }) => outcome.kind === 'record');
    expect(read).toHaveLength(records + 1);
    for (const line of trace.slice(1)) if (line !== '') expect(brief(read[0]!.outcome)).toContain(line.trim());
    expect(brief(read[1]!.outcome)).toBe('next');
  });

  it('joins no line to a header alone that has a header of its own', () => {
    const briefsOf = briefs([
      '=ERROR REPORT==== 1-Jun-2023::10:00:00 ===',
      `${head}next`,
      "thread 'a' panicked at x",
      'other',
    ]);
    expect(briefsOf).toHaveLength(4);
  });

  it('takes one pushed record of several lines as one', () => {
    expect(briefs([`${head}boom\n\tat a.b(C.java:1)\n\tat d.e(F.java:2)`])).toEqual([
      'boom\n\tat a.b(C.java:1)\n\tat d.e(F.java:2)',
    ]);
  });

  it('holds a record until it is certain that nothing continues it', () => {
    const stream = openStream(nowhere, { receivedMs });
    expect(stream.push({ text: `${head}one` }, 7)).toEqual([]);
    expect(stream.heldFrom).toBe(7);
    expect(stream.push({ text: '\tat a.b(C.java:1)' }, 8)).toEqual([]);
    expect(stream.heldFrom).toBe(7);
    expect(stream.push({ text: `${head}two` }, 9).map(({ ordinal }) => ordinal)).toEqual([7, 8]);
    expect(stream.heldFrom).toBe(9);
    expect(stream.flush().map(({ ordinal }) => ordinal)).toEqual([9]);
    expect(stream.heldFrom).toBeUndefined();
    expect(stream.flush()).toEqual([]);
  });

  it('gives records at once whose format knows no continuation', () => {
    const stream = openStream(nowhere, { receivedMs });
    expect(stream.push({ text: '{"level":"info","msg":"a"}' }, 0)).toHaveLength(1);
    expect(stream.heldFrom).toBeUndefined();
  });

  it('joins the lines of a slow query and reads them together', () => {
    const query = [
      '# Time: 2023-06-01T10:00:00.000000Z',
      '# User@Host: bob[bob] @  [192.0.2.1]  Id: 7',
      '# Query_time: 2.5  Lock_time: 0.1 Rows_sent: 1  Rows_examined: 9',
      'SET timestamp=1685613600;',
      'SELECT 1',
      'FROM t;',
    ];
    const outcomes = readAll([...query, '# Time: 2023-06-01T10:00:01.000000Z']);
    expect(outcomes[0]!.outcome).toMatchObject({
      record: { message: 'SELECT 1\nFROM t;', attributes: { 'user.name': 'bob', 'event.duration': 2_500_000_000 } },
    });
    expect(outcomes).toHaveLength(7);
  });

  it('lets a record go that thousands of lines continue, and still counts each of them', () => {
    const stream = openStream(nowhere, { receivedMs });
    stream.push({ text: `${head}boom` }, 0);
    const given = Array.from(
      { length: 5000 },
      (_, index) => stream.push({ text: '\tat a.b(C.java:1)' }, index + 1).length,
    );
    expect(given.reduce((sum, count) => sum + count, 0)).toBe(5001);
    expect(stream.heldFrom).toBeUndefined();
  });

  it('bounds what continuations add', () => {
    const frames = Array.from({ length: 3000 }, (_, index) => `\tat org.acme.Frame${index}.call(Frame.java:${index})`);
    const [first] = readAll([`${head}boom`, ...frames]);
    expect(brief(first!.outcome).length).toBeLessThanOrEqual(64 * 1024 + 100);
    expect(readAll([`${head}boom`, ...frames])).toHaveLength(3001);
  });

  it('reads the lines behind a header line by its names', () => {
    const outcomes = readAll(['dstaddr srcaddr action log-status', '10.0.0.1 192.0.2.1 REJECT OK'], {
      ...nowhere,
      logGroup: 'vpc-flow-logs',
    });
    expect(outcomes.map(({ outcome }) => brief(outcome))[0]).toBe('header');
    expect(outcomes[1]!.outcome).toMatchObject({
      record: { format: 'vpc-flow', attributes: { 'source.ip': '192.0.2.1', 'destination.ip': '10.0.0.1' } },
    });
  });

  it('keeps the names of a W3C file over its other directives', () => {
    const outcomes = readAll([
      '#Fields: date time s-ip cs-method cs-uri-stem c-ip sc-status',
      '#Date: 2023-06-01 10:00:00',
      '2023-06-01 10:00:00 10.0.0.1 GET /a 192.0.2.1 500',
    ]);
    expect(outcomes[2]!.outcome).toMatchObject({
      record: { format: 'iis', attributes: { 'source.ip': '192.0.2.1', 'http.response.status_code': 500 } },
    });
  });

  it('goes on with the day of its file where another stream stopped', () => {
    const first = openStream(nowhere, { receivedMs });
    ['#Date: 2023-06-01', '#Fields: time c-ip cs-method cs-uri-stem sc-status'].forEach((text, at) =>
      first.push({ text }, at),
    );
    const second = openStream(nowhere, { receivedMs, state: first.stateAfter(false) });
    const [row] = [...second.push({ text: '10:00:00 192.0.2.1 GET /a 200' }, 0), ...second.flush()];
    expect(row?.outcome).toMatchObject({ record: { timestampMs: Date.UTC(2023, 5, 1, 10) } });
  });

  it('finds the format again when the stream changes it', () => {
    const formats = readAll(lines.map(({ text }) => text)).map(({ outcome }) =>
      outcome.kind === 'record' ? outcome.record.format : outcome.kind,
    );
    expect(formats).toEqual(lines.map(({ format }) => format));
  });

  it('takes off terminal colours', () => {
    expect(briefs(['\u001b[31m2023-06-01 10:00:00 ERROR\u001b[0m boom'])).toEqual(['boom']);
  });

  it.each([
    ['a blank line', '  \t', 'blank'],
    ['binary data', '\u0000\u0001\u0002\ufffd\ufffd\u0003abc', 'not_text'],
    ['JSON that was cut off', '{"level":"info","msg":"hel', 'bad_json'],
  ])('says why %s is no record', (_name, text, reason) => {
    expect(briefs([text])).toEqual([reason]);
  });

  it('prefers the time in the text to the time of delivery, and the service id to none', () => {
    const stream = openStream(nowhere, { receivedMs });
    const raws = [
      { text: `${head}a`, id: 'e1', timestampMs: 5 },
      { text: 'b', id: 'e2', timestampMs: 6 },
    ];
    const out = [...raws.flatMap((raw, ordinal) => [...stream.push(raw, ordinal)]), ...stream.flush()];
    expect(
      out.map(({ outcome }) => outcome.kind === 'record' && [outcome.record.id, outcome.record.timestampMs]),
    ).toEqual([
      ['e1', Date.UTC(2023, 5, 1, 10)],
      ['e2', 6],
    ]);
  });

  it('gives every pushed line exactly one outcome, in order', () => {
    const line = fc.oneof(
      fc.constantFrom(...lines.map(({ text }) => text)),
      fc.constantFrom(
        '',
        ' ',
        '\tat a.b(C.java:1)',
        'Caused by: x',
        '}',
        'Traceback (most recent call last):',
        '#Version: 1.0',
        '\u0000\u0000',
        '{',
        'goroutine 1 [running]:',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (texts) => {
        const stream = openStream(nowhere, { receivedMs });
        const ordinals: number[] = [];
        texts.forEach((text, ordinal) => {
          ordinals.push(...stream.push({ text }, ordinal).map((outcome) => outcome.ordinal));
          expect(stream.heldFrom).toBe(ordinals.length === ordinal + 1 ? undefined : ordinals.length);
        });
        ordinals.push(...stream.flush().map((outcome) => outcome.ordinal));
        expect(ordinals).toEqual([...texts.keys()]);
      }),
      { numRuns: 500 },
    );
  });
});
