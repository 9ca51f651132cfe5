import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { parseEnumerated, type SavedTemplate, type Template } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { expirySeconds, nowSeconds, type Retention } from '../retention.ts';
import { schemaVersion } from '../schema-version.ts';

/** Puts at a time. One a template, because only a put of its own can be refused: a batch write knows no condition. */
export const maxPutsAtOnce = 16;

/** Characters of a template's text that are stored: at three bytes each, well below DynamoDB's 400 KB. */
const maxText = 100_000;

/** Begins the partition key of a template; the scope follows. */
export const keyPrefix = `${schemaVersion}#`;

const numberText = z.string().check(z.regex(/^-?\d{1,18}$/));

const itemSchema = z.object({
  scope: z.object({ S: z.string() }),
  id: z.object({ S: z.string() }),
  text: z.object({ S: z.string() }),
  birthText: z.object({ S: z.string() }),
  count: z.object({ N: numberText }),
  firstSeenMs: z.object({ N: numberText }),
  mergedInto: z.optional(z.object({ S: z.string() })),
  enumerated: z.optional(z.object({ S: z.string() })),
  savedAt: z.optional(z.object({ N: numberText })),
  ttl: z.optional(z.object({ N: numberText })),
});

/** @param keeping  how long it lives from now on */
export const itemOf = (template: Template, keeping: Retention): Record<string, AttributeValue> => ({
  scope: { S: `${keyPrefix}${template.scope}` },
  id: { S: template.id },
  text: { S: template.text.slice(0, maxText) },
  birthText: { S: template.birthText },
  count: { N: String(template.count) },
  firstSeenMs: { N: String(template.firstSeenMs) },
  savedAt: { N: String(nowSeconds(keeping)) },
  ttl: { N: String(expirySeconds(keeping)) },
  ...(template.mergedInto === undefined ? {} : { mergedInto: { S: template.mergedInto } }),
  ...(template.enumerated === undefined ? {} : { enumerated: { S: JSON.stringify(template.enumerated) } }),
});

export interface ReadTemplate extends SavedTemplate {
  /** Epoch seconds; an item of before templates expired has none. */
  readonly ttl: number;
}

export const readItem = (item: Readonly<Record<string, AttributeValue>>): ReadTemplate => {
  const { scope, id, text, birthText, count, firstSeenMs, mergedInto, savedAt, ttl, ...more } = z.parse(
    itemSchema,
    item,
  );
  const enumerated = more.enumerated && parseEnumerated(more.enumerated.S);
  return {
    scope: scope.S.slice(keyPrefix.length),
    id: id.S,
    text: text.S,
    birthText: birthText.S,
    count: Number(count.N),
    firstSeenMs: Number(firstSeenMs.N),
    ...(mergedInto === undefined ? {} : { mergedInto: mergedInto.S }),
    ...(enumerated === undefined ? {} : { enumerated }),
    savedAtMs: Number(savedAt?.N ?? 0) * 1_000,
    ttl: Number(ttl?.N ?? Infinity),
  };
};

export const templateOf = ({ savedAtMs: _, ttl: __, ...template }: ReadTemplate): Template => template;

/** An item without a `ttl` is due at once. */
export const isDueAt = ({ savedAtMs, ttl }: ReadTemplate, seconds: number): boolean =>
  ttl === Infinity || seconds - savedAtMs / 1_000 >= (ttl - savedAtMs / 1_000) / 4;
