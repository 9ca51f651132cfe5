import type * as z from 'zod/mini';
import { globalRegistry } from 'zod/mini';

/** What one variable is, for Terraform and for people. */
export interface VariableContract {
  readonly required: boolean;
  readonly description: string;
  /** The value used when the variable is absent or blank; left out when there is none. */
  readonly default?: unknown;
}

/** Every variable a function reads, by name, sorted. What `env.contract.json` holds. */
export interface EnvContract {
  readonly variables: Readonly<Record<string, VariableContract>>;
}

// A zod definition as far as it is looked into: wrappers contain their inner schema, pipes their input.
interface LooseDefinition {
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly defaultValue?: unknown;
}

const definitionOf = (schema: z.core.$ZodType): LooseDefinition => schema._zod.def as LooseDefinition;

/** The schema, then what it wraps, outermost first: `default(optional(string))` gives three. */
function* layers(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
  let current: z.core.$ZodType | undefined = schema;
  while (current !== undefined) {
    yield current;
    const definition: LooseDefinition = definitionOf(current);
    current = definition.innerType ?? definition.in;
  }
}

/** Whether the schema accepts an absent variable: `optional`, `default` and `prefault` do. */
export const acceptsAbsence = (schema: z.core.$ZodType): boolean => schema._zod.optin !== undefined;

/** The contract of one variable. The outermost description wins, wherever in the chain `describe` stood. */
export const variableContract = (schema: z.core.$ZodType): VariableContract => {
  let description = '';
  let fallback: unknown;
  for (const layer of layers(schema)) {
    description ||= globalRegistry.get(layer)?.description ?? '';
    fallback ??= definitionOf(layer).defaultValue;
  }
  return { required: !acceptsAbsence(schema), description, ...(fallback === undefined ? {} : { default: fallback }) };
};
