import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordOrigin } from '@bellwether/log-events';
import { createUnitSplitter } from '../src/framing/split-units.ts';
import { openStream } from '../src/stream/open-stream.ts';
import type { StreamOutcome } from '../src/reader.ts';
import { lines } from './lines.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);
const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

/** What a file of this text comes to: its units, read as one stream. */
const readFile = (text: string, chunkBytes = 1 << 20): readonly StreamOutcome[] => {
  const bytes = Buffer.from(text);
  const splitter = createUnitSplitter();
  const units = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    units.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  units.push(...splitter.end());
  const stream = openStream(nowhere, { receivedMs });
  const outcomes: StreamOutcome[] = [];
  units.forEach((unit, ordinal) => {
    if (unit.kind === 'record') outcomes.push(...stream.push({ text: unit.text }, ordinal));
    else outcomes.push({ ordinal, raw: { text: unit.excerpt }, outcome: unit });
  });
  const all = [...outcomes, ...stream.flush()];
  // A file that is nothing but a digest says so of itself, in place of a record.
  return splitter.notEvents === undefined
    ? all
    : [...all, { ordinal: 0, raw: { text }, outcome: { kind: 'dropped', reason: 'not_events' } }];
};

/** A line of the corpus, or one that other files were once lost by. */
const odd = fc.oneof(
  fc.constantFrom(...lines.map(({ text }) => text).filter((text) => !text.includes('\n'))),
  fc.constantFrom(
    '{"level":"info","msg":"event","Records":[{"messageId":"m1"}]}',
    '{"level":"info","digestStartTime":"2024-05-03T10:00:00Z"}',
    '{"owner":"x","messageType":"y"}',
    '[{"level":"info","msg":"one"}]',
    '{"configurationItems":[]} beside',
    '[1, 2]',
    '[{',
    '{"a":',
    '{',
    '"',
    '{ctx} words',
    '{"a":1}{"b":2}',
    '{"a":1},',
    '\ufeff{"a":1}',
  ),
);

describe('a file of any lines in any order', () => {
  it('comes to at least one outcome a line, however its bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(odd, { minLength: 1, maxLength: 30 }), fc.integer({ min: 20, max: 3000 }), (texts, size) => {
        const outcomes = readFile(texts.map((text) => `${text}\n`).join(''), size);
        expect(outcomes.length).toBeGreaterThanOrEqual(texts.length);
      }),
      { numRuns: 300 },
    );
  });
});
