/** The figures and sentences of a report, all from the program; what a narrator may word and nothing else. */
export interface NarrationFacts {
  readonly title: string;
  /** Each fact is one checked sentence with a short id such as `F3`. */
  readonly facts: readonly {
    readonly id: string;
    readonly sentence: string;
    /** Words of the sentence that the report has to contain as they are: the name of a CRITICAL finding. */
    readonly mustName?: string;
  }[];
}

export interface Narration {
  /** Paragraphs of plain text. */
  readonly paragraphs: readonly string[];
  /** `facts` for the deterministic sentences, else the model that worded it. */
  readonly writtenBy: string;
  /** Why the model was asked but its words were not used. */
  readonly fallbackReason?: string;
}

/** Words a report. Has no tools, starts nothing, adds no figure. */
export interface Narrator {
  narrate(facts: NarrationFacts): Promise<Narration>;
}
