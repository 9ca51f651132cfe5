import type { LogEvent } from '@bellwether/log-events';
import type { CompiledRule, CompiledRules, NamedReader } from './compiled-rule.ts';
import { textOf, type RecordDocument } from './field.ts';
import { oneLine } from '@bellwether/log-events';
import type { DetectionRule } from './rule.ts';
import { principalOf, seenValueOf } from './principal.ts';
import { candidateRules } from './rule-index.ts';

export type { CompiledRules } from './compiled-rule.ts';

/**
 * A rule that one event matches. Under a threshold, what the event adds to its group's count.
 *
 * @example
 * // Of the rule in `DetectionRule`, on a record whose `eventName` is StopLogging and whose `requestParameters.name` is main:
 * const match: RuleMatch = {
 *   rule,
 *   group: '',
 *   dedupeKey: 'main',
 *   resources: { trailName: 'main' },
 *   reasons: ['eventName is StopLogging.', 'requestParameters.name is main.'],
 * };
 */
export interface RuleMatch {
  readonly rule: DetectionRule;
  /** Values of `threshold.groupBy`, `after.groupBy` or `absence.groupBy`, joined, `-` for one that is missing; empty without any. */
  readonly group: string;
  /** The value that `threshold.distinct` counts. */
  readonly distinctValue?: string;
  /** What the match is about: the values of `dedupeBy` that there are, joined; `-` when there is none. */
  readonly dedupeKey: string;
  /** The rule's resource names to their values; names without a value are left out. */
  readonly resources: Readonly<Record<string, string>>;
  /** Of a rule of what is first seen: who did it, the role of a session, the user or the account's root. */
  readonly principal?: string;
  /** Of a rule of what is first seen: what must be new. */
  readonly seenValue?: string;
  /** Of a rule that correlations look at: the values of the fields that they ask for, by what they call them. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Sentences a person can check in the record, the weightiest first. Bounded, on one line each. */
  readonly reasons: readonly string[];
}

const maxValueLength = 200;
/** Values of one field that are shown or joined; an array may contain thousands. */
const maxValues = 3;

const valueOf = (reader: NamedReader, event: LogEvent, document: RecordDocument | undefined): string | undefined => {
  const values: string[] = [];
  reader.read(event, document, (value) => {
    const text = oneLine(textOf(value), maxValueLength);
    if (text !== '' && !values.includes(text)) values.push(text);
    return values.length === maxValues;
  });
  return values.length === 0 ? undefined : values.join(', ');
};

const separator = ' | ';
const groupOf = (readers: readonly NamedReader[], event: LogEvent, document: RecordDocument | undefined): string =>
  readers.map((reader) => valueOf(reader, event, document) ?? '-').join(separator);

/** A thing by its name, since one call gives its ARN and the next its name: the last part of `arn:aws:cloudtrail:eu-west-1:111122223333:trail/main` is `main`. */
const nameOfThing = (value: string): string => (value.startsWith('arn:') ? value.replace(/^.*[/:](?=.)/, '') : value);

const dedupeKeyOf = (readers: readonly NamedReader[], event: LogEvent, document: RecordDocument | undefined): string =>
  readers.flatMap((reader) => valueOf(reader, event, document) ?? []).join(separator) || '-';

/** The values of fields by other names; those without a value are left out. */
const namedValues = (
  names: readonly string[],
  readers: readonly NamedReader[],
  event: LogEvent,
  document: RecordDocument | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readers.flatMap((reader, index): [string, string][] => {
      const value = valueOf(reader, event, document);
      const name = names[index];
      return value === undefined || name === undefined ? [] : [[name, value]];
    }),
  );

const matchOf = (
  compiled: CompiledRule,
  event: LogEvent,
  document: RecordDocument | undefined,
): RuleMatch | undefined => {
  const { rule, distinct } = compiled;
  const distinctValue = distinct === undefined ? undefined : valueOf(distinct, event, document);
  if (distinct !== undefined && distinctValue === undefined) return undefined;
  const values = groupOf(compiled.groupBy, event, document);
  const group =
    rule.absence || rule.mode === 'counted' ? values.split(separator).map(nameOfThing).join(separator) : values;
  // Events of nobody belong to no group: counting them together would blame strangers for each other.
  if (compiled.groupBy.length > 0 && /^-(?: \| -)*$/.test(group)) return undefined;
  const principal = rule.firstSeen && principalOf(event, document);
  const seenValue = rule.firstSeen && seenValueOf(rule.firstSeen.of, event, document);
  if (rule.firstSeen && (principal === undefined || seenValue === undefined)) return undefined;
  const resources = namedValues(Object.keys(rule.resources ?? {}), compiled.resources, event, document);
  const fields = rule.correlatedBy && namedValues(Object.keys(rule.correlatedBy), compiled.correlated, event, document);
  const reasons = compiled.reasons.flatMap((reader) => {
    const value = valueOf(reader, event, document);
    return value === undefined ? [] : [`${reader.name} is ${value}.`];
  });
  return {
    rule,
    group,
    ...(distinctValue === undefined ? {} : { distinctValue }),
    dedupeKey:
      principal !== undefined && seenValue !== undefined
        ? `${principal}${separator}${seenValue}`
        : dedupeKeyOf(compiled.dedupeBy, event, document),
    resources,
    ...(principal === undefined ? {} : { principal }),
    ...(seenValue === undefined ? {} : { seenValue }),
    ...(fields === undefined ? {} : { fields }),
    reasons: reasons.length > 0 ? reasons : [`${rule.title}.`],
  };
};

const noMatches: readonly RuleMatch[] = [];

/**
 * Runs the rules of the event's dataset on it. Never throws, whatever the record contains. A match of a rule with a
 * threshold is not a finding yet: the caller counts matches, or distinct values, per group and window.
 *
 * @param document  the record's JSON, when it was JSON
 * @returns matches in the order the rules were given; usually none
 * @example
 * const compiled = compileRules([rule]); // the rule in `DetectionRule`
 * const document = { eventName: 'StopLogging', requestParameters: { name: 'main' }, userIdentity: { type: 'IAMUser' } };
 * matchRules(compiled, event, document); // one match, see `RuleMatch`
 * matchRules(compiled, event, { ...document, userIdentity: { type: 'AWSService' } }); // []
 */
export const matchRules = (
  compiled: CompiledRules,
  event: LogEvent,
  document?: RecordDocument,
): readonly RuleMatch[] => {
  const index = compiled.byDataset.get(event.dataset);
  if (index === undefined) return noMatches;
  let matches: RuleMatch[] | undefined;
  for (const candidate of candidateRules(index, event, document)) {
    if (!candidate.test(event, document)) continue;
    const match = matchOf(candidate, event, document);
    if (match !== undefined) (matches ??= []).push(match);
  }
  return matches ?? noMatches;
};
