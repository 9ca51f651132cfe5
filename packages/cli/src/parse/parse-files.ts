import type { RedactionPolicy } from '@bellwether/log-model';
import type { Input } from './open-input.ts';
import { parse, type ParseCounts } from './parse.ts';

export interface ParseFilesParts {
  readonly open: (name: string) => Promise<Input>;
  readonly redaction: RedactionPolicy;
  /** Sentences about a file, for a person. */
  readonly report: (sentence: string) => void;
}

/** How the files came out; filled while the lines are taken. */
export interface ParseOutcome {
  /** Files that could not be opened, or not be fully read. */
  failed: number;
  /** Files that could be opened. */
  opened: number;
}

/**
 * The lines of all files as objects, one file after the other. With several files each object names its own as `log.file.path`. A file that
 * cannot be opened is reported, and the others are read all the same.
 */
export async function* parseFiles(
  names: readonly string[],
  { open, redaction, report }: ParseFilesParts,
  outcome: ParseOutcome,
): AsyncGenerator<string, void, undefined> {
  for (const name of names) {
    let input: Input;
    try {
      input = await open(name);
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
      outcome.failed += 1;
      continue;
    }
    outcome.opened += 1;
    const counts: ParseCounts = { lines: 0, unreadable: 0 };
    yield* parse(input, { redaction, ...(names.length > 1 ? { file: name } : {}) }, counts);
    if (counts.notEvents !== undefined) report(`${name} is ${counts.notEvents}.`);
    if (counts.unreadable === 0) continue;
    if (counts.unread !== undefined) report(`${name} is ${counts.unread}`);
    else report(`${counts.unreadable} of ${counts.lines} records of ${name} could not be read.`);
    outcome.failed += 1;
  }
}
