import { lookup } from 'node:dns';
import { Agent as PlainAgent, request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { PortError } from '@bellwether/ports';
import type { HttpAnswer, HttpRequest, HttpSender } from '@bellwether/ports';
import { isPublicAddress } from './address-guard.ts';
import { retryAfterMs } from './retry-after.ts';

export interface HttpsSenderOptions {
  /** Longest time from the call to the end of the answer, in milliseconds; 10,000 by default. */
  readonly timeoutMs?: number;
  /**
   * Lets requests go to private and link-local addresses, and over plain `http`: for a receiver inside the network, and for tests.
   */
  readonly allowPrivateAddresses?: boolean;
  /** Bytes kept of an answer; 16,384 by default. What comes after is not read. */
  readonly maxAnswerBytes?: number;
}

const failed = (retryable: boolean, reason: string, code?: unknown): PortError =>
  // The cause names the fault, never the address: a web hook's address is a secret.
  new PortError('http', 'post', retryable, {
    cause: new Error(typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? `${reason} (${code})` : reason),
  });

/** Resolves names to public addresses alone. The connection is made to just what was checked, so a name cannot answer twice. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const open = addresses?.filter(({ address }) => isPublicAddress(address)) ?? [];
    const [first] = open;
    if (error) callback(error, '');
    else if (!first) callback(Object.assign(new Error('No public address.'), { code: 'EADDRNOTPUBLIC' }), '');
    else if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};

const readBody = async (answer: IncomingMessage, maxBytes: number): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, maxBytes - bytes));
    bytes += part.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(parts).toString('utf8');
};

const addressOf = (url: string, mayBePrivate: boolean): URL => {
  if (!URL.canParse(url)) throw failed(false, 'The address is not an absolute URL.');
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && !(mayBePrivate && parsed.protocol === 'http:'))
    throw failed(false, 'The address is not https.');
  if (parsed.username !== '' || parsed.password !== '') throw failed(false, 'The address holds a user or a password.');
  // Names are checked when they are resolved; an address that stands in the URL is never resolved.
  const host = parsed.hostname.replaceAll(/[[\]]/g, '');
  if (!mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw failed(false, 'The address is not public.');
  return parsed;
};

/**
 * Posts over https: a deadline for the whole exchange, no redirects, public addresses alone, a bounded answer.
 *
 * Node's `fetch` is not used because it gives no hold on the address that a name resolves to: a check beforehand and a
 * connection afterwards may see two answers.
 */
export const httpsSender = (options: HttpsSenderOptions = {}): HttpSender => {
  const { timeoutMs = 10_000, allowPrivateAddresses = false, maxAnswerBytes: maxBytes = 16_384 } = options;
  // Connections are not kept: between invocations a function is frozen, and its idle sockets die unseen.
  const tls = new TlsAgent({ keepAlive: false, minVersion: 'TLSv1.2' });
  const plain = new PlainAgent({ keepAlive: false });

  const exchange = (url: URL, { headers, body }: HttpRequest): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const isTls = url.protocol === 'https:';
      const call = (isTls ? requestTls : requestPlain)(url, {
        method: 'POST',
        agent: isTls ? tls : plain,
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'bellwether' },
        signal: AbortSignal.timeout(timeoutMs),
        ...(allowPrivateAddresses ? {} : { lookup: publicLookup }),
      });
      call.on('error', reject);
      call.on('response', (answer) => {
        readBody(answer, maxBytes).then((text) => {
          const waitMs = retryAfterMs(answer.headers['retry-after'], answer.headers.date);
          resolve({
            status: answer.statusCode ?? 0,
            body: text,
            ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
          });
        }, reject);
      });
      call.end(body);
    });

  return {
    post: async (request) => {
      const url = addressOf(request.url, allowPrivateAddresses);
      try {
        return await exchange(url, request);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'EADDRNOTPUBLIC') throw failed(false, 'The address is not public.');
        const isCertificate = typeof code === 'string' && /CERT|SELF_SIGNED|ISSUER/.test(code);
        throw failed(!isCertificate, 'There was no answer.', code);
      }
    },
  };
};
