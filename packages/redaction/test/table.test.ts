import { describe, expect, it } from '@jest/globals';
import { redact } from '../src/redact.ts';
import { defaultRedactionPolicy } from '../src/redaction-class.ts';
import { patternRules } from '../src/rules.ts';

const policy = { ...defaultRedactionPolicy, ip: true, mac: true };
const rows = patternRules.map(({ name, found, example, lookAlike }): [string, string, string, string] => [
  name,
  found,
  example,
  lookAlike,
]);

describe('a row of the table', () => {
  it.each(rows)('of %s takes its example out as %s', (_, found, example) => {
    const { text, counts } = redact(`failed with ${example} now`, policy);
    expect(text).not.toContain(example);
    expect(Object.keys(counts)).toContain(found);
  });

  it.each(rows)('of %s leaves its look-alike', (_, __, ___, lookAlike) => {
    const text = `done with ${lookAlike} now`;
    expect(redact(text, policy).text).toBe(text);
  });
});

describe('the value of a key', () => {
  it.each([
    ['JSON', '{"password":"hunter2","a":1}', '{"password":"[redacted:password]","a":1}'],
    [
      'JSON inside JSON inside JSON',
      String.raw`{"m":"{\"b\":\"{\\\"pwd\\\":\\\"hun\\\\\\\"ter2\\\"}\"}"}`,
      String.raw`{"m":"{\"b\":\"{\\\"pwd\\\":\\\"[redacted:password]\\\"}\"}"}`,
    ],
    [
      'a pair that names it',
      '{"name":"DB_PASSWORD","value":"hunter2"}',
      '{"name":"DB_PASSWORD","value":"[redacted:password]"}',
    ],
    [
      'a pair that is named after its value',
      '{"value":"hunter2","name":"DB_PASSWORD"}',
      '{"value":"[redacted:password]","name":"DB_PASSWORD"}',
    ],
    ['an array', '{"passwords":["a1b2","c3d4"]}', '{"passwords":["[redacted:password]","[redacted:password]"]}'],
    ['an element', '<password>hunter2</password>', '<password>[redacted:password]</password>'],
    ['a comma inside the password', 'password=ab,cd12 user=x', 'password=[redacted:password] user=x'],
    ['another pair after a comma', 'password=ab,user=x', 'password=[redacted:password],user=x'],
    ['cookies', 'Cookie: theme=dark; sid=q7K2zD9mX4q7K2zD', 'Cookie: theme=dark; sid=[redacted:session]'],
    ['percent encoding', '/cb?v=password%3Dhunter2&z=2', '/cb?v=password%3D[redacted:password]&z=2'],
    ['an encoded address', '/u/ann%40example.com/x', '/u/[redacted:email]/x'],
    ['an address after a slash', 'assumed-role/Admin/ann@example.com', 'assumed-role/Admin/[redacted:email]'],
    ['a phone', 'phone=044 668 18 00 ok', 'phone=[redacted:phone] ok'],
    ['a national id', 'ssn: 219099999', 'ssn: [redacted:national-id]'],
    ['an option', 'run --password hunter2 now', 'run --password [redacted:password] now'],
  ])('goes from %s', (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });
});

describe('a mark', () => {
  const keyed = { ...defaultRedactionPolicy, hashKey: 'key' };

  it('tells values apart where people group by them, and never without the key', () => {
    const marks = ['bob@example.com', 'carol@example.com', 'bob@example.com'].map((mail) => redact(mail, keyed).text);
    expect(marks[0]).toMatch(/^\[redacted:email:\d[0-9a-f]{5}\]$/);
    expect(marks[0]).toBe(marks[2]);
    expect(marks[0]).not.toBe(marks[1]);
    expect(redact('bob@example.com', { ...keyed, hashKey: 'other' }).text).not.toBe(marks[0]);
  });

  it('says nothing of a secret', () => {
    expect(redact('password=hunter2', keyed).text).toBe('password=[redacted:password]');
  });
});
