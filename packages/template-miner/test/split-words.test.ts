import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Signature } from '../src/signature.ts';
import { splitWords } from '../src/split-words.ts';
import { anyText } from './log-lines.ts';
import { maskedLines, refilled } from './masked-line.ts';

const masked = (text: string): string => {
  const { words, gaps } = splitWords(text);
  return gaps.map((gap, position) => gap + (words[position] ?? '')).join('');
};

const signatureOf = (text: string): string => {
  const signature = new Signature();
  signature.scan(text, 1);
  return `${signature.high},${signature.low}`;
};

describe('splitWords', () => {
  it.each([
    ['took 15 ms', 'took <num> ms'],
    ['took 15ms', 'took <duration>'],
    ['used 5.2 KB of 1.4 GB', 'used <size> of <size>'],
    ['sent 1190 bytes (1.16 KB) now', 'sent <num> bytes now'],
    ['lifetime <1 sec', 'lifetime <duration>'],
    ['from 10.0.0.1 port 22', 'from <ip> port <num>'],
    ['from 10.0.0.1:22.', 'from <endpoint>.'],
    ['src: /10.2.3.4:5001', 'src: <endpoint>'],
    ['host db-1.example.com:5432 ok', 'host <endpoint> ok'],
    ['at com.acme.Main.run(Main.java:42)', 'at com.acme.Main.run(Main.java:<num>)'],
    ['peer fe80::1 is up', 'peer <ip> is up'],
    ['lladdr 00:1a:2b:3c:4d:5e', 'lladdr <mac>'],
    ['id 123e4567-e89b-12d3-a456-426614174000', 'id <uuid>'],
    ['open /var/log/app.log: denied', 'open <path>: denied'],
    ['GET /a/17 503', 'GET /a/<num> 5xx'],
    ['GET /a/17 5xx', 'GET /a/<num> 5xx'],
    ['GET /a/17 99', 'GET /a/<num> <num>'],
    // No request, though it ends like one.
    ['Job 17 took 503', 'Job <num> took <num>'],
    ['GET /a/b?x=1&y=2 HTTP/1.1" 200', 'GET <path>" <num>'],
    ['see https://example.com/a?b=1, then', 'see <url>, then'],
    ['role arn:aws:iam::123456789012:role/x used', 'role <arn> used'],
    ['at 2024-05-06T07:08:09.123Z done', 'at <time> done'],
    ['at Fri Jun 17 07:07:00 2005', 'at <time>'],
    ['app v6.1.7601 up', 'app v<num> up'],
    ['steps = 15##69##54', 'steps = <num>##<num>##<num>'],
    ['node-12 joined core.2275', 'node-<num> joined core.<num>'],
    ['job_2024_0001 done', '<id> done'],
    ['ip=eth0 user= rhost=', 'ip=<id> user= rhost='],
    ['tag="View Lock 2" ok=true', 'tag="<text>" ok=<bool>'],
    ['jk2_init() found', 'jk2_init() found'],
    ['instruction......0', 'instruction......<num>'],
    ["it isn't 5", "it isn't <num>"],
    // The last number of a dotted one belongs to the word after it, so that word begins with a digit.
    ['0.0.0.0é0X', '<id>'],
    ['0.0.0.0é00X', '<id>'],
  ])('reads %j as %j', (message, template) => {
    expect(masked(message)).toBe(template);
  });

  it('reads its own result as it is', () => {
    fc.assert(fc.property(anyText, (text) => expect(masked(masked(text))).toBe(masked(text))));
  });

  it('gives messages with one signature the same words', () => {
    fc.assert(
      fc.property(
        maskedLines.chain((line) => fc.tuple(fc.constant(line), refilled(line))),
        ([line, other]) => {
          expect(signatureOf(other)).toBe(signatureOf(line));
          const [{ words, gaps }, split] = [splitWords(line), splitWords(other)];
          expect([split.words, split.gaps]).toEqual([words, gaps]);
        },
      ),
      { numRuns: 3_000, examples: [[['Jun 17 07:07:00 2005', 'Jun 0 0:0:0 256']]] },
    );
  });

  it('gives requests with one signature the same words, and one signature to those that differ in their ids alone', () => {
    const segment = fc.oneof(fc.constantFrom('orders', 'feed', 'api', 'v1', ''), fc.stringMatching(/^[0-9a-f]{1,9}$/));
    const status = fc.oneof(fc.integer({ min: 0, max: 1099 }).map(String), fc.constantFrom('5xx', '<num>', '099'));
    const requests = fc
      .tuple(fc.constantFrom('GET', 'POST', 'FETCH'), fc.array(segment, { maxLength: 3 }), status)
      .map(([method, segments, code]) => `${method} /${segments.join('/')} ${code}`);
    const seen = new Map<string, string>();
    let repeated = 0;
    fc.assert(
      fc.property(requests, (text) => {
        const { words, gaps } = splitWords(text);
        const split = JSON.stringify([words, gaps]);
        const known = seen.get(signatureOf(text));
        if (known !== undefined) repeated += 1;
        expect(known ?? split).toBe(split);
        seen.set(signatureOf(text), split);
        expect(masked(masked(text))).toBe(masked(text));
      }),
      { numRuns: 5_000 },
    );
    expect(repeated).toBeGreaterThan(100);
    expect(signatureOf('GET /orders/17 503')).toBe(signatureOf('GET /orders/8 500'));
    expect(signatureOf('GET /orders/17 503')).not.toBe(signatureOf('GET /orders/17 403'));
  });

  it('says where each word stands', () => {
    const message = 'sent 12 to  core.2275';
    const { spans } = splitWords(message);
    const words = Array.from({ length: spans.length / 2 }, (_, position) =>
      message.slice(spans[position * 2], spans[position * 2 + 1]),
    );
    expect(words).toEqual(['sent', '12', 'to', 'core.2275']);
  });

  it('reads only the beginning of an endless message', () => {
    expect(splitWords('a '.repeat(1_000_000)).words.length).toBeLessThanOrEqual(256);
  });
});
