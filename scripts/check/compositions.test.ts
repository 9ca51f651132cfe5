/**
 * Every `handler.ts` as Lambda starts it, with AWS answered on 127.0.0.1: each variable of its contract shows at the border. A composition root that
 * reads a variable and passes it on to nobody fails here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openAwsBorder, type Arrangement, type AwsBorder } from './compositions/aws-border.ts';
import type { Composition, Environment, Seen } from './compositions/composition.ts';
import { compositions } from './compositions/compositions.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const functionNames = readdirSync(join(repository, 'functions'));

interface Contract {
  readonly variables: Readonly<Record<string, { readonly required: boolean }>>;
}

const contractOf = (name: string): Contract =>
  JSON.parse(readFileSync(join(repository, 'functions', name, 'env.contract.json'), 'utf8')) as Contract;

const never: Composition = { environment: {}, events: [], effects: {} };

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const context = { awsRequestId: 'smoke', functionName: 'smoke', getRemainingTimeInMillis: () => 600_000 };

let border: AwsBorder;
let starts = 0;
const before = { ...process.env };

const sdkEnvironment = (): Environment => ({
  AWS_ENDPOINT_URL: border.url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

/** Starts the function anew: its composition root alone is loaded again, all that it imports once. */
const start = async (name: string, environment: Environment): Promise<Handler> => {
  const own = Object.entries(environment).map(([key, value]) => [key, value.replace('{border}', border.url)] as const);
  process.env = { PATH: before['PATH'], ...sdkEnvironment(), ...Object.fromEntries(own) };
  const { handler } = (await import(
    `${join(repository, 'functions', name, 'src', 'handler.ts')}?start=${(starts += 1)}`
  )) as { readonly handler: Handler };
  return handler;
};

const run = async (name: string, environment: Environment, arrangement: Arrangement = {}): Promise<Seen> => {
  border.arrange(arrangement);
  const handler = await start(name, environment);
  const answers: unknown[] = [];
  for (const event of compositions[name]?.events ?? [])
    answers.push(await handler(event, context).catch((error: unknown) => String(error)));
  return { sent: border.sent(), answers, nowMs: Date.now() };
};

beforeAll(async () => {
  border = await openAwsBorder();
  // What functions log and measure of these runs is nobody's concern.
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
});

afterAll(async () => {
  process.env = before;
  jest.restoreAllMocks();
  await border.close();
});

describe('composition roots', () => {
  it('are all here', () => {
    expect(Object.keys(compositions)).toEqual(functionNames);
    expect(functionNames.length).toBeGreaterThan(8);
  });
});

describe.each(functionNames.map((name) => [name, compositions[name] ?? never] as const))('%s', (name, composition) => {
  const { variables } = contractOf(name);

  it('has an effect for each variable of its contract', () => {
    expect(Object.keys(composition.effects).sort()).toEqual(Object.keys(variables).sort());
  });

  it('has a fixture for each variable that is required, and starts with no less', async () => {
    const required = Object.keys(variables).filter((variable) => variables[variable]?.required);
    expect(Object.keys(composition.environment)).toEqual(expect.arrayContaining(required));
    if (required.length > 0) await expect(start(name, {})).rejects.toThrow(required[0]);
  });

  it.each(Object.entries(composition.effects))('shows %s at the border', async (variable, effect) => {
    const { look, changed, beside = {}, arrangement = composition.arrangement } = effect;
    const environment = { ...composition.environment, ...beside };
    const { [variable]: own, ...others } = environment;
    const ownEnvironment = own === changed || own === undefined ? others : environment;
    const seen = await run(name, ownEnvironment, arrangement);
    expect(await look(seen)).toEqual(effect.before);
    expect(await look(await run(name, { ...others, [variable]: changed }, arrangement))).toEqual(effect.after);
  });
});
