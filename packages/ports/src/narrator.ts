/** A checked sentence of a report. */
export interface CitableFact {
  /** Short, such as `F3`. */
  readonly id: string;
  readonly sentence: string;
  /** Words of the sentence that the report has to contain as they are: the name of a CRITICAL finding. */
  readonly mustName?: string;
  /** The part of the report that it belongs to; absent where a report has no parts. */
  readonly section?: string;
}

/** What a sentence refers to: what the program knows of it, and what a log says. */
export interface NarrationMaterial {
  readonly id: string;
  /** The program's own words and figures. */
  readonly text: string;
  /** Words of a log. They support no claim, and no claim repeats them. */
  readonly quote?: string;
}

/** The figures and sentences of a report, all from the program; what a narrator may word and nothing else. */
export interface NarrationFacts {
  readonly title: string;
  readonly facts: readonly CitableFact[];
  /** The parts of the report, in their order; absent where it has none. */
  readonly sections?: readonly string[];
  /**
   * What sentences refer to by marks such as `[P3]`: patterns, findings and actors. Their texts quote redacted logs, so they are data for
   * a model, and never sentences of a report.
   */
  readonly material?: readonly NarrationMaterial[];
  /** What found no room in the material, by kind, in one sentence. */
  readonly omitted?: string;
}

/** One statement of a report, and the ids that it rests on. */
export interface Insight {
  /** Empty where the report has no parts. */
  readonly section: string;
  readonly text: string;
  readonly cites: readonly string[];
}

/** Why a claim of a model was struck out. Bounded, so that it can be a metric's dimension. */
export type StrikeReason =
  | 'no_citation'
  | 'unknown_id'
  | 'unknown_figure'
  | 'unknown_name'
  | 'unknown_action'
  | 'severity_changed'
  | 'link_or_markup'
  | 'calm_beside_critical'
  | 'quotes_log'
  | 'unknown_section';

/** How many claims of a model were kept: exact, since each is checked against the facts it cites. */
export interface Faithfulness {
  /** Claims that the model made; `kept` and those struck out add up to it. */
  readonly claims: number;
  readonly kept: number;
  readonly struck: Readonly<Partial<Record<StrikeReason, number>>>;
}

export interface Narration {
  /** Paragraphs of plain text. */
  readonly paragraphs: readonly string[];
  /** `facts` for the deterministic sentences, else the model that worded it. */
  readonly writtenBy: string;
  /** Why the model was asked but its words were not used. */
  readonly fallbackReason?: string;
  /** The same words, each with what it rests on; absent where nobody asked for it. */
  readonly insights?: readonly Insight[];
  /** Present where a model was asked and answered in the agreed shape. */
  readonly faithfulness?: Faithfulness;
  /** Tokens that the model was paid for, over all its answers. */
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
}

/** Words a report. Has no tools, starts nothing, adds no figure. */
export interface Narrator {
  narrate(facts: NarrationFacts): Promise<Narration>;
}
