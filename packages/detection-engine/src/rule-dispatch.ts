import type { LogEvent } from '@bellwether/log-events';
import type { CompiledRule, RuleIndex } from './compiled-rule.ts';
import { fieldReader, type RecordDocument } from './field.ts';
import { viewPartialEvent } from './partial-event.ts';

/** Fewer rules than this are as fast without. */
const minRules = 16;
/** Combinations of values that are remembered; records may bring any number of them. */
const maxKeys = 4_096;
const maxValueLength = 128;
/** Texts with this character are not looked up. */
const separator = '\u0000';

/** Fields that rules are dispatched by, at most. */
const maxFields = 3;

/** The fields that anchor most rules: for CloudTrail `eventName`, `eventSource` and `errorCode`. */
const busiestFields = (rules: readonly CompiledRule[]): readonly string[] => {
  const uses = new Map<string, number>();
  for (const { anchors } of rules) for (const field of anchors.keys()) uses.set(field, (uses.get(field) ?? 0) + 1);
  return [...uses]
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, maxFields)
    .map(([field]) => field);
};

type ReadOne = (event: LogEvent, document: RecordDocument | undefined) => string | null | undefined;

/** Reads a field's only text; null where it has no value, undefined for anything else. */
const onlyText = (field: string): ReadOne => {
  const read = fieldReader(field);
  return (event, document) => {
    let found: string | null | undefined = null;
    read(event, document, (value) => {
      const isFirst = found === null || found === value;
      found =
        isFirst && typeof value === 'string' && value.length <= maxValueLength && !value.includes(separator)
          ? value
          : undefined;
      return found === undefined;
    });
    return found;
  };
};

/**
 * Finds the rules that an event can match by its values of two or three fields. What those values leave open is decided once, by partial
 * evaluation, and remembered: an event then tries the few rules that are about its call, however many rules there are.
 *
 * @param byField  rules by the field and the literal that the index files them under
 * @returns undefined when there are too few rules; what it makes answers undefined for an event whose fields are not one text each
 */
export const dispatchOf = (
  rules: readonly CompiledRule[],
  byField: ReadonlyMap<string, ReadonlyMap<string, readonly CompiledRule[]>>,
  always: readonly CompiledRule[],
): RuleIndex['dispatch'] => {
  const fields = busiestFields(rules).map((name) => ({ name, read: onlyText(name), filed: byField.get(name) }));
  if (rules.length < minRules || fields.length < 2) return undefined;
  // A rule that is filed under another field may match whatever these are.
  const others = new Set(always);
  for (const [field, byLiteral] of byField)
    if (fields.every(({ name }) => name !== field))
      for (const filed of byLiteral.values()) for (const rule of filed) others.add(rule);
  const known = new Map<string, readonly CompiledRule[]>();

  return (event, document) => {
    const values: (string | null)[] = [];
    let key = '';
    for (const { read } of fields) {
      const value = read(event, document);
      if (value === undefined) return undefined;
      values.push(value);
      // A text that is missing differs from an empty one.
      key += value === null ? `-${separator}` : `=${value}${separator}`;
    }
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const named = fields.map(({ name, filed }, index) => ({ name, filed, value: values[index] ?? null }));
    const partial = viewPartialEvent({
      dataset: event.dataset,
      fields: new Map(named.map(({ name, value }) => [name, value === null ? [] : [value]])),
    });
    const filed = named.flatMap((field) =>
      field.value === null ? [] : (field.filed?.get(field.value.toLowerCase()) ?? []),
    );
    const possible = [...new Set([...others, ...filed])]
      .filter(({ judge }) => judge(partial) !== false)
      .sort((left, right) => left.ordinal - right.ordinal);
    if (known.size >= maxKeys) known.clear();
    known.set(key, possible);
    return possible;
  };
};
