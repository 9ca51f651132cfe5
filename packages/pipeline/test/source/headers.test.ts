import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BatchAccount, openFile, RecordReader, takeBatches, type FileInput, type Unit } from '@bellwether/pipeline';
import type { StreamState } from '@bellwether/log-model';

const origin = { account: '', region: '', logGroup: 'w3c.log', logStream: 'w3c.log' };

/** Rows whose address stands in another column below each header: read by the wrong one, they name another field. */
const layouts = [
  ['date time c-ip cs-method sc-status', (n: number) => `2026-01-15 12:00:0${n % 10} 192.0.2.${n} GET 200`],
  ['date time sc-status cs-method c-ip', (n: number) => `2026-01-15 12:00:0${n % 10} 404 GET 192.0.2.${n}`],
  ['date time s-ip cs-method sc-status', (n: number) => `2026-01-15 12:00:0${n % 10} 198.51.100.${n} PUT 500`],
] as const;

const trace = ['2026-01-15T12:00:01Z ERROR charge failed', '\tat Shop.java:42', 'Caused by: x', '\tat A.java:1'];
const document = ['{', '  "level": "error",', '  "msg": "down"', '}'];

/** Some blocks, each a header with rows below it, a trace, or a document over several lines. */
const blocks = fc.array(
  fc.oneof(
    fc.record({ layout: fc.integer({ min: 0, max: 2 }), rows: fc.integer({ min: 0, max: 40 }) }),
    fc.constantFrom(trace, document),
  ),
  { minLength: 1, maxLength: 8 },
);

const linesOf = (some: readonly (readonly string[] | { readonly layout: number; readonly rows: number })[]): string[] =>
  some.flatMap((block) => {
    if (!('layout' in block)) return [...block];
    const [names, row] = layouts[block.layout]!;
    return [`#Fields: ${names}`, ...Array.from({ length: block.rows }, (_, n) => row(n))];
  });

interface Run {
  readonly records: readonly unknown[];
  readonly received: number;
  readonly next: Pick<FileInput, 'committedUnits' | 'lineState'>;
}

/** Reads lines from a position; ends after the first batch when it is cut there. The state goes through JSON, as it is stored. */
const run = async (
  lines: readonly string[],
  from: Pick<FileInput, 'committedUnits' | 'lineState'>,
  unitsPerBatch?: number,
): Promise<Run> => {
  const file = openFile({ inputId: 'input', origin, modifiedMs: 0, ...from }, unitsPerBatch);
  const chunks = (async function* () {
    yield { units: lines.map((text): Unit => ({ kind: 'text', text })) };
  })();
  const records: unknown[] = [];
  let received = 0;
  let lineState = from.lineState;
  for await (const { taken, end } of takeBatches(new RecordReader(new BatchAccount([])), file.batches(chunks))) {
    end.rangeOf(taken.heldFrom, taken.accounting.received);
    records.push(...taken.records.map(({ record, position }) => [position.sequence, record]));
    received += taken.accounting.received;
    lineState =
      taken.lineState === undefined ? lineState : (JSON.parse(JSON.stringify(taken.lineState)) as StreamState);
    if (unitsPerBatch !== undefined) break;
  }
  return {
    ...{ records, received },
    next: { committedUnits: file.finishedUnits, ...(lineState === undefined ? {} : { lineState }) },
  };
};

describe('a file with several headers', () => {
  it('gives the same records when a run is killed at any of its batch borders', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, fc.integer({ min: 1, max: 30 }), async (some, unitsPerBatch) => {
        const lines = linesOf(some);
        const whole = await run(lines, { committedUnits: 0 });
        const records: unknown[] = [];
        let received = 0;
        let next: Run['next'] = { committedUnits: 0 };
        for (let border = unitsPerBatch; border < lines.length; border += unitsPerBatch) {
          if (border <= next.committedUnits) continue;
          const killed = await run(lines.slice(0, border), next, border);
          records.push(...killed.records);
          received += killed.received;
          next = killed.next;
        }
        const last = await run(lines, next);
        expect([...records, ...last.records]).toEqual(whole.records);
        expect(received + last.received).toBe(whole.received);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same records below a header wherever the file ended before it grew', async () => {
    const lines = linesOf([
      { layout: 0, rows: 80 },
      { layout: 1, rows: 80 },
      { layout: 2, rows: 20 },
    ]);
    const whole = await run(lines, { committedUnits: 0 });
    for (let end = 1; end < lines.length; end += 1) {
      const first = await run(lines.slice(0, end), { committedUnits: 0 });
      const rest = await run(lines, first.next);
      expect([...first.records, ...rest.records]).toEqual(whole.records);
    }
  });

  it('drops the rest of a trace that was written after the file was read', async () => {
    const first = await run(trace.slice(0, 2), { committedUnits: 0 });
    const rest = await run(trace, first.next);
    expect([first.records.length, rest.records.length, rest.received]).toEqual([1, 0, 2]);
  });

  it('finds the header of a state that an earlier release wrote by reading all that was committed', async () => {
    const lines = linesOf([
      { layout: 0, rows: 80 },
      { layout: 1, rows: 30 },
    ]);
    const whole = await run(lines, { committedUnits: 0 });
    expect((await run(lines, { committedUnits: 100 })).records).toEqual(whole.records.slice(98));
  });
});
