import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { membersOf, partsOf } from '../hcl-text.ts';
import { readBlocks } from '../hcl-blocks.ts';
import { deployedFunctions, judgeFunction, judgeMachine, judgeModule, withinBoundary } from './judge.ts';
import { commandsSentBy, openProgram } from './sent-commands.ts';
import { localsOf, statementsIn } from './statements.ts';

const actionsOf = { 'client-sns/PublishCommand': ['sns:Publish'], 'client-s3/PutObjectCommand': ['s3:PutObject'] };

const stackText = (policy: string): string => `module "tell_people" {
  source = "../modules/lambda-function"

  name              = local.function_names["tell-people"]
  policy_statements = ${policy}
}

locals {
  arn = "a:\${join(":", ["}"])}:b" # a bracket in a string: }
  may = {
    tell = {
      sid       = "Tell"
      actions   = ["sns:Publish"]
      resources = [module.alerts.arn]
    }
    look = {
      sid       = "Look"
      actions   = ["ec2:DescribeInstances"]
      resources = ["*"]
    }
    archive = { sid = "Archive", actions = ["s3:PutObject"], resources = ["\${module.lake.arn}/*"] }
  }
  chosen = [for name, statement in { a = local.may.archive } : statement if var.on]
}
`;

const problemsOf = (policy: string, sent: readonly string[], extra = '') =>
  judgeFunction('tell-people', readBlocks(stackText(policy) + extra), new Set(sent), actionsOf).problems;

const publish = 'client-sns/PublishCommand';
const put = 'client-s3/PutObjectCommand';

describe('statementsIn', () => {
  it('follows references through lists, for, concat and ternaries, to the most that can be granted', () => {
    const locals = localsOf(readBlocks(stackText('[]')));
    const text = 'var.on ? concat([local.may.tell], local.chosen) : [local.may.look]';
    expect(statementsIn(text, locals).map(({ sid }) => sid)).toEqual(['Tell', 'Archive', 'Look']);
  });

  it('ends on a reference to itself, and marks what is denied', () => {
    const locals = new Map([['a', '[local.a, { Sid = "No", Effect = "Deny", Action = ["s3:*"] }]']]);
    expect(statementsIn('local.a', locals)).toMatchObject([{ isDenial: true, actions: ['s3:*'] }]);
  });
});

describe('hcl text', () => {
  it('honours strings, templates, comments and here-documents', () => {
    expect(membersOf('a = "x, y" # b = 1\nb = [1, { c = 2 }], d = "${f("}")}"').get('d')).toBe('"${f("}")}"');
    expect(partsOf('"local.a" # local.b\nlocal.c.d <<-SQL\n  local.e\n  SQL\n')).toEqual([
      { kind: 'local', path: ['c', 'd'] },
    ]);
  });
});

describe('judgeFunction', () => {
  it('passes what is granted and used alike', () => {
    expect(problemsOf('[local.may.tell]', [publish])).toEqual([]);
    expect(deployedFunctions(readBlocks(stackText('[]')))).toEqual(['tell-people']);
  });

  it('takes what a poller does in the name of the function as used', () => {
    const trigger =
      'module "trigger" {\n  source       = "../modules/queue-trigger"\n  function_arn = module.tell_people.arn\n}\n';
    const granted =
      '[local.may.tell, { sid = "Read", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [module.q.arn] }]';
    expect(problemsOf(granted, [publish], trigger)).toEqual([]);
    expect(problemsOf(granted, [publish])).toHaveLength(3);
  });

  it('takes a mapping, a bucket for failures and a key bound to a called service as used too', () => {
    const made = `resource "aws_lambda_event_source_mapping" "x" {
  event_source_arn = local.sources[0].queue_arn
  function_name    = module.tell_people[0].arn
}

resource "aws_lambda_function_event_invoke_config" "x" {
  function_name = module.tell_people[0].name
  destination_config {
    on_failure {
      destination = module.failures.arn
    }
  }
}
`;
    const key =
      '{ sid = "Key", actions = ["kms:Decrypt"], resources = [var.key], conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } } }';
    const granted = `[{ sid = "Q", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "s3:PutObject", "s3:ListBucket"], resources = [module.q.arn] }, ${key}]`;
    expect(problemsOf(granted, [], made)).toEqual([]);
    expect(problemsOf(`[local.may.tell, ${key}]`, [publish])).toEqual(['is granted kms:Decrypt and does not use it']);
  });

  it.each([
    ['granted and not used', '[local.may.tell, local.may.archive]', [publish], 'is granted s3:PutObject and does not'],
    ['used and not granted', '[local.may.tell]', [publish, put], 'uses s3:PutObject and is not granted it'],
    ['every resource without a reason', '[local.may.look]', [], 'is granted every resource by Look without a reason'],
    ['a command that nobody named', '[]', ['client-s3/DeleteObjectCommand'], 'sends client-s3/DeleteObjectCommand'],
  ])('finds %s', (_, policy, sent, problem) => {
    expect(problemsOf(policy, sent).join('\n')).toContain(problem);
  });

  it('finds a function that has no role', () => {
    expect(judgeFunction('other', readBlocks(stackText('[]')), new Set(), actionsOf).problems).toHaveLength(1);
  });
});

const moduleText = (condition: string, action: string): string => `resource "aws_iam_role" "this" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole"${condition} }]
  })
}

resource "aws_iam_role_policy" "this" {
  policy = jsonencode({ Statement = [{ Action = ["lambda:InvokeFunction", "states:StartExecution", "sqs:SendMessage"${action}], Resource = [var.arn] }] })
}
`;

describe('judgeModule', () => {
  const conditioned = ', Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }';
  it.each([
    ['nothing', 'schedule', moduleText(conditioned, ''), []],
    ['trust of any source', 'schedule', moduleText('', ''), ['lets in scheduler.amazonaws.com for whoever asks']],
    ['an action too many', 'schedule', moduleText(conditioned, ', "sqs:PurgeQueue"'), ['is granted sqs:PurgeQueue']],
    ['a role that nobody stated', 'timer', moduleText(conditioned, ''), ['nobody has stated']],
    [
      'a managed policy that grants all',
      'schedule',
      `${moduleText(conditioned, '')}\nresource "aws_iam_role_policy_attachment" "x" {\n  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"\n}\n`,
      ['is attached AmazonS3FullAccess'],
    ],
  ])('finds %s', (_, name, text, expected) => {
    const problems = judgeModule(name, readBlocks(text)).flatMap((verdict) => verdict.problems);
    expect(problems).toEqual(expected.map((part) => expect.stringContaining(part)));
  });
});

describe('withinBoundary', () => {
  const boundary = readBlocks(`resource "aws_iam_policy" "boundary" {
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:*", "sqs:SendMessage", "ssm:PutParameter", "ssm:GetParameter", "kms:Decrypt"], Resource = ["*"] },
    { Effect = "Deny", Action = ["s3:DeleteBucket*"], Resource = ["*"] },
    { Effect = "Deny", Action = ["s3:PutBucketX"], Resource = ["*"], Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:*:iam::*:role/\${var.name_prefix}-act" } } },
  ] })
}
`);
  it.each([
    ['act', 0],
    ['react', 1],
    ['f', 1],
  ])('lets only the role that a denial leaves out through: %s', (name, problems) => {
    const verdicts = withinBoundary([{ name, used: ['s3:PutBucketX'], problems: [] }], boundary);
    expect(verdicts[0]?.problems).toHaveLength(problems);
  });

  it.each([
    ['s3:PutObject', 0],
    ['sqs:ReceiveMessage', 1],
    ['s3:DeleteBucketPolicy', 1],
    ['ssm:GetParameter', 0],
    ['ssm:PutParameter', 1], // SSM encrypts the value in the caller's name, which this boundary leaves out.
  ])('judges %s', (action, problems) => {
    const verdicts = withinBoundary([{ name: 'f', used: [action], problems: [] }], boundary);
    expect(verdicts[0]?.problems).toHaveLength(problems);
  });
});

describe('judgeMachine', () => {
  const definition = JSON.stringify({
    States: {
      Act: { Type: 'Task', Resource: '${act_arn}' },
      Each: {
        Type: 'Map',
        ItemProcessor: {
          States: {
            Tell: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: '${topic_arn}' } },
          },
        },
      },
    },
  });
  const stack = (functions: string, topics: string) =>
    readBlocks(
      `module "repair" {\n  source        = "../modules/stepfunction"\n  substitutions = { act_arn = module.act.arn, topic_arn = module.alerts.arn }\n  function_arns = ${functions}\n  topic_arns    = ${topics}\n}\n`,
    );

  it('passes a machine that is granted what its tasks call', () => {
    expect(judgeMachine('repair', stack('[module.act.arn]', '[module.alerts.arn]'), definition).problems).toEqual([]);
  });

  it.each([
    ['a target without a grant', '[module.act.arn]', '[]', 'calls module.alerts.arn and is not granted it'],
    ['a grant without a task', '[module.act.arn, module.x.arn]', '[module.alerts.arn]', 'is granted module.x.arn'],
  ])('finds %s', (_, functions, topics, problem) => {
    expect(judgeMachine('repair', stack(functions, topics), definition).problems.join()).toContain(problem);
  });

  it('finds a task of a service that the role can never be granted', () => {
    const queue = definition.replace('arn:aws:states:::sns:publish', 'arn:aws:states:::sqs:sendMessage');
    expect(judgeMachine('repair', stack('[module.act.arn]', '[module.alerts.arn]'), queue).problems).toContain(
      'uses sqs:SendMessage and is not granted it',
    );
  });
});

describe('commandsSentBy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-iam-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('counts the members that are read, over imports, late imports and destructured parameters, and no others', () => {
    const files: Readonly<Record<string, string>> = {
      'port.ts':
        'export interface Store { put(text: string): Promise<void>; drop(): Promise<void>; list(): Promise<void> }',
      'sdk.ts': `import { DeleteObjectCommand, PutObjectCommand as Put, S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
        export interface Calls { put(): Promise<void>; drop(): Promise<void>; list(): Promise<void> }
        export const open = (): Calls => { const client = new S3Client({}); return {
          put: () => client.send(new Put({})), drop: () => client.send(new DeleteObjectCommand({})), list: () => client.send(new ListObjectsV2Command({})) }; };`,
      'adapter.ts': `import type { Store } from './port.ts';
        const calls = async () => { const { open } = await import('./sdk.ts'); return open(); };
        const others = async () => (await import('./sdk.ts')).open();
        export const store = (): Store => ({ put: async () => { await (await calls()).put(); }, drop: async () => (await others()).drop(), list: async () => (await calls()).list() });`,
      'core.ts': `import type { Store } from './port.ts';
        export const keep = ({ store }: { readonly store: Pick<Store, 'put'> }) => async (text: string) => store.put(text);
        export const clear = ({ store }: { readonly store: Store }) => { const { drop } = store; return drop; };`,
      'keep.ts': `import { store } from './adapter.ts'; import { keep } from './core.ts'; export const handler = keep({ store: store() });`,
      'clear.ts': `import { store } from './adapter.ts'; import { clear } from './core.ts'; export const handler = clear({ store: store() });`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const entries = ['keep.ts', 'clear.ts'].map((name) => join(folder, name));
    const program = openProgram(entries);
    expect(entries.map((entry) => [...commandsSentBy(program, entry)])).toEqual([
      ['client-s3/PutObjectCommand'],
      ['client-s3/DeleteObjectCommand'],
    ]);
    expect(() => commandsSentBy(program, join(folder, 'none.ts'))).toThrow('is not in the program');
  });
});
