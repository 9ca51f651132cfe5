import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addAccounting,
  BatchAccount,
  emptyAccounting,
  isConserved,
  openFile,
  RecordReader,
  takeBatches,
  unitSequence,
  type FileInput,
  type ReadBatch,
  type RecordAccounting,
  type SequenceRange,
  type Unit,
} from '@bellwether/pipeline';
import { cloudWatchEnvelope, controlEnvelope, logLine } from '@bellwether/testkit';

interface FileBatch extends ReadBatch, SequenceRange {
  readonly settledUnits: number;
}

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

const takeUnits = async (
  input: Partial<FileInput>,
  units: readonly Unit[],
  unitsPerBatch?: number,
): Promise<{ readonly batches: readonly FileBatch[]; readonly settledUnits: number }> => {
  const file = openFile({ inputId: 'input-1', origin, modifiedMs, committedUnits: 0, ...input }, unitsPerBatch);
  const chunks = (async function* () {
    yield { units };
  })();
  const batches: FileBatch[] = [];
  for await (const { taken, end } of takeBatches(new RecordReader(new BatchAccount([])), file.batches(chunks))) {
    const range = end.rangeOf(taken.heldFrom, taken.accounting.received);
    if (range !== undefined) batches.push({ ...taken, ...range, settledUnits: file.finishedUnits });
    // The process dies after the batch that was asked for.
    if (unitsPerBatch !== undefined) break;
  }
  return { batches, settledUnits: file.finishedUnits };
};

/** Reads units in runs that each end after the unit a run names, as a process that dies there and is started again. */
const readInRuns = async (
  units: readonly Unit[],
  ends: readonly number[],
): Promise<{ readonly batches: readonly FileBatch[]; readonly accounting: RecordAccounting }> => {
  const batches: FileBatch[] = [];
  let committedUnits = 0;
  for (const end of ends) {
    if (end <= committedUnits) continue;
    const run = await takeUnits({ committedUnits }, units.slice(0, end), end);
    batches.push(...run.batches);
    committedUnits = run.settledUnits;
  }
  batches.push(...(await takeUnits({ committedUnits }, units)).batches);
  return { batches, accounting: batches.reduce((sum, batch) => addAccounting(sum, batch.accounting), emptyAccounting) };
};

const summary = (batches: readonly FileBatch[]): unknown =>
  batches.flatMap(({ records }) =>
    records.map(({ record, position }) => ({
      id: position.fallbackId,
      sequence: position.sequence,
      message: record.message,
      format: record.format,
    })),
  );

describe('reading the units of a file', () => {
  it('gives every unit one outcome: a record, a place in quarantine, or a reason to leave it out', async () => {
    const { batches, accounting } = await readInRuns(someUnits, []);
    expect(accounting).toMatchObject({
      received: 14,
      classified: 7,
      dropped: { continuation: 3, blank: 1, control_message: 1 },
      unreadable: { too_long: 1, bad_json: 1 },
    });
    expect(isConserved(accounting)).toBe(true);
    expect(batches.flatMap(({ quarantined }) => quarantined.map(({ path }) => path))).toEqual([
      `quarantine/input=input-1/${unitSequence(9)}`,
      `quarantine/input=input-1/${unitSequence(11)}`,
    ]);
  });

  it('gives the same records and the same accounting wherever runs are cut off', async () => {
    const whole = await readInRuns(someUnits, []);
    const cuts = fc.array(fc.integer({ min: 1, max: someUnits.length - 1 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cuts, async (ends) => {
        const pieces = await readInRuns(
          someUnits,
          [...ends].sort((left, right) => left - right),
        );
        expect(summary(pieces.batches)).toEqual(summary(whole.batches));
        expect(pieces.accounting).toEqual(whole.accounting);
      }),
    );
  });

  it('does not settle a record that following lines may still continue', async () => {
    const units = [text(logLine.json(1)), text(logLine.error(2)), text('\tat com.example.Main.main(Main.java:7)')];
    const first = await takeUnits({}, units, 2);
    expect(first.batches).toMatchObject([{ settledUnits: 1, accounting: { received: 1 } }]);
    const rest = await takeUnits({ committedUnits: 1 }, units);
    expect(rest.batches).toMatchObject([{ settledUnits: 3, accounting: { received: 2, classified: 1 } }]);
  });

  it('reads a header again that lies before what is taken', async () => {
    const units = [text('#Fields: date time c-ip sc-status'), text('2026-01-15 12:00:01 192.0.2.1 200')];
    const whole = await takeUnits({}, units);
    const { batches } = await takeUnits({ committedUnits: 1 }, units);
    expect(batches[0]?.records).toEqual(whole.batches[0]?.records);
    expect(batches[0]?.accounting).toMatchObject({ received: 1, classified: 1, dropped: {} });
  });

  it('counts each event of an envelope that cannot be read, and keeps the envelope once', async () => {
    const damaged = cloudWatchEnvelope({ logEvents: [logLine.plain(1)] }) as { logEvents: unknown[] };
    damaged.logEvents.push({ id: 'x' }, { id: 'y' });
    const { batches } = await takeUnits({}, [text(JSON.stringify(damaged))]);
    expect(batches[0]?.accounting).toMatchObject({ received: 3, classified: 1, unreadable: { bad_shape: 2 } });
    expect(batches[0]?.quarantined).toHaveLength(1);
  });

  it('places a record without a time at the latest time before it, and at the change of the file when there is none', async () => {
    const timeOf = async (lines: readonly string[], input: Partial<FileInput> = {}): Promise<number | undefined> =>
      (await takeUnits(input, lines.map(text))).batches[0]?.records.at(-1)?.position.arrivalMs;
    expect(await timeOf(['no time'])).toBe(modifiedMs);
    expect(await timeOf([logLine.plain(1), 'no time'])).toBe(Date.UTC(2026, 0, 15, 12, 0, 1));
    expect(await timeOf(['no time'], { lastEventMs: 42 })).toBe(42);
  });

  it('gives a unit that is read again an id and a sequence of its own, between its first reading and the next unit', async () => {
    const sequences = [unitSequence(6), unitSequence(6, 120), unitSequence(6, 4_000), unitSequence(7)];
    expect([...sequences].sort()).toEqual(sequences);
    expect(new Set(sequences.map(({ length }) => length)).size).toBe(1);
    const units = Array.from({ length: 7 }, (_, n) => text(logLine.plain(n + 1)));
    const { batches } = await takeUnits({ committedUnits: 7, openUnit: { ordinal: 6, openEnd: 120 } }, units);
    expect(batches).toMatchObject([{ firstSequence: unitSequence(6, 120), lastSequence: unitSequence(6, 120) }]);
    expect(batches[0]?.records[0]?.position).toMatchObject({
      sequence: unitSequence(6, 120),
      fallbackId: 'input-1/6@120',
    });
  });
});
