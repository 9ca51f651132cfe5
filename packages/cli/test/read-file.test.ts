import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isConserved, addAccounting, emptyAccounting, type RecordAccounting } from '@bellwether/pipeline';
import { cloudWatchEnvelope, controlEnvelope, logLine } from '@bellwether/testkit';
import { createFileReader, rereadUnits, sequenceOf, type FileBatch } from '../src/analyze/read-file.ts';
import type { Unit } from '../src/analyze/split-units.ts';

const origin = { account: '', region: '', logGroup: 'app.log', logStream: 'app.log' };
const modifiedMs = Date.UTC(2026, 0, 16);

const text = (line: string): Unit => ({ kind: 'text', text: line });

/** Lines of every sort: single, with a trace, blank, envelope, control, failure, without a time. */
const someUnits: readonly Unit[] = [
  text(logLine.plain(1)),
  text(logLine.error(2)),
  text('java.lang.IllegalStateException: closed'),
  text('\tat com.example.Shop.checkout(Shop.java:42)'),
  text('\tat com.example.Main.main(Main.java:7)'),
  text(''),
  text(logLine.json(3)),
  text(JSON.stringify(cloudWatchEnvelope({ logEvents: [logLine.plain(4), logLine.error(5)] }))),
  text(JSON.stringify(controlEnvelope())),
  { kind: 'failure', failure: { code: 'too_long', lengthBytes: 9, limitBytes: 8 }, excerpt: 'xxxxxxxx' },
  text('no time here'),
  text('{"broken":'),
  text(logLine.plain(6)),
];

/** Reads units in runs that each end behind the unit a run names, as a process that dies there and is started again. */
const readInRuns = (
  units: readonly Unit[],
  ends: readonly number[],
): { readonly batches: readonly FileBatch[]; readonly accounting: RecordAccounting } => {
  const batches: FileBatch[] = [];
  let settled = 0;
  for (const end of [...ends, units.length]) {
    const reader = createFileReader('input-1', origin, modifiedMs, undefined);
    units.slice(0, end).forEach((unit, ordinal) => {
      if (ordinal >= settled) reader.take(unit, ordinal);
      else if (ordinal < rereadUnits) reader.prepare(unit, ordinal);
    });
    const batch = reader.cut(end === units.length, end);
    batches.push(batch);
    settled = Math.max(settled, batch.settledUnits);
  }
  return { batches, accounting: batches.reduce((sum, batch) => addAccounting(sum, batch.accounting), emptyAccounting) };
};

const summary = (batches: readonly FileBatch[]): unknown =>
  batches.flatMap(({ records }) =>
    records.map(({ record, place }) => ({
      id: place.fallbackId,
      sequence: place.sequence,
      message: record.message,
      format: record.format,
    })),
  );

describe('reading the units of a file', () => {
  it('gives every unit one outcome: a record, a place in quarantine, or a reason to leave it out', () => {
    const { batches, accounting } = readInRuns(someUnits, []);
    expect(accounting).toMatchObject({
      received: 14,
      classified: 7,
      dropped: { continuation: 3, blank: 1, control_message: 1 },
      unreadable: { too_long: 1, bad_json: 1 },
    });
    expect(isConserved(accounting)).toBe(true);
    expect(batches.flatMap(({ quarantined }) => quarantined.map(({ path }) => path))).toEqual([
      `quarantine/input=input-1/${sequenceOf(9)}`,
      `quarantine/input=input-1/${sequenceOf(11)}`,
    ]);
  });

  it('gives the same records and the same accounting wherever runs are cut off', () => {
    const whole = readInRuns(someUnits, []);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: someUnits.length - 1 }), { maxLength: 4 }), (ends) => {
        const pieces = readInRuns(
          someUnits,
          [...ends].sort((left, right) => left - right),
        );
        expect(summary(pieces.batches)).toEqual(summary(whole.batches));
        expect(pieces.accounting).toEqual(whole.accounting);
      }),
    );
  });

  it('does not settle a record that following lines may still continue', () => {
    const reader = createFileReader('input-1', origin, modifiedMs, undefined);
    reader.take(text(logLine.json(1)), 0);
    reader.take(text(logLine.error(2)), 1);
    expect(reader.cut(false, 2)).toMatchObject({ settledUnits: 1, accounting: { received: 1 } });
    reader.take(text('\tat com.example.Main.main(Main.java:7)'), 2);
    expect(reader.cut(true, 3)).toMatchObject({ settledUnits: 3, accounting: { received: 2, classified: 1 } });
  });

  it('places a record without a time at the latest time before it, and at the change of the file when there is none', () => {
    const timeOf = (lines: readonly string[], lastEventMs?: number): number | undefined => {
      const reader = createFileReader('input-1', origin, modifiedMs, lastEventMs);
      lines.forEach((line, ordinal) => reader.take(text(line), ordinal));
      return reader.cut(true, lines.length).records.at(-1)?.place.arrivalMs;
    };
    expect(timeOf(['no time'])).toBe(modifiedMs);
    expect(timeOf([logLine.plain(1), 'no time'])).toBe(Date.UTC(2026, 0, 15, 12, 0, 1));
    expect(timeOf(['no time'], 42)).toBe(42);
  });

  it('gives a unit that is read again an id and a sequence of its own, between its first reading and the next unit', () => {
    const sequences = [sequenceOf(6), sequenceOf(6, 120), sequenceOf(6, 4_000), sequenceOf(7)];
    expect([...sequences].sort()).toEqual(sequences);
    expect(new Set(sequences.map(({ length }) => length)).size).toBe(1);
    const reader = createFileReader('input-1', origin, modifiedMs, undefined, { ordinal: 6, openEnd: 120 });
    reader.take(text(logLine.plain(1)), 6);
    expect(reader.cut(true, 7).records[0]?.place).toMatchObject({
      sequence: sequenceOf(6, 120),
      fallbackId: 'input-1/6@120',
    });
  });
});
