import type { PositionValues } from './enumerated.ts';
import type { Shape } from './lists.ts';
import type { MinedMessage, NewValue } from './miner.ts';

/** What a template needs of its scope. */
export interface TemplateHome {
  /** See `ScopeTemplates`. */
  readonly seed: number;
  /** The tick of the last message of the scope. */
  lastUsed: number;
}

/** A template while it lives in the miner. */
export interface LiveTemplate {
  readonly id: string;
  readonly scope: string;
  readonly home: TemplateHome;
  readonly match: MinedMessage;
  readonly slot: number;
  words: readonly string[];
  gaps: readonly string[];
  bucket: Bucket;
  /** What the delimiters would be with lists collapsed. */
  collapsedGaps: string;
  /** See `Template`. */
  readonly birthText: string;
  text: string;
  /** Values of its wildcards, while they are few. */
  values: PositionValues | undefined;
  /** Its count when its values last changed; what they were before this process is not known to be complete. */
  steadyFrom: number;
  /** The last value that came after its values had been the same for long. */
  newValue: NewValue | undefined;
  count: number;
  firstSeenMs: number;
  lastUsed: number;
  isChanged: boolean;
}

/** Templates with the same delimiters around the same number of words. */
export interface Bucket {
  readonly templates: Set<LiveTemplate>;
  /** Those that came last, which are asked whether they make a family with a new message. */
  readonly recent: Set<LiveTemplate>;
  /** Unique among all buckets and times: changes whenever the answer to any message could change. */
  generation: number;
  /** Kept as soon as going through all templates would cost more. */
  index: TemplateIndex | undefined;
}

/** A message made ready to be compared with many templates. */
export interface PreparedShape extends Shape {
  /** Positions whose word varies by nature. */
  readonly varies: readonly boolean[];
  /** Positions where the text itself says that a value stands. */
  readonly isValue: readonly boolean[];
}

/** Finds the few templates of a large bucket that can stand for a message. */
export interface TemplateIndex {
  add(template: LiveTemplate): void;
  remove(template: LiveTemplate): void;
  /** Every template that may stand for the message without conflict, and some that do not; in no particular order. */
  candidates(message: PreparedShape): readonly LiveTemplate[];
}
