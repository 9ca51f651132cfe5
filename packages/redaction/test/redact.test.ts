import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact, redactAttributes } from '../src/redact.ts';
import { defaultRedactionPolicy, redactionClasses } from '../src/redaction-class.ts';

// Put together here, so that no scanner takes the test for a leak.
const accessKey = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const secretKey = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');
const githubToken = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
const slackToken = ['xoxb', '123456789012', 'abcdefABCDEF'].join('-');
const privateKey = ['-----BEGIN RSA PRIVATE', ' KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE', ' KEY-----'].join('');

describe('redact', () => {
  it.each([
    ['an access key id', `used ${accessKey} now`, 'used [redacted:aws-access-key:MPLE] now'],
    [
      'a secret key in context',
      `aws_secret_access_key = ${secretKey}`,
      'aws_secret_access_key = [redacted:aws-secret-key]',
    ],
    ['a secret key in JSON', `{"SecretAccessKey":"${secretKey}"}`, '{"SecretAccessKey":"[redacted:aws-secret-key]"}'],
    [
      'a secret key behind its id',
      `${accessKey},${secretKey}`,
      '[redacted:aws-access-key:MPLE],[redacted:aws-secret-key]',
    ],
    ['a session token', '"sessionToken": "FwoGZXIvYXdzEBYaDKExample=="', '"sessionToken": "[redacted:secret]"'],
    ['a JWT', `got ${jwt}.`, 'got [redacted:jwt].'],
    ['a bearer token', 'Authorization: Bearer abcdef0123456789.xyz', 'Authorization: Bearer [redacted:bearer-token]'],
    ['basic credentials', 'authorization: Basic dXNlcjpwYXNzd29yZA==', 'authorization: Basic [redacted:basic-auth]'],
    ['a password in a URL', 'postgres://app:s3cr3t@db:5432/x', 'postgres://app:[redacted:url-password]@db:5432/x'],
    ['a password pair', 'user=ann password=hunter2 ok', 'user=ann password=[redacted:password] ok'],
    [
      'a quoted password with spaces',
      '"password": "correct horse", "a": 1',
      '"password": "[redacted:password]", "a": 1',
    ],
    ['a password in escaped JSON', '{\\"passwd\\":\\"hunter2\\"}', '{\\"passwd\\":\\"[redacted:password]\\"}'],
    ['an API key', 'x-api-key: 0a1b2c3d4e5f6a7b', 'x-api-key: [redacted:secret]'],
    ['a token of GitHub', `push with ${githubToken}`, 'push with [redacted:api-token]'],
    ['a token of Slack', `post with ${slackToken}`, 'post with [redacted:api-token]'],
    ['a private key', `key: ${privateKey} end`, 'key: [redacted:private-key] end'],
    ['an e-mail address', 'mail to ann.b+c@example.co.uk sent', 'mail to [redacted:email] sent'],
    ['a card number', 'paid with 4111 1111 1111 1111 today', 'paid with [redacted:card] today'],
    ['a card number without spaces', 'pan 5555555555554444', 'pan [redacted:card]'],
    ['a card number behind another number', 'item 12 4111 1111 1111 1111', 'item 12 [redacted:card]'],
    ['a phone number', 'call +41 44 668 18 00 now', 'call [redacted:phone] now'],
  ])('takes out %s', (_, text, redacted) => {
    expect(redact(text).text).toBe(redacted);
  });

  it.each([
    ['a git commit', 'commit 3f786850e387550fdab836ed7e6dc881de23001b'],
    ['a UUID', 'RequestId: 8f5e8c4a-1d2b-4c3d-9e8f-0a1b2c3d4e5f'],
    ['an order number', 'order 1234567812345678 shipped'],
    ['an order number that passes Luhn', 'order_id=4111111111111111'],
    ['a time in milliseconds', 'at 1700000000000 and 1700000000123456789'],
    ['a block name', 'blk_4111111111111111 verified'],
    ['an address', 'Failed password for root from 10.0.0.1 port 22 ssh2'],
    ['a paging token', 'nextToken=AbC123456789012345'],
    ['a count of tokens', 'max_tokens=4096 tokens: 12'],
    ['an ARN of a secret', 'secret: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db'],
    ['the name in the ARN of a secret', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-password-nFvpuv'],
    ['a hidden password', 'password=****** ok'],
    ['a missing token', 'Bad activity token: null'],
    ['a time zone', '2024-01-01 00:00:00 +0000 ok'],
    ['a package', 'npm install left-pad@1.3.0'],
    ['a hash of 40 letters alone', 'etag da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['a URL with a port', 'GET https://example.com:8443/a?b=c@d'],
    ['basic words', 'basic information about key features'],
  ])('leaves %s', (_, text) => {
    expect(redact(text)).toEqual({ text, counts: {} });
  });

  it('counts what it takes out, by class', () => {
    expect(redact('a@b.io c@d.io password=x1').counts).toEqual({ email: 2, password: 1 });
  });

  it('takes addresses out on request only', () => {
    const policy = { ...defaultRedactionPolicy, ip: true, email: false };
    const text = 'a@b.io from 10.0.0.1 and 2001:db8:0:0:0:0:0:1';
    expect(redact(text, policy).text).toBe('a@b.io from [redacted:ip] and [redacted:ip]');
    expect(redact(text).text).toBe('[redacted:email] from 10.0.0.1 and 2001:db8:0:0:0:0:0:1');
  });

  it('takes out no class that the policy leaves', () => {
    const policy = Object.fromEntries(
      redactionClasses.map((name) => [name, false]),
    ) as unknown as typeof defaultRedactionPolicy;
    const text = `${accessKey} a@b.io password=x1 ${jwt}`;
    expect(redact(text, policy).text).toBe(text);
  });

  const pieces = fc.constantFrom(
    accessKey,
    secretKey,
    jwt,
    githubToken,
    slackToken,
    privateKey,
    'password',
    'secret',
    'token',
    '=',
    ': ',
    '"',
    ' ',
    'Bearer ',
    'Basic ',
    'Authorization: ',
    '@',
    'b.io',
    '4111111111111111',
    '+41446681800',
    'x1y2z3a4b5c6d7e8',
    'https://u:',
    '[redacted:jwt]',
    '\\"',
    ',',
    '{',
    'ann',
    '12 ',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '-',
    '+41 44 668 18 00',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 60 }),
  );

  it('changes nothing the second time', () => {
    const policy = { ...defaultRedactionPolicy, ip: true };
    fc.assert(
      fc.property(texts, (text) => {
        const once = redact(text, policy);
        expect(redact(once.text, policy)).toEqual({ text: once.text, counts: {} });
      }),
      { numRuns: 500 },
    );
  });

  it('finds with its first look whatever it takes out', () => {
    // A text with an `@` is always looked at closely.
    fc.assert(
      fc.property(texts, (text) => {
        expect(redact(`@ | ${text}`).text.slice(1)).toBe(redact(`! | ${text}`).text.slice(1));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves neither keys nor tokens in any text', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { text } = redact(`${before} ${accessKey} ${githubToken} ${after}`);
        expect(text).not.toContain(accessKey);
        expect(text).not.toContain(githubToken);
      }),
    );
  });
});

describe('redactAttributes', () => {
  it('takes out the whole value of a field that is named after a secret, once', () => {
    const once = redactAttributes({
      'labels.password': 'correct horse',
      'labels.nextToken': 'a1b2c3d4e5f6g7h8',
      'x.apiKey': 'a1b2c3d4e5f6',
    });
    expect(once.attributes).toEqual({
      'labels.password': '[redacted:password]',
      'labels.nextToken': 'a1b2c3d4e5f6g7h8',
      'x.apiKey': '[redacted:secret]',
    });
    expect(redactAttributes(once.attributes)).toEqual({ attributes: once.attributes, counts: {} });
  });

  it('takes secrets out of every text, and keeps numbers and names', () => {
    const { attributes, counts } = redactAttributes({
      'user.email': 'a@b.io',
      'source.port': 22,
      tags: ['x', 'password=x1'],
      ok: true,
    });
    expect(attributes).toEqual({
      'user.email': '[redacted:email]',
      'source.port': 22,
      tags: ['x', 'password=[redacted:password]'],
      ok: true,
    });
    expect(counts).toEqual({ email: 1, password: 1 });
  });
});
