import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Longest wait for a connection, in milliseconds. */
const connectionTimeoutMs = 2_000;

/** Attempts of one call, the first included; the SDK waits between them with jitter. */
const defaultAttempts = 4;

/** Sockets kept open per client; above the most calls an adapter makes at once. */
const maxSockets = 32;

/** Whether an emulator or another endpoint stands in for AWS. The SDK reads the same variable for the address itself. */
export const hasOwnEndpoint = (service: 'S3' | 'SFN'): boolean =>
  Boolean(process.env['AWS_ENDPOINT_URL']) || Boolean(process.env[`AWS_ENDPOINT_URL_${service}`]);

/**
 * What every client is opened with: bounded attempts, bounded times, HTTP/1.1 (Bedrock's client would take HTTP/2, which
 * emulators do not speak).
 *
 * @param requestTimeoutMs  longest time from sending a request to its answer; the attempt then fails
 */
export const clientSettings = (requestTimeoutMs: number, maxAttempts: number = defaultAttempts) => ({
  retryMode: 'standard' as const,
  maxAttempts,
  requestHandler: new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: maxSockets },
    httpsAgent: { keepAlive: true, maxSockets: maxSockets },
  }),
});
