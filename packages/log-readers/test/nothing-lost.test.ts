import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadRecord, RecordOrigin } from '@bellwether/log-events';
import { isLevelWord } from '../src/header/level-word.ts';
import { openStream } from '../src/stream/open-stream.ts';
import { generatedLine, lostFrom } from './any-line.ts';
import { lines } from './lines.ts';

const receivedMs = Date.UTC(2026, 10, 29, 17);
const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

const recordsOf = (texts: readonly string[]): readonly ReadRecord[] => {
  const stream = openStream(nowhere, { receivedMs });
  return [...texts.flatMap((text, ordinal) => [...stream.push({ text }, ordinal)]), ...stream.flush()].flatMap(
    ({ outcome }) => (outcome.kind === 'record' ? [outcome.record] : []),
  );
};

/** Formats of any program's lines; the readers of one service's records keep what they have names for. */
const general: ReadonlySet<string> = new Set('text plain syslog json logfmt klog access web-error kafka'.split(' '));
/** Apache's, a cluster collector's and Android's lines have times in pieces or forms that no pattern of a test should try to know. */
const hasPieces =
  /^(?:\[[A-Z][a-z]{2} |- \d{10} |\d\d-(?:\d\d |[A-Z])|\d{1,2}:\d\d[AP]M |Error,\d|=ERROR |\[1772|\d\d:\d\d:\d\d\.\d{9})/;
const corpus = lines
  .filter(({ text, format }) => !text.includes('\n') && general.has(format) && !hasPieces.test(text))
  .map(({ text }) => text);
const line = fc.oneof({ weight: 4, arbitrary: generatedLine }, { weight: 1, arbitrary: fc.constantFrom(...corpus) });

const names = ['host.hostname', 'process.name', 'process.thread.name', 'log.logger'] as const;

describe('a line of any layout', () => {
  it('loses no word', () => {
    fc.assert(
      fc.property(line, (text) => {
        const lost = recordsOf([text]).flatMap((record) => (general.has(record.format) ? lostFrom(text, record) : []));
        expect({ text, lost }).toEqual({ text, lost: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  it('has no level for a host, a program, a thread or a logger', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const { attributes } of recordsOf(texts))
          for (const name of names) {
            const value = attributes[name];
            expect({ texts, name, value: typeof value === 'string' && isLevelWord(value) }).toMatchObject({
              value: false,
            });
          }
      }),
      { numRuns: 1_000 },
    );
  });
});
