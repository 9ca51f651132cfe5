import type { Dataset, LogEvent } from '@bellwether/log-events';
import type { FieldReader, RecordDocument } from './field.ts';
import type { EventTest } from './matcher.ts';
import type { Judge } from './partial-event.ts';
import type { DetectionRule } from './rule.ts';

/** Literal texts of which a field must have one wherever the rule matches, by field. */
export type Anchors = ReadonlyMap<string, ReadonlySet<string>>;

export interface NamedReader {
  readonly name: string;
  readonly read: FieldReader;
}

export interface CompiledRule {
  readonly rule: DetectionRule;
  /** Index among the rules as they were given. */
  readonly ordinal: number;
  readonly test: EventTest;
  /** What `test` says of events of which only a part is known. */
  readonly judge: Judge;
  readonly anchors: Anchors;
  readonly groupBy: readonly NamedReader[];
  readonly distinct?: NamedReader;
  readonly dedupeBy: readonly NamedReader[];
  readonly resources: readonly NamedReader[];
  /** Fields that correlations look at. */
  readonly correlated: readonly NamedReader[];
  /** Fields whose values say why the rule matched. */
  readonly reasons: readonly NamedReader[];
}

/** What indexing by one field found: the rules of each literal. */
export interface FieldIndex {
  readonly read: FieldReader;
  readonly byLiteral: ReadonlyMap<string, readonly CompiledRule[]>;
}

/** Rules of one dataset, each indexed by the field that best distinguishes it, so that most events try no rule. */
export interface RuleIndex {
  /** All of them, in the order they were given. */
  readonly rules: readonly CompiledRule[];
  readonly fields: readonly FieldIndex[];
  /** Rules that no literal value narrows down. */
  readonly always: readonly CompiledRule[];
  /** Of many rules: those that events with some values can match, decided once for these values. */
  readonly dispatch?: (event: LogEvent, document: RecordDocument | undefined) => readonly CompiledRule[] | undefined;
}

/**
 * Rules ready to run, made by `compileRules`: per dataset, indexed by the field value that best distinguishes them.
 *
 * @example
 * // Of the rule in `DetectionRule`, which only records with one of two event names can match:
 * const compiled = compileRules([rule]);
 * compiled.byDataset.get('cloudtrail')?.fields[0]?.byLiteral.keys(); // 'stoplogging', 'deletetrail'
 */
export interface CompiledRules {
  readonly rules: readonly DetectionRule[];
  readonly byDataset: ReadonlyMap<Dataset, RuleIndex>;
}
