import type { ReadOutcome, RecordOrigin } from '@bellwether/log-model';
import { unreadContent, wideEncodingOf } from '../analyze/known-content.ts';
import { isPlainContent } from '../analyze/open-bytes.ts';
import { createUnitSplitter } from '../analyze/split-units.ts';
import { createOutcomeReader, type LineOutcome } from '../parse/read-outcomes.ts';
import { pause, withPauses } from './with-pauses.ts';

/** Milliseconds without a new line after which a record has no more lines. */
const pauseMs = 300;

/** Content that is not lines of text cannot be followed. @throws RangeError */
const checkLines = (name: string, head: Uint8Array): void => {
  const unread = unreadContent(head);
  if (unread !== undefined || !isPlainContent(head) || wideEncodingOf(head) !== undefined)
    throw new RangeError(
      `${name} is ${unread?.what ?? 'compressed, or not text'}, so it cannot be followed. bellwether analyze ${name} reads it.`,
    );
};

/**
 * Outcomes of bytes as they come, `pause` where nothing came for a while: a record is closed then, since nobody knows whether it goes on.
 *
 * @throws RangeError when the bytes are not text
 */
export async function* outcomesOfBytes(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  origin: RecordOrigin,
  now: () => number,
): AsyncGenerator<readonly ReadOutcome[], void, undefined> {
  const splitter = createUnitSplitter();
  const reader = createOutcomeReader(origin, now());
  const outcomes = (lines: readonly LineOutcome[]): readonly ReadOutcome[] => lines.map(({ outcome }) => outcome);
  let isFirst = true;
  for await (const chunk of withPauses(bytes, pauseMs)) {
    if (chunk === pause) {
      yield outcomes(reader.end());
      continue;
    }
    if (isFirst) checkLines(name, chunk);
    isFirst = false;
    yield splitter.push(chunk).flatMap((unit) => outcomes(reader.take(unit)));
  }
  yield [...splitter.end().flatMap((unit) => outcomes(reader.take(unit))), ...outcomes(reader.end())];
}
