import { severities, type ReadOutcome, type Severity } from '@bellwether/log-model';
import { createFold, type FoldedLines } from './fold.ts';
import { jsonPrinter, tailLineOf, type TailLine, type TailLineParts, type TailPrinter } from './tail-line.ts';

/** An input of a tail. */
export interface TailInput {
  /** Said of the input when it cannot be read, and before its lines where there are several. */
  readonly name: string;
  /** Outcomes as they come; `input` where they are of several log streams. */
  readonly outcomes: AsyncIterable<{ readonly outcomes: readonly ReadOutcome[]; readonly input?: string }>;
}

export interface TailParts extends TailLineParts {
  readonly now: () => number;
  /** Writes one line, or the lines of one message. */
  readonly write: (text: string) => void;
  /** How text is printed; JSON objects, and no folding, when absent. */
  readonly printer?: TailPrinter;
  /** Milliseconds; 0 folds nothing. */
  readonly foldMs: number;
  readonly minSeverity?: Severity;
  /** Says why an input could not be read, or not to its end. */
  readonly report: (name: string, error: unknown) => void;
}

/** Milliseconds between two looks at what was folded. */
const lookMs = 1_000;

/**
 * Prints the lines of inputs as they come, in the order of coming, and folds those that are alike.
 *
 * @returns how many inputs could not be read, or not to their end
 */
export const tail = async (inputs: readonly TailInput[], parts: TailParts): Promise<number> => {
  const { now, write, printer, report, minSeverity } = parts;
  const fold = createFold<TailLine>(printer === undefined ? 0 : parts.foldMs);
  const isWanted = ({ severity }: TailLine): boolean =>
    minSeverity === undefined || severities.indexOf(severity) <= severities.indexOf(minSeverity);
  const print = (line: TailLine): void => {
    if (fold.take(line, now())) write((printer ?? jsonPrinter).line(line));
  };
  const printFolded = (folded: readonly FoldedLines<TailLine>[]): void => {
    for (const lines of folded) if (printer !== undefined) write(printer.folded(lines));
  };

  const isNamed = inputs.length > 1;
  const tailOne = async ({ name, outcomes }: TailInput): Promise<number> => {
    try {
      for await (const read of outcomes)
        for (const outcome of read.outcomes) {
          const line = tailLineOf(outcome, parts, { input: read.input ?? (isNamed ? name : ''), nowMs: now() });
          if (line !== undefined && isWanted(line)) print(line);
        }
      return 0;
    } catch (error) {
      report(name, error);
      return 1;
    }
  };

  const ticker = setInterval(() => printFolded(fold.due(now())), lookMs);
  try {
    const failed = await Promise.all(inputs.map(tailOne));
    return failed.reduce((sum, one) => sum + one, 0);
  } finally {
    clearInterval(ticker);
    printFolded(fold.end());
  }
};
