import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { PortError, type DeploymentReads } from '@bellwether/ports';
import { doctorCommand } from '../../src/doctor/doctor-command.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();
const nowMs = Date.UTC(2026, 10, 30, 12);

const outputs = {
  stream_name: 'bw-logs',
  stream_arn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/bw-logs',
  function_names: { 'ingest-stream': 'bw-ingest-stream' },
  trigger_ids: { 'ingest-stream': 'id-1' },
  named_log_group_arns: { '/app/orders': 'arn:aws:logs:eu-west-1:111122223333:log-group:/app/orders' },
  lake_bucket: 'bw-lake',
  failure_bucket: 'bw-failures',
  counts_table: 'bw-counts',
  failed_events_queue: 'bw-failed-events',
  undelivered_queue: 'https://sqs.eu-west-1.amazonaws.com/111122223333/bw-undelivered-alerts',
};

/** A deployment in which everything is well. */
const healthy: DeploymentReads = {
  stream: async () => ({ status: 'ACTIVE', detail: '2 open shards' }),
  functionStatus: async () => ({ status: 'Active' }),
  trigger: async () => ({ status: 'Enabled', detail: 'OK' }),
  concurrency: async () => ({ limit: 1_000, unreserved: 900 }),
  subscriptions: async () => [outputs.stream_arn],
  waitingMessages: async () => 0,
  objects: async () => 0,
  countTokens: async () => 8,
};

const denied = async (): Promise<never> => {
  throw new PortError('deployment', 'stream', false, {
    cause: Object.assign(new Error('no'), { name: 'AccessDenied' }),
  });
};

interface Parts {
  readonly reads?: Partial<DeploymentReads>;
  /** Log sources that wrote in the last hour, and in the last day. */
  readonly scopes?: readonly [number, number];
  readonly words?: readonly string[];
}

const call = async ({ reads = {}, scopes: [hour, day] = [3, 3], words = [] }: Parts = {}) => {
  const out = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const err = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const path = await workspace.write('deployment.json', JSON.stringify(outputs));
  const tables: string[] = [];
  const command = doctorCommand(
    async (table) => {
      tables.push(table);
      const scopes = async (fromMs: number) =>
        Array.from({ length: nowMs - fromMs > 3_600_000 ? day : hour }, (_, index) => `s${index}`);
      return { reads: { ...healthy, ...reads }, counts: { scopes } };
    },
    () => nowMs,
  );
  await command.exitOverride().parseAsync(['--outputs', path, ...words], { from: 'user' });
  return {
    out: out.mock.calls.map(([line]) => String(line)),
    err: err.mock.calls.map(([line]) => String(line)).join('\n'),
    code: process.exitCode ?? 0,
    tables,
  };
};

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

describe('doctor', () => {
  it('says of each part that it is well', async () => {
    const { out, err, code, tables } = await call();
    expect(out).toEqual([
      'ok       stream: ACTIVE, 2 open shards.',
      'ok       function ingest-stream: Active.',
      'ok       trigger of ingest-stream: Enabled, OK.',
      'ok       concurrency: 900 of 1000 concurrent executions of the account are not reserved.',
      'ok       log group /app/orders: Its lines are delivered.',
      'ok       events: 3 log sources wrote in the last hour.',
      'ok       quarantine: Empty.',
      'ok       given up: Empty.',
      'ok       queue failed-events: Empty.',
      'ok       queue undelivered-alerts: Empty.',
    ]);
    expect(err).toBe('10 well, 0 to look at, 0 failed.');
    expect(code).toBe(0);
    expect(tables).toEqual(['bw-counts']);
  });

  it.each<[string, Parts, string, number]>([
    ['no stream', { reads: { stream: async () => undefined } }, 'failed   stream: There is none', 1],
    ['a call that is denied', { reads: { stream: denied } }, 'failed   stream: It could not be asked: ', 1],
    [
      'an update that failed',
      { reads: { functionStatus: async () => ({ status: 'UpdateFailed', detail: 'the key is gone' }) } },
      'failed   function ingest-stream: UpdateFailed, the key is gone.',
      1,
    ],
    [
      'a sleeping function',
      { reads: { functionStatus: async () => ({ status: 'Inactive' }) } },
      'ok       function',
      0,
    ],
    ['a trigger that is off', { reads: { trigger: async () => ({ status: 'Disabled' }) } }, 'failed   trigger of', 1],
    [
      'a new account',
      { reads: { concurrency: async () => ({ limit: 10, unreserved: 10 }) } },
      'warning  concurrency: 10 of 10',
      0,
    ],
    [
      'no such log group',
      { reads: { subscriptions: async () => undefined } },
      'failed   log group /app/orders: It does',
      1,
    ],
    [
      'a subscription of somebody else',
      { reads: { subscriptions: async () => [`${outputs.stream_arn}-other`] } },
      'failed   log group /app/orders: No subscription',
      1,
    ],
    [
      'a subscription of the function',
      { reads: { subscriptions: async () => ['arn:aws:lambda:eu-west-1:111122223333:function:bw-ingest-stream'] } },
      'ok       log group /app/orders',
      0,
    ],
    ['a quiet hour', { scopes: [0, 2] }, 'warning  events: None in the last hour; 2 log sources', 0],
    ['a quiet day', { scopes: [0, 0] }, 'failed   events: None were counted', 1],
    [
      'a quarantine',
      { reads: { objects: async (bucket) => (bucket === 'bw-lake' ? 7 : 0) } },
      'warning  quarantine: 7 ',
      0,
    ],
    ['very many objects', { reads: { objects: async () => 1_000 } }, 'warning  given up: 1000 or more objects.', 0],
    [
      'a message that waits',
      { reads: { waitingMessages: async (name) => (name === 'bw-undelivered-alerts' ? 2 : 0) } },
      'warning  queue undelivered-alerts: 2 messages waiting.',
      0,
    ],
    ['a model that answers', { words: ['--model', 'anthropic.claude'] }, 'ok       model: anthropic.claude answers', 0],
    [
      'a model that may not be asked',
      { reads: { countTokens: denied }, words: ['--model', 'm'] },
      'failed   model: ',
      1,
    ],
  ])('tells of %s', async (_, parts, line, code) => {
    const made = await call(parts);
    const at = made.out.findIndex((text) => text.startsWith(line));
    expect(made.out).toContainEqual(expect.stringContaining(line));
    // What is not well comes with what to do.
    if (!line.startsWith('ok')) expect(made.out[at + 1]).toMatch(/^ {9}\S.{10}/);
    expect(made.code).toBe(code);
  });

  it('prints JSON, and nothing that steers a terminal', async () => {
    const detail = 'a \u001b[2J b';
    const { out } = await call({
      reads: { trigger: async () => ({ status: 'Disabled', detail }) },
      words: ['-f', 'json'],
    });
    expect(out.map((line) => JSON.parse(line) as { state: string })).toContainEqual(
      expect.objectContaining({ name: 'trigger of ingest-stream', state: 'failed' }),
    );
    const text = await call({ reads: { trigger: async () => ({ status: 'Disabled', detail }) } });
    expect(text.out.join('')).not.toContain('\u001b');
  });
});
