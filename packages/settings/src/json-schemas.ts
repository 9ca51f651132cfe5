import * as z from 'zod/mini';
import { documentNames, type DocumentName } from './contents.ts';
import { documentSchemas } from './documents.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of each document as it may be written: fields with a default may be left out.
 *
 * Draft 4, the one that validators of AppConfig read: `const` and numeric `exclusiveMinimum` mean nothing to them.
 */
export const settingsJsonSchemas = (): Readonly<Record<DocumentName, JsonSchema>> => {
  const schemas = documentNames.map((name) => [
    name,
    z.toJSONSchema(documentSchemas[name], { target: 'draft-4', io: 'input' }),
  ]);
  return Object.fromEntries(schemas) as Readonly<Record<DocumentName, JsonSchema>>;
};
