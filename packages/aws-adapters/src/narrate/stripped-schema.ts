/** Keywords that Bedrock's structured output knows; it refuses a schema with a bound such as `maxItems` or `minimum`. */
const known = ['type', 'properties', 'required', 'items', 'enum', 'const', 'description', 'anyOf', '$ref', '$defs'];

/** A value of a JSON document, which is all that a schema consists of. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const stripObject = (schema: Readonly<Record<string, unknown>>): Record<string, Json> => {
  const kept: Record<string, Json> = {};
  for (const keyword of known) {
    const value = schema[keyword];
    if (value === undefined) continue;
    kept[keyword] =
      keyword === 'properties' || keyword === '$defs'
        ? Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, strip(one)]))
        : keyword === 'items' || keyword === 'anyOf'
          ? strip(value)
          : (value as Json);
  }
  // Every object has to say that it has no further properties.
  if (schema['type'] === 'object') kept['additionalProperties'] = false;
  return kept;
};

const strip = (schema: unknown): Json =>
  Array.isArray(schema)
    ? schema.map(strip)
    : typeof schema === 'object' && schema !== null
      ? stripObject(schema as Readonly<Record<string, unknown>>)
      : (schema as Json);

/** A JSON schema without what Bedrock's structured output refuses. What is left out is checked after the answer. */
export const strippedSchema = (schema: Readonly<Record<string, unknown>>): Record<string, Json> => stripObject(schema);
