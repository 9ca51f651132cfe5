import { escapedJson } from '@bellwether/log-model';
import type { RedactionPolicy } from '@bellwether/log-model';
import { UnreadableRest } from '../analyze/open-bytes.ts';
import { unitsOfBytes } from '../analyze/read-units.ts';
import { ecsObjectOf } from './ecs-object.ts';
import type { Input } from './open-input.ts';
import { createOutcomeReader, type LineOutcome } from './read-outcomes.ts';

export interface ParseOptions {
  /** What is taken out of message and fields. */
  readonly redaction: RedactionPolicy;
  /** Named in each object as `log.file.path`; absent where there is only one file. */
  readonly file?: string;
}

/** What a run came to; filled while the lines are taken. */
export interface ParseCounts {
  lines: number;
  unreadable: number;
  /** Set at the end when the whole input is of a kind that contains no events: what it is. */
  notEvents?: string;
  /** Set when the whole input is of a kind that is not read: what it is, and the command that helps. */
  unread?: string;
}

/**
 * One JSON object for every line of the input, in order. Damage in the middle of compressed data is the last object: what
 * came before it stands.
 */
export async function* parse(
  input: Input,
  { redaction, file }: ParseOptions,
  counts: ParseCounts,
): AsyncGenerator<string, void, undefined> {
  const reader = createOutcomeReader(input.origin, input.receivedMs);
  const objectOf = (line: LineOutcome): string => {
    counts.lines += 1;
    if (line.outcome.kind === 'failure') counts.unreadable += 1;
    return escapedJson({ ...(file === undefined ? {} : { 'log.file.path': file }), ...ecsObjectOf(line, redaction) });
  };
  let read = 0;
  try {
    for await (const chunk of unitsOfBytes(input.bytes)) {
      for (const unit of chunk.units) {
        read += 1;
        for (const line of reader.take(unit)) yield objectOf(line);
      }
      if (chunk.notEvents !== undefined) counts.notEvents = chunk.notEvents;
    }
    for (const line of reader.end()) yield objectOf(line);
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    if (error.unread !== undefined)
      counts.unread = `${error.unread.what}. Unpack it first: ${error.unread.advice.replace(/bellwether analyze/g, 'bellwether parse')}`;
    for (const line of reader.end()) yield objectOf(line);
    yield objectOf({
      line: read + 1,
      origin: input.origin,
      raw: { text: '' },
      outcome: { kind: 'failure', failure: error.failure },
    });
  }
}
