import * as z from 'zod/mini';
import type { DocumentName, SettingsContents } from './contents.ts';
import { describeProblems } from './describe-problem.ts';
import { documentSchemas, settingsVersion } from './documents.ts';
import { firstSchemas, upgradeRoutes, upgradeThresholds } from './first-version.ts';
import type { OutputSettings } from './outputs.ts';

/** What a document sets beyond its own content, when it has an older shape. */
export interface Inherited {
  /** Window of alert groups, in minutes, where no grouping document says otherwise. */
  readonly windowMinutes?: number;
  /** Outputs that its routes name, where no outputs document defines them. */
  readonly outputs?: readonly OutputSettings[];
}

export interface ReadDocument<Name extends DocumentName> {
  readonly name: Name;
  readonly content: SettingsContents[Name];
  readonly inherited: Inherited;
  /** Version the document was written in. */
  readonly version: number;
}

export type DocumentResult<Name extends DocumentName> =
  | { readonly ok: true; readonly document: ReadDocument<Name> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Maximum characters of a document's text: AppConfig takes more, and nobody keeps a megabyte of thresholds. */
const maxCharacters = 1_000_000;

const checked = <Schema extends z.core.$ZodType, Result>(
  schema: Schema,
  value: unknown,
  use: (parsed: z.output<Schema>) => Result,
): { readonly ok: true; readonly document: Result } | { readonly ok: false; readonly problems: readonly string[] } => {
  const parsed = z.safeParse(schema, value, { reportInput: true });
  return parsed.success
    ? { ok: true, document: use(parsed.data) }
    : { ok: false, problems: describeProblems(parsed.error) };
};

const versionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;

/** Reads a document of version 1; those that are new in version 2 never had one. */
const readFirst = (name: DocumentName, value: unknown): DocumentResult<DocumentName> => {
  switch (name) {
    case 'thresholds':
      return checked(firstSchemas.thresholds, value, (parsed) => {
        const { content, windowMinutes } = upgradeThresholds(parsed);
        return { name, content, inherited: { windowMinutes }, version: 1 };
      });
    case 'mutes':
      return checked(firstSchemas.mutes, value, ({ mutes }) => ({ name, content: mutes, inherited: {}, version: 1 }));
    case 'routes':
      return checked(firstSchemas.routes, value, (parsed) => {
        const { content, outputs } = upgradeRoutes(parsed);
        return { name, content, inherited: { outputs }, version: 1 };
      });
    case 'outputs':
    case 'grouping':
      return { ok: false, problems: [`version must be ${settingsVersion}.`] };
    default:
      return name satisfies never;
  }
};

/**
 * Checks the value of one document and fills in its defaults. A document of version 1 is upgraded.
 *
 * @returns the content, or one sentence per problem, each with its path and none with a value
 */
export const readDocument = <Name extends DocumentName>(name: Name, value: unknown): DocumentResult<Name> => {
  const result =
    versionOf(value) === 1
      ? readFirst(name, value)
      : checked(documentSchemas[name], value, (parsed) => {
          const content = (parsed as Record<Name, SettingsContents[Name]>)[name];
          return { name, content, inherited: {}, version: settingsVersion };
        });
  // The switch and the schemas are by name, which the compiler does not follow.
  return result as DocumentResult<Name>;
};

/** Reads a document from its JSON text. */
export const readDocumentText = <Name extends DocumentName>(name: Name, text: string): DocumentResult<Name> => {
  if (text.length > maxCharacters)
    return { ok: false, problems: [`The document is longer than ${maxCharacters} characters.`] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A parser's own message quotes the text.
    return { ok: false, problems: ['The document is not JSON.'] };
  }
  return readDocument(name, value);
};
