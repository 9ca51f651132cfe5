import { describe, expect, it } from '@jest/globals';
import type { RawRecord, ReadRecord } from '@bellwether/log-events';
import { jsonLineReader } from '../src/readers/json-line.ts';

const receivedMs = Date.UTC(2026, 5, 15, 12);

const read = (document: object): ReadRecord => {
  const raw: RawRecord = { text: JSON.stringify({ time: '2026-06-15T10:00:00Z', ...document }) };
  const outcome = jsonLineReader.read(raw, { receivedMs } as Parameters<typeof jsonLineReader.read>[1]);
  if (outcome.kind !== 'record') throw new Error(JSON.stringify(outcome));
  return outcome.record;
};

describe('account and region of a structured line', () => {
  it.each([
    [{ accountId: '111122223333', awsRegion: 'eu-west-1' }, '111122223333', 'eu-west-1'],
    [{ aws_account_id: 111122223333, aws_region: 'us-gov-east-1' }, '111122223333', 'us-gov-east-1'],
    [{ account: '111122223333', region: 'us-east-1' }, '111122223333', 'us-east-1'],
    [{ resourceArn: 'arn:aws:dms:eu-west-1:111122223333:rep:ABC' }, '111122223333', 'eu-west-1'],
    [{ cloud: { account: { id: '111122223333' }, region: 'eu-west-1' } }, '111122223333', 'eu-west-1'],
    [{ ownerId: '111122223333', region: 'us-east-1' }, '111122223333', 'us-east-1'],
    // A customer's account of a bank, a number that is too short, a place, and the role of whoever called.
    [{ account: '123456789012', msg: 'transfer' }, undefined, undefined],
    [{ account_id: 42, region: 'EMEA' }, undefined, undefined],
    [{ accountId: 'unknown', region: 'north' }, undefined, undefined],
    [{ roleArn: 'arn:aws:iam::999988887777:role/x' }, undefined, undefined],
  ])('%j gives %s and %s', (document, account, region) => {
    const record = read(document);
    expect(record.account).toBe(account);
    expect(record.region).toBe(region);
    expect(record.attributes['cloud.account.id']).toBe(account);
    expect(record.attributes['cloud.region']).toBe(region);
  });
});

describe('outcome of a structured line', () => {
  it.each([
    [{ status: 'FAILED' }, 'failure'],
    [{ outcome: 'success' }, 'success'],
    [{ success: false }, 'failure'],
    [{ result: 'NON_COMPLIANT' }, 'failure'],
    [{ statusCode: 503 }, 'failure'],
    [{ status: 204 }, 'success'],
    [{ http: { status_code: 404 } }, 'failure'],
    // A refusal that is sent as a page is a refusal.
    [{ outcome: 'blocked', statusCode: 200 }, 'failure'],
    [{ event: { action: 'access_denied' } }, 'failure'],
    [{ state: 'RUNNING' }, undefined],
    [{ result: 'the fallback of the failed call was taken, and everything went on as it should have' }, undefined],
  ])('%j gives %s', (document, outcome) => {
    expect(read({ msg: 'done', ...document }).attributes['event.outcome']).toBe(outcome);
  });
});

describe('a request that a structured line keeps as an object', () => {
  it.each([
    // pino and bunyan
    [
      {
        msg: 'failed',
        req: { method: 'GET', url: '/a/7', remoteAddress: '10.0.0.7', remotePort: 51 },
        res: { statusCode: 500 },
      },
      {
        'http.request.method': 'GET',
        'url.original': '/a/7',
        'source.ip': '10.0.0.7',
        'source.port': 51,
        'http.response.status_code': 500,
        'event.outcome': 'failure',
      },
    ],
    // Caddy
    [
      {
        msg: 'handled',
        request: {
          client_ip: '10.0.0.7',
          method: 'PUT',
          host: 'shop:8443',
          uri: '/b',
          headers: { 'User-Agent': ['curl/8'] },
        },
        status: 201,
      },
      {
        'http.request.method': 'PUT',
        'url.domain': 'shop',
        'user_agent.original': 'curl/8',
        'http.response.status_code': 201,
        'event.outcome': 'success',
      },
    ],
    // Google Cloud
    [
      {
        message: 'slow',
        httpRequest: {
          requestMethod: 'GET',
          requestUrl: 'https://shop/c',
          status: 503,
          remoteIp: '10.0.0.7',
          userAgent: 'curl/8',
        },
      },
      {
        'http.request.method': 'GET',
        'url.original': 'https://shop/c',
        'source.ip': '10.0.0.7',
        'http.response.status_code': 503,
      },
    ],
    // nginx with one text for all of it; `host` is whom the client asked for.
    [
      { request: 'GET /d HTTP/1.1', status: 502, remote_user: 'bob', host: 'shop' },
      { 'http.request.method': 'GET', 'url.original': '/d', 'user.name': 'bob', 'url.domain': 'shop' },
    ],
    // Vault: an operation that is no request of HTTP still has its client.
    [
      { msg: 'denied', request: { operation: 'read', path: 'secret/x', remote_address: '10.0.0.7' } },
      { 'source.ip': '10.0.0.7' },
    ],
  ])('%j', (document, attributes) => {
    expect(read(document).attributes).toMatchObject(attributes);
  });

  it('takes no object for a request that has neither a method nor an address', () => {
    const { attributes } = read({
      msg: 'x',
      request: { id: 'r1', path: 'secret' },
      response: { status: 200 },
      host: 'web01',
    });
    expect(Object.keys(attributes).filter((name) => /^(?:http|url|source)\./.test(name))).toEqual([]);
    expect(attributes['host.hostname']).toBe('web01');
  });

  it('is a sentence where the line has none of its own', () => {
    expect(read({ request_method: 'GET', request_uri: '/a?x=error', status: '200' }).message).toBe('GET /a 200');
    expect(read({ method: 'GET', uri: '/a' }).message).toContain('"uri"');
  });
});

describe('what else a structured line says', () => {
  it.each([
    [
      { error_severity: 'ERROR', message: 'x', user: 'shop', remote_host: '10.0.0.7' },
      'ERROR',
      { 'user.name': 'shop', 'source.ip': '10.0.0.7' },
    ],
    [
      { level: 'ERROR', fields: { message: 'x', order: 7 }, target: 'shop::pay' },
      'ERROR',
      { 'log.logger': 'shop::pay' },
    ],
    [{ jsonPayload: { message: 'x', level: 'warn' } }, 'warn', {}],
    [
      { level: 'info', message: 'x', process: 4321, thread: 7, threadName: 'main' },
      'info',
      { 'process.pid': 4321, 'process.thread.id': 7, 'process.thread.name': 'main' },
    ],
  ])('%j', (document, level, attributes) => {
    const record = read(document);
    expect(record).toMatchObject({ message: 'x', level });
    expect(record.attributes).toMatchObject(attributes);
  });

  it.each(['2026-06-01T10:00:00+00:00', '01/Jun/2026:10:00:00 +0000'])('has the time %s under nginx’ keys', (time) => {
    const raw = { text: JSON.stringify({ [time.startsWith('2') ? 'time_iso8601' : 'time_local']: time, msg: 'x' }) };
    const outcome = jsonLineReader.read(raw, { receivedMs } as Parameters<typeof jsonLineReader.read>[1]);
    expect(outcome).toMatchObject({ record: { timestampMs: Date.UTC(2026, 5, 1, 10) } });
  });
});
