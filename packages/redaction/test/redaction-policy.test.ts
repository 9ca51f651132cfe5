import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact, redactAttributes } from '../src/redact.ts';
import { defaultRedactionPolicy, redactionClasses } from '../src/redaction-class.ts';
import { noRedaction, parseRedactionPolicy } from '../src/redaction-policy.ts';

const onIn = (text: string): readonly string[] => {
  const read = parseRedactionPolicy(text);
  return read.ok ? redactionClasses.filter((found) => read.policy[found]) : [];
};
const byDefault = redactionClasses.filter((found) => defaultRedactionPolicy[found]);

describe('parseRedactionPolicy', () => {
  it.each<[string, readonly string[]]>([
    ['', byDefault],
    ['ip', [...byDefault, 'ip']],
    ['-email, -phone', byDefault.filter((found) => found !== 'email' && found !== 'phone')],
    ['none', []],
    ['none,card', ['card']],
    ['all', [...redactionClasses]],
    ['ALL -ip default', byDefault],
  ])('reads %j', (text, classes) => {
    expect(onIn(text)).toEqual(classes);
  });

  it('names the first word that is no class', () => {
    expect(parseRedactionPolicy('ip, emails')).toEqual({ ok: false, unknownWord: 'emails' });
    expect(parseRedactionPolicy('-all')).toEqual({ ok: false, unknownWord: '-all' });
  });
});

describe('a redaction policy', () => {
  const line = 'user=ann@example.com card 4539 5787 6362 1486 from 192.0.2.1 password=hunter2';

  it('switches each class on and off', () => {
    expect(redact(line, noRedaction)).toEqual({ text: line, counts: {} });
    const read = parseRedactionPolicy('none,card,ip');
    expect(read.ok && redact(line, read.policy)).toEqual({
      text: 'user=ann@example.com card [redacted:card] from [redacted:ip] password=hunter2',
      counts: { card: 1, ip: 1 },
    });
  });

  it('holds for attributes by name as well', () => {
    const attributes = { 'labels.password': 'hunter2', 'source.ip': '192.0.2.1' };
    expect(redactAttributes(attributes, noRedaction).attributes).toBe(attributes);
    expect(redactAttributes(attributes, { ...defaultRedactionPolicy, ip: true })).toEqual({
      attributes: { 'labels.password': '[redacted:password]', 'source.ip': '[redacted:ip]' },
      counts: { ip: 1, password: 1 },
    });
  });

  it('counts nothing of a class that is off', () => {
    const classes = fc.subarray([...redactionClasses]);
    fc.assert(
      fc.property(classes, (off) => {
        const policy = { ...defaultRedactionPolicy, ...Object.fromEntries(off.map((found) => [found, false])) };
        expect(Object.keys(redact(line, policy).counts).filter((found) => off.includes(found as never))).toEqual([]);
      }),
    );
  });
});

describe('what only looks like private data', () => {
  it.each([
    ['an order number', 'order 4539578763621486 shipped'],
    ['an invoice', 'invoice: 4539578763621486'],
    ['a size', 'bytes=4539578763621486'],
    ['a number that is no card', 'pan 4539578763621487'],
    ['an EAN', 'ean 4006381333931'],
    ['nanoseconds', 'at 1685613600000000000'],
    ['a UUID', 'id 123e4567-e89b-12d3-a456-426614174000'],
    ['an ARN', 'role arn:aws:iam::123456789012:role/token-reader'],
    ['a commit', 'commit 9fceb02d0ae598e95dc970b74767f19372d61af8'],
    ['a digest', 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a time zone', 'at 2023-06-01T10:00:00+0200'],
    ['a difference', 'clock drift +1234567890 ns'],
    ['a number with a fraction', 'gain +1.23456789'],
    ['coordinates', 'lat +48.8566 lon +2.3522'],
    ['a token that pages', 'pagination token: abcdef0123456789'],
    ['a count of tokens', 'max_tokens: 4096'],
    ['an object key', 's3 key=logs/2023/06/01/file.gz'],
    ['the folder of a shell', 'bob : TTY=pts/0 ; PWD=/home/bob ; USER=root'],
    ['a git remote', 'fetch git@github.com:acme/app.git'],
    ['a package', 'installed @scope/name@1.2.3'],
  ])('keeps %s', (_, text) => {
    expect(redact(text)).toEqual({ text, counts: {} });
  });

  it.each([
    ['a number with the area in brackets', 'call +1 (555) 010-9999 now', 'call [redacted:phone] now'],
    ['a number in two groups', 'call +49 170 1234567', 'call [redacted:phone]'],
    ['a password that is no folder', 'pwd=hunter2', 'pwd=[redacted:password]'],
  ])('takes out %s all the same', (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });
});
