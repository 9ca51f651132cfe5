import type { AttributeSet } from './attribute-set.ts';
import { isObject, jsonText } from './json.ts';

/** Top-level field sets of the Elastic Common Schema that records may carry as they are. */
const roots: ReadonlySet<string> = new Set(
  'client cloud container destination device dns email error event faas file group hash host http network observer orchestrator organization package process registry rule server service session source span threat tls trace transaction url user user_agent vulnerability'.split(
    ' ',
  ),
);

/** Longest attribute value taken over from a record, in characters; the document keeps the whole. */
const maxValueLength = 2048;
const maxAttributes = 80;
const deepest = 5;
/** Texts of a list that stay a list; longer ones, and lists of anything else, are one text of JSON. */
const maxListed = 16;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Whether the first part of a field name, such as `source` in `source.ip`, is a field set of ECS. */
export const isEcsName = (name: string): boolean => {
  const dot = name.indexOf('.');
  return dot > 0 && roots.has(name.slice(0, dot));
};

/** Whether a key contains a nested field set of ECS. */
export const isEcsRoot = (name: string): boolean => roots.has(name);

/** Sets one scalar taken over from a record, bounded in length and number. */
export const putScalar = (attributes: AttributeSet, name: string, value: unknown): void => {
  if (!isScalar(value) || value === '' || Object.keys(attributes).length >= maxAttributes) return;
  attributes[name] =
    typeof value === 'string' && value.length > maxValueLength ? value.slice(0, maxValueLength) : value;
};

/** Flattens a nested field set to dotted names. Names below the root are the record's own, always after our prefix. */
export const flattenEcs = (attributes: AttributeSet, prefix: string, value: unknown, depth: number = 0): void => {
  if (isScalar(value)) putScalar(attributes, prefix, value);
  else if (Array.isArray(value)) {
    const texts = (value as readonly unknown[]).filter((item): item is string => typeof item === 'string');
    if (texts.length > 0 && texts.length === value.length && texts.length <= maxListed) attributes[prefix] = texts;
    else if (value.length > 0) putScalar(attributes, prefix, jsonText(value));
  } else if (isObject(value) && depth === deepest) putScalar(attributes, prefix, jsonText(value));
  else if (isObject(value)) {
    for (const name of Object.keys(value)) flattenEcs(attributes, `${prefix}.${name}`, value[name], depth + 1);
  }
};
