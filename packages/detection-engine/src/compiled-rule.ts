import type { Dataset } from '@bellwether/log-events';
import type { FieldReader } from './field.ts';
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
  /** Place among the rules as they were given. */
  readonly ordinal: number;
  readonly test: EventTest;
  /** What `test` says of events of which only a part is known. */
  readonly judge: Judge;
  readonly anchors: Anchors;
  readonly groupBy: readonly NamedReader[];
  readonly distinct?: NamedReader;
  readonly dedupeBy: readonly NamedReader[];
  readonly resources: readonly NamedReader[];
  /** Fields whose values say why the rule matched. */
  readonly reasons: readonly NamedReader[];
}

/** What indexing by one field found: the rules of each literal. */
export interface FieldIndex {
  readonly read: FieldReader;
  readonly byLiteral: ReadonlyMap<string, readonly CompiledRule[]>;
}

/** Rules of one source, found by the one field that best tells each apart, so that most events try none. */
export interface RuleIndex {
  /** All of them, in the order they were given. */
  readonly rules: readonly CompiledRule[];
  readonly fields: readonly FieldIndex[];
  /** Rules that no literal value narrows down. */
  readonly always: readonly CompiledRule[];
}

/** Rules ready to run: per source, by the value that best tells them apart. Made by `compileRules`. */
export interface CompiledRules {
  readonly rules: readonly DetectionRule[];
  readonly byDataset: ReadonlyMap<Dataset, RuleIndex>;
}
