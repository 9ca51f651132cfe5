import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';

/** What a span is about: counts and ids that traces can be searched by. Names of letters and digits; never a log line. */
export type Annotations = Readonly<Record<string, string | number | boolean>>;

export interface Tracer {
  /** Runs a part of an invocation as a span of its trace. Gives back, or throws on, what the run did; tracing itself never fails. */
  span<Result>(name: string, annotations: Annotations, run: () => Promise<Result>): Promise<Result>;
}

interface TracedInvocation {
  readonly traceId: string;
  readonly parentId: string;
}

/** The trace of the invocation at hand; `undefined` unless Lambda traces it and has sampled it. */
const tracedInvocation = (header: string | undefined): TracedInvocation | undefined => {
  const parts = new Map(
    header?.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const traceId = parts.get('Root');
  const parentId = parts.get('Parent');
  return parts.get('Sampled') === '1' && traceId !== undefined && parentId !== undefined
    ? { traceId, parentId }
    : undefined;
};

/** Sends one document to the daemon. A datagram that is lost costs a span, nothing else. */
export type SendDocument = (
  document: string,
  address: { readonly host: string; readonly port: number },
) => Promise<void>;

let socket: Socket | undefined;

const sendDatagram: SendDocument = async (document, { host, port }) => {
  const { createSocket } = await import('node:dgram');
  socket ??= createSocket('udp4').unref();
  const open = socket;
  // Waited for: after the answer the process is frozen. An error of the network is not an error of the run.
  await new Promise<void>((resolve) => open.send(document, port, host, () => resolve()));
};

const addressOf = (daemon: string | undefined): { readonly host: string; readonly port: number } | undefined => {
  // `169.254.100.1:2000`, or with the protocols spelt out: `tcp:...:2000 udp:...:2000`.
  const [, host, port] = /(?:^|udp:)([0-9.]{7,15}):([0-9]{1,5})(?:$| )/.exec(daemon ?? '') ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
};

const maxAnnotations = 20;

export interface TracerOptions {
  /** `_X_AMZN_TRACE_ID` changes with every invocation, `AWS_XRAY_DAEMON_ADDRESS` stays; both are Lambda's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly send?: SendDocument;
  /** Epoch milliseconds UTC. */
  readonly now?: () => number;
}

/**
 * Opens the tracer: it writes X-Ray subsegments to the daemon that Lambda runs beside a traced function, and does nothing at
 * all where tracing is off, as it is by default. The protocol is a line and a JSON document, so no library is bundled for it.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export const openTracer = ({
  environment = process.env,
  send = sendDatagram,
  now = Date.now,
}: TracerOptions = {}): Tracer => ({
  span: async (name, annotations, run) => {
    const invocation = tracedInvocation(environment['_X_AMZN_TRACE_ID']);
    const address = addressOf(environment['AWS_XRAY_DAEMON_ADDRESS']);
    if (invocation === undefined || address === undefined) return run();
    const startMs = now();
    let fault = true;
    try {
      const result = await run();
      fault = false;
      return result;
    } finally {
      const entries = Object.entries(annotations).slice(0, maxAnnotations);
      const bounded = entries.map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, 250) : value]);
      const document = {
        type: 'subsegment',
        name,
        id: randomBytes(8).toString('hex'),
        trace_id: invocation.traceId,
        parent_id: invocation.parentId,
        start_time: startMs / 1_000,
        end_time: now() / 1_000,
        annotations: Object.fromEntries(bounded) as Annotations,
        ...(fault ? { fault } : {}),
      };
      await send(`{"format":"json","version":1}\n${JSON.stringify(document)}`, address);
    }
  },
});
