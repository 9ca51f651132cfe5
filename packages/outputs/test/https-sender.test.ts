import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer, HttpRequest } from '@bellwether/ports';
import { httpsSender, isPublicAddress } from '@bellwether/outputs';
import { memoryHttp } from '@bellwether/testkit';
import { describeHttpSender } from '../../testkit/src/conformance/http-sender.ts';
import { retryAfterMs } from '../src/http/retry-after.ts';

type Answer = HttpAnswer & { readonly location?: string };

/** A real server on this machine, which answers as it is told; a status of 0 never answers. */
const listen = async () => {
  const received: Pick<HttpRequest, 'headers' | 'body'>[] = [];
  let answer: Answer = { status: 200, body: 'ok' };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(parts).toString(),
      });
      if (answer.status === 0) return;
      if (answer.status === -1) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, {
        ...(answer.retryAfterMs === undefined ? {} : { 'retry-after': String(answer.retryAfterMs / 1_000) }),
        ...(answer.location === undefined ? {} : { location: answer.location }),
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received: () => received,
    answerWith: (next: Answer) => {
      answer = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

describeHttpSender('httpsSender', async () => ({
  ...(await listen()),
  store: httpsSender({ allowPrivateAddresses: true }),
}));

describeHttpSender('memoryHttp', async () => {
  let answer: Answer = { status: 200, body: 'ok' };
  const http = memoryHttp(() => {
    const { location: _location, ...rest } = answer;
    return rest;
  });
  return {
    store: http,
    url: 'https://example.com/hook',
    answerWith: (next: Answer) => {
      answer = next;
    },
    received: () => http.requests.map(({ headers, body }) => ({ headers, body })),
    close: async () => undefined,
  };
});

const request = (url: string): HttpRequest => ({ url, headers: {}, body: '{}' });

describe('httpsSender', () => {
  it.each([
    'http://example.com/',
    'https://user:password@example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost/',
  ])('refuses %s for good, and does not name it', async (url) => {
    const failure: unknown = await httpsSender()
      .post(request(url))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PortError', retryable: false });
    expect(String((failure as Error).cause)).not.toContain(new URL(url).hostname);
  });

  it('gives up on an answer that does not come, and on a connection that breaks', async () => {
    const server = await listen();
    const sender = httpsSender({ allowPrivateAddresses: true, timeoutMs: 50 });
    try {
      for (const status of [0, -1]) {
        server.answerWith({ status, body: '' });
        await expect(sender.post(request(server.url))).rejects.toMatchObject({ name: 'PortError', retryable: true });
      }
    } finally {
      await server.close();
    }
    await expect(sender.post(request(server.url))).rejects.toMatchObject({ name: 'PortError', retryable: true });
  });
});

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'lets %s pass',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '::', '::1', '::ffff:10.0.0.1'],
    ...['::ffff:169.254.169.254', '::127.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'fc00::1', 'fd00:ec2::254'],
    ...['fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '', 'localhost', '127.1', '8.8.8.8.'],
  ])('keeps "%s" out', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('retryAfterMs', () => {
  it.each<[string | undefined, string | undefined, number | undefined]>([
    ['30', undefined, 30_000],
    ['0', undefined, 0],
    ['999999999', undefined, 86_400_000],
    ['Thu, 15 Jan 2026 12:00:30 GMT', 'Thu, 15 Jan 2026 12:00:00 GMT', 30_000],
    ['Thu, 15 Jan 2026 12:00:30 GMT', 'Thu, 15 Jan 2026 13:00:00 GMT', 0],
    ['Thu, 15 Jan 2026 12:00:30 GMT', undefined, undefined],
    ['-5', undefined, undefined],
    ['soon', undefined, undefined],
    ['', undefined, undefined],
    [undefined, undefined, undefined],
  ])('reads %s beside %s as %s', (value, date, expected) => {
    expect(retryAfterMs(value, date)).toBe(expected);
  });
});
