import type { RawRecord, ReadRecord } from '@bellwether/log-events';
import type { KnownLineReader, ReadContext, Reader } from '@bellwether/log-readers';
import { deriveLineKind, formats } from './line-kind-parts.ts';
import { type LineKindRecord, LineKind } from './line-kind.ts';
import { LineScan } from './line-scan.ts';
import { SignedTable } from './signed-table.ts';

/** How many leading runs of a masked line have lengths that distinguish line kinds. */
interface Zone {
  readonly high: number;
  readonly low: number;
  readonly runs: number;
  /** Lines of the line kind that nothing could be learnt from. */
  failures: number;
}

/** Lines that were read both ways and agreed before a line kind is believed. */
const trustedLines = 2;
/** After so many lines that taught nothing their line kind is left to its reader. */
const maxFailures = 4;

const isSame = (left: ReadRecord, right: ReadRecord): boolean => {
  const names = Object.keys(left.attributes);
  return (
    left.message === right.message &&
    left.timestampMs === right.timestampMs &&
    left.level === right.level &&
    left.format === right.format &&
    left.dataset === right.dataset &&
    left.id === right.id &&
    names.length === Object.keys(right.attributes).length &&
    names.every((name) => left.attributes[name] === right.attributes[name])
  );
};

/**
 * Line kinds, learnt while lines are read: a line of a known kind needs no reader.
 *
 * One for a process; streams share it. Bounded and deterministic: the same lines in the same order are read the same way,
 * and a line kind only ever gives what its reader gives.
 *
 * @example
 * const stream = openStream(origin, { receivedMs, knownLines: new LineKinds() });
 * // "2026-01-15 12:00:00,001 INFO [main] org.acme.Cart: item 0 added in 4 ms" and the next two lines like it go to their reader;
 * // the fourth does not: its time and its message "item 3 added in 7 ms" are taken from where they were in the lines before.
 * stream.push({ text: '2026-01-15 12:00:03,001 INFO [main] org.acme.Cart: item 3 added in 7 ms' }, 3);
 */
export class LineKinds implements KnownLineReader {
  readonly #scan = new LineScan();
  readonly #zones: SignedTable<Zone>;
  readonly #lineKinds: SignedTable<LineKind>;
  #streams = 0;

  /** @param size  line kinds remembered at most; a power of two */
  constructor(size = 65_536) {
    this.#zones = new SignedTable(size);
    this.#lineKinds = new SignedTable(size);
  }

  /** A number for one stream, to remember which line kinds it has let in. */
  nextStream(): number {
    this.#streams += 1;
    return this.#streams;
  }

  /** The line kind of a line, trusted or not; `read` and `learn` may follow for the same line. */
  find(text: string, seed: number): LineKind | undefined {
    const scan = this.#scan;
    if (!scan.scan(text, seed)) {
      scan.runs = -1;
      return undefined;
    }
    const zone = this.#zones.find(scan.high, scan.low);
    if (zone === undefined) return undefined;
    const lengths = scan.hashLengths(zone.runs);
    return this.#lineKinds.find(scan.high ^ lengths, (scan.low + lengths) | 0);
  }

  isTrusted(lineKind: LineKind): boolean {
    return lineKind.agreed >= trustedLines;
  }

  /** The record of the line that `find` was last asked for. */
  read(lineKind: LineKind, raw: RawRecord, context: ReadContext): LineKindRecord | undefined {
    return lineKind.read(raw, this.#scan, context);
  }

  /**
   * Learns from how a reader read the line that `find` was last asked for, and gave `known` for.
   *
   * @param isChoice  whether the reader is the one that the line itself calls for, not one that a line before it proposed
   */
  learn(
    known: LineKind | undefined,
    raw: RawRecord,
    record: ReadRecord,
    { reader, isChoice }: { readonly reader: Reader; readonly isChoice: () => boolean },
    context: ReadContext,
  ): void {
    const scan = this.#scan;
    if (scan.runs < 0 || !formats.has(reader.format)) return;
    if (known !== undefined) {
      if (known.agreed < 0 || known.agreed >= trustedLines) return;
      const own = known.read(raw, scan, context);
      // One line that is read in another way is enough: such lines go to their reader for good.
      known.agreed = own !== undefined && known.reader === reader && isSame(own, record) ? known.agreed + 1 : -1;
      return;
    }
    const zone = this.#zones.find(scan.high, scan.low);
    if (zone !== undefined && zone.failures >= maxFailures) return;
    const parts = deriveLineKind(raw, record, reader, scan, context);
    const isLearnt = parts !== undefined && isChoice();
    const runs = Math.max(isLearnt ? parts.zoneRuns : 0, zone?.runs ?? 0);
    if (runs !== zone?.runs) this.#zones.put({ high: scan.high, low: scan.low, runs, failures: zone?.failures ?? 0 });
    if (!isLearnt) {
      const failed = this.#zones.find(scan.high, scan.low);
      if (failed !== undefined) failed.failures += 1;
      return;
    }
    const lengths = scan.hashLengths(runs);
    this.#lineKinds.put(new LineKind(scan.high ^ lengths, (scan.low + lengths) | 0, parts));
  }
}
