import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call to AWS, as it crossed the border of the process. */
export interface SentCall {
  /** As requests are signed for it: `dynamodb`, `s3`, `sns`, `states`. */
  readonly service: string;
  /** Such as `PutItem`; the method for S3. */
  readonly operation: string;
  /** Path and query, decoded: `/bucket/key` for S3. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body as JSON or as a form; empty for others. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a composition is given to read, besides what it wrote itself. */
export interface Arrangement {
  /** Objects by `bucket/key`. */
  readonly objects?: ReadonlyMap<string, Uint8Array>;
  /** Items that a query of this partition finds. */
  readonly items?: (partition: string) => readonly unknown[];
  /** The item that a look-up by this partition key finds; none when absent. */
  readonly item?: (partition: string) => Readonly<Record<string, unknown>> | undefined;
  /** Rows of what Athena is asked, cells as text, without the row of names. */
  readonly rows?: (statement: string) => readonly (readonly string[])[];
  /** Whether SNS refuses every message for good. */
  readonly refusesTopics?: boolean;
  /** Whether the trails of the account log nothing. */
  readonly hasStoppedTrail?: boolean;
}

/** Everything that AWS is asked for over HTTP, answered on 127.0.0.1. */
export interface AwsBorder {
  readonly url: string;
  /** Forgets what was sent, and answers from this arrangement. */
  readonly arrange: (arrangement: Arrangement) => void;
  readonly sent: () => readonly SentCall[];
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const json = (value: unknown): Answer => ({
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(value),
});
const xml = (body: string, status = 200): Answer => ({ status, headers: { 'content-type': 'text/xml' }, body });

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A body that is sent in chunks with their signatures or checksums after it, as S3's client does. */
const withoutChunks = (body: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, lineEnd).toString(), 16);
    if (lineEnd < 0 || !(size > 0)) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
};

const inputOf = (body: Buffer, contentType: string): Readonly<Record<string, unknown>> => {
  if (/json/.test(contentType)) return JSON.parse(body.toString() || '{}') as Record<string, unknown>;
  if (/form-urlencoded/.test(contentType)) return Object.fromEntries(new URLSearchParams(body.toString()));
  return {};
};

const callOf = async (request: IncomingMessage): Promise<SentCall> => {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const raw = await bytesOf(request);
  const isChunked = /aws-chunked/.test(headers['content-encoding'] ?? '');
  const body = isChunked ? withoutChunks(raw) : raw;
  const service = /Credential=[^/]*\/\d{8}\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? '';
  // What is put into S3 may be JSON, compressed: its content is the test's to read.
  const input = service === 's3' ? {} : inputOf(body, headers['content-type'] ?? '');
  const target = headers['x-amz-target']?.split('.').at(-1);
  const action = typeof input['Action'] === 'string' ? input['Action'] : undefined;
  const path = decodeURIComponent(request.url ?? '/');
  return { service, operation: target ?? action ?? request.method ?? '', path, headers, body, input };
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const answerS3 = ({ operation, path }: SentCall, objects: Map<string, Uint8Array>, body: Buffer): Answer => {
  const name = path.slice(1).split('?', 1)[0] ?? '';
  if (operation === 'PUT') {
    objects.set(name, body);
    return { headers: { etag: '"e"' }, body: '' };
  }
  if (operation === 'POST') return xml('<DeleteResult/>');
  if (path.includes('list-type=2')) {
    const [bucket = ''] = name.split('/');
    const prefix = `${bucket}/${new URLSearchParams(path.split('?')[1]).get('prefix') ?? ''}`;
    const contents = [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { length }]) => {
        const Key = escapeXml(key.slice(bucket.length + 1));
        return `<Contents><Key>${Key}</Key><Size>${length}</Size></Contents>`;
      });
    return xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
  }
  const found = objects.get(name);
  if (found === undefined) return xml('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>', 404);
  return { headers: { etag: '"e"', 'content-length': String(found.length) }, body: found };
};

/** The id of a query is its statement, so that nothing of it has to be kept. */
const queryIdOf = (statement: unknown): string => Buffer.from(String(statement)).toString('base64url');

const resultOf = (queryId: unknown, { rows }: Arrangement): Answer => {
  const statement = Buffer.from(String(queryId), 'base64url').toString();
  const found = [['names'], ...(rows?.(statement) ?? [])];
  return json({ ResultSet: { Rows: found.map((row) => ({ Data: row.map((cell) => ({ VarCharValue: cell })) })) } });
};

/** A model that has nothing to say, and counts a thousand tokens in every question. */
const bedrockAnswer = (path: string): Answer =>
  path.endsWith('/count-tokens')
    ? json({ inputTokens: 1_000 })
    : json({
        output: { message: { role: 'assistant', content: [{ text: '{"claims":[]}' }] } },
        stopReason: 'end_turn',
        usage: { inputTokens: 1_000, outputTokens: 5, totalTokens: 1_005 },
        metrics: { latencyMs: 1 },
      });

/** A network interface with one group and the address that a scan comes from, which may be isolated. */
const networkInterface = `<DescribeNetworkInterfacesResponse><networkInterfaceSet><item>
  <networkInterfaceId>eni-0a1b2c3d4e5f60718</networkInterfaceId>
  <groupSet><item><groupId>sg-0a</groupId></item></groupSet>
  <privateIpAddressesSet><item><privateIpAddress>10.0.1.15</privateIpAddress></item></privateIpAddressesSet>
  <tagSet><item><key>bellwether-isolation</key><value>allowed</value></item></tagSet>
</item></networkInterfaceSet></DescribeNetworkInterfacesResponse>`;

const answer = (call: SentCall, arrangement: Arrangement, objects: Map<string, Uint8Array>): Answer => {
  const { service, operation, input } = call;
  switch (`${service} ${operation}`) {
    case 'dynamodb Query': {
      const values = (input['ExpressionAttributeValues'] ?? {}) as Record<string, { readonly S?: string }>;
      const items = arrangement.items?.(values[':pk']?.S ?? values[':scope']?.S ?? '') ?? [];
      return json({ Items: items, Count: items.length });
    }
    case 'dynamodb GetItem': {
      const key = (input['Key'] ?? {}) as Record<string, { readonly S?: string }>;
      return json({ Item: arrangement.item?.(key['pk']?.S ?? '') });
    }
    case 'athena StartQueryExecution':
      return json({ QueryExecutionId: queryIdOf(input['QueryString']) });
    case 'athena GetQueryExecution':
      return json({ QueryExecution: { Status: { State: 'SUCCEEDED' } } });
    case 'athena GetQueryResults':
      return resultOf(input['QueryExecutionId'], arrangement);
    case 'bedrock POST':
      return bedrockAnswer(call.path);
    case 'states StartExecution':
      return json({ executionArn: 'arn:aws:states:us-east-1:111122223333:execution:m:e', startDate: 1 });
    case 'ssm GetParameter':
      if (String(input['Name']).endsWith('/switch')) return json({ Parameter: { Value: 'on' } });
      return json({ Parameter: { Value: `key of ${String(input['Name'])}, drawn by the first run` } });
    case 'ssm GetParametersByPath':
      return json({ Parameters: [] });
    case 'sns Publish':
      return arrangement.refusesTopics === true
        ? xml('<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code></Error></ErrorResponse>', 404)
        : xml('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
    case 'sqs SendMessage': {
      const MD5OfMessageBody = createHash('md5').update(String(input['MessageBody'])).digest('hex');
      return json({ MessageId: 'm', MD5OfMessageBody });
    }
    case 'appconfig POST':
      return { ...json({ InitialConfigurationToken: 'first' }), status: 201 };
    case 'appconfig GET':
      return {
        headers: { 'next-poll-configuration-token': 'next', 'next-poll-interval-in-seconds': '60' },
        body: '',
      };
    case 'cloudtrail GetTrailStatus':
      return json({ IsLogging: arrangement.hasStoppedTrail !== true });
    case 'ec2 DescribeNetworkInterfaces':
      return xml(networkInterface);
    case 'ec2 ModifyNetworkInterfaceAttribute':
      return xml(
        '<ModifyNetworkInterfaceAttributeResponse><return>true</return></ModifyNetworkInterfaceAttributeResponse>',
      );
    default:
      return service === 's3' ? answerS3(call, objects, call.body) : json({});
  }
};

/** Opens a server that stands in for all of AWS: it keeps what is sent, and answers just enough for a run to go on. */
export const openAwsBorder = async (): Promise<AwsBorder> => {
  let arrangement: Arrangement = {};
  let objects = new Map<string, Uint8Array>();
  let sent: SentCall[] = [];
  const server: Server = createServer((request, response) => {
    void callOf(request).then((call) => {
      sent.push(call);
      const { status = 200, headers = {}, body } = answer(call, arrangement, objects);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrange: (next) => {
      arrangement = next;
      objects = new Map(next.objects ?? []);
      sent = [];
    },
    sent: () => sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
