import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import type { EnvContract } from './contract.ts';
import { acceptsAbsence, variableContract } from './contract.ts';
import { describeIssue } from './describe-issue.ts';
import { EnvironmentError } from './environment-error.ts';

/** Variable names to zod schemas, of `zod` or `zod/mini`. Every schema reads one string or its absence. */
export type EnvShape = Readonly<Record<string, z.core.$ZodType>>;

/** The checked values of a shape. */
export type Env<Shape extends EnvShape> = { readonly [Name in keyof Shape]: z.output<Shape[Name]> };

export interface ReadEnv<Shape extends EnvShape> {
  /**
   * Checks the whole environment.
   *
   * @param processEnv  such as `process.env`; a blank value counts as absent, names that the shape lacks are ignored
   * @returns the values, deeply frozen
   * @throws EnvironmentError with every problem at once, by name and never by value
   */
  (processEnv: Readonly<Record<string, string | undefined>>): Env<Shape>;
  readonly contract: EnvContract;
}

const freezeDeep = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freezeDeep(part);
};

type Checked = { readonly value: unknown } | { readonly problem: string };

const check = (schema: z.core.$ZodType, given: string | undefined): Checked => {
  const text = given === undefined || given.trim() === '' ? undefined : given;
  // Asked before parsing: z.coerce.string() would read an absent variable as the word "undefined".
  if (text === undefined && !acceptsAbsence(schema)) return { problem: 'is not set.' };
  try {
    const parsed = safeParse(schema, text);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    return { problem: issue === undefined ? 'is not valid.' : describeIssue(issue) };
  } catch (error) {
    // A transform of the schema threw. Its message may quote the value, so only its name is shown.
    return { problem: `could not be read (${error instanceof Error ? error.name : 'unknown error'}).` };
  }
};

/**
 * Defines the environment of a function.
 *
 * `import * as z from 'zod'` (90 KB bundled) or `'zod/mini'` (15 KB); `import { z } from 'zod'` would bundle every
 * language zod speaks (443 KB). Use `z.stringbool()`, never `z.coerce.boolean()`, which reads "false" as true.
 */
export const defineEnv = <const Shape extends EnvShape>(shape: Shape): ReadEnv<Shape> => {
  const names = Object.keys(shape);
  const read = (processEnv: Readonly<Record<string, string | undefined>>): Env<Shape> => {
    const problems: string[] = [];
    const values = new Map<string, unknown>();
    for (const [name, schema] of Object.entries(shape)) {
      const checked = check(schema, processEnv[name]);
      if ('problem' in checked) problems.push(`${name} ${checked.problem}`);
      else values.set(name, checked.value);
    }
    if (problems.length > 0) throw new EnvironmentError(problems);
    const env = Object.fromEntries(values);
    freezeDeep(env);
    return env as Env<Shape>;
  };
  const variables = Object.fromEntries(
    names.toSorted().map((name) => [name, variableContract(shape[name] as z.core.$ZodType)]),
  );
  return Object.assign(read, { contract: { variables } });
};
