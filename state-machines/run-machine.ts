import { readFileSync } from 'node:fs';
import type { StateMachine } from 'aws-local-stepfunctions';

/** A task of the machine, by the state's name: takes the state's input, gives its result or throws. */
export type TaskOverride = (input: unknown) => Promise<unknown>;

export interface MachineRun {
  readonly status: 'succeeded' | 'failed';
  readonly output: unknown;
  /** Name and cause of the failure, when it failed. */
  readonly error?: { readonly name: string; readonly cause: string };
  /** Names of the states that were entered, in order. */
  readonly path: readonly string[];
}

// The interpreter is written for Node 22, which has this of its own; nothing else in it needs more than Node 20.
const polyfillWithResolvers = (): void => {
  const target = Promise as unknown as { withResolvers?: unknown };
  target.withResolvers ??= <T>() => {
    let resolve: (value: T | PromiseLike<T>) => void = () => undefined;
    let reject: (reason?: unknown) => void = () => undefined;
    const promise = new Promise<T>((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  };
};

/** The definition of a machine with its placeholders, as Terraform reads it. */
export const readDefinition = (machine: string): string =>
  readFileSync(new URL(`./${machine}/definition.asl.json`, import.meta.url), 'utf8');

/** Names of the `${placeholders}` of a definition, sorted. */
export const placeholdersOf = (definition: string): readonly string[] =>
  [...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();

/** The definition with its placeholders filled in, as `templatefile` does it. */
export const renderDefinition = (definition: string, values: Readonly<Record<string, string>>): string =>
  definition.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for the placeholder ${name}.`);
    return value;
  });

/** What a task that waits is told of itself, under `$$.Task`. */
export const contextOfTask = { Token: 'token-of-the-task-that-waits' };

type States = Readonly<Record<string, { readonly Type: string; readonly ItemProcessor?: { readonly States: States } }>>;

/** Tasks of a machine, those inside of a Map among them. */
const taskNamesIn = (states: States): readonly string[] =>
  Object.entries(states).flatMap(([name, { Type, ItemProcessor }]) => [
    ...(Type === 'Task' ? [name] : []),
    ...(ItemProcessor === undefined ? [] : taskNamesIn(ItemProcessor.States)),
  ]);

interface ReadingState {
  readonly Type: string;
  readonly ItemReader?: { readonly Parameters?: unknown };
  readonly Catch?: unknown;
  readonly [field: string]: unknown;
}

/**
 * The definition for an interpreter that reads no buckets: each Map with an `ItemReader` gets its items from a task before it, which is
 * given the reader's parameters and whose failures the Map catches.
 */
const withReadItems = (definition: string): string => {
  const { States: states, ...machine } = JSON.parse(definition) as { States: Record<string, ReadingState> };
  const readers = Object.entries(states).filter(([, state]) => state.ItemReader !== undefined);
  if (readers.length === 0) return definition;
  const renamed = new Map(readers.map(([name]) => [name, `${name}: its items`]));
  const redirect = (key: string, value: unknown): unknown =>
    (key === 'Next' || key === 'Default') && typeof value === 'string' ? (renamed.get(value) ?? value) : value;
  const reading = readers.map(([name, state]) => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111122223333:function:reader',
      Parameters: state.ItemReader?.Parameters,
      ResultPath: '$.items',
      ...(state.Catch === undefined ? {} : { Catch: state.Catch }),
      Next: name,
    };
    return [renamed.get(name) ?? name, task] as const;
  });
  const redirected = JSON.parse(JSON.stringify(states), redirect) as Record<string, ReadingState>;
  for (const [name] of readers) {
    const { ItemReader, ...map } = redirected[name] ?? { Type: 'Map' };
    redirected[name] = { ...map, ItemsPath: '$.items' };
  }
  return JSON.stringify({ ...machine, States: { ...redirected, ...Object.fromEntries(reading) } });
};

/** Definitions that were found valid. */
const valid = new Set<string>();

/**
 * Runs a machine's own definition on this machine, with a function in the place of each task. Waits and retries take no
 * time.
 *
 * @param tasks  state names to what stands in for them; a Task state without one fails the run. What reads the items of a Map from a
 *   bucket is named after it, `<name>: its items`
 */
export const runMachine = async (
  source: string,
  tasks: Readonly<Record<string, TaskOverride>>,
  input: unknown,
): Promise<MachineRun> => {
  polyfillWithResolvers();
  const definition = withReadItems(source);
  const { StateMachine: Machine } = await import('aws-local-stepfunctions');
  const states = (JSON.parse(definition) as { States: States }).States;
  const waits = Object.entries(states).filter(([, state]) => state.Type === 'Wait');
  const tasksWithRetry = taskNamesIn(states);
  type Definition = ConstructorParameters<typeof StateMachine>[0];
  const machine = new Machine(JSON.parse(definition) as Definition, {
    validationOptions: { checkArn: false, noValidate: valid.has(definition) },
  });
  // The same text is valid the next time too, and checking takes most of a run.
  valid.add(definition);
  const path: string[] = [];
  let error = { name: 'States.Runtime', cause: '' };
  const run = machine.run(input as Parameters<typeof machine.run>[0], {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [name, (taskInput: unknown) => task(taskInput)]),
      ) as NonNullable<NonNullable<Parameters<typeof machine.run>[1]>['overrides']>['taskResourceLocalHandlers'] &
        object,
      waitTimeOverrides: Object.fromEntries(waits.map(([name]) => [name, 0])),
      retryIntervalOverrides: Object.fromEntries(tasksWithRetry.map((name) => [name, 0])),
    },
    context: { Task: contextOfTask },
  });
  const follow = (async () => {
    for await (const event of run.eventLogs) {
      if (event.type.endsWith('StateEntered') && 'state' in event) path.push(event.state.name);
      if (event.type === 'ExecutionFailed')
        error = {
          name: event.Error,
          cause: typeof event.Cause === 'string' ? event.Cause : JSON.stringify(event.Cause ?? ''),
        };
    }
  })();
  try {
    const output: unknown = await run.result;
    await follow;
    return { status: 'succeeded', output, path };
  } catch (failure) {
    await follow;
    if (error.cause === '' && failure instanceof Error) error = { ...error, cause: failure.message };
    return { status: 'failed', output: undefined, error, path };
  }
};
