import type { RawRecord, ReadRecord } from '@bellwether/log-events';
import type { KnownLineReader, ReadContext, Reader } from '@bellwether/log-readers';
import { deriveLineKind, formats } from './line-kind-parts.ts';
import { type LineKindRecord, LineKind } from './line-kind.ts';
import { LineScan } from './line-scan.ts';
import { SignedTable } from './signed-table.ts';

/** How many leading runs of a masked line have lengths that distinguish line kinds, and which of them have a text that does. */
interface Zone {
  readonly high: number;
  readonly low: number;
  readonly runs: number;
  readonly fixedRuns: number;
  /** Lines of the line kind that nothing could be learnt from. */
  failures: number;
  /** Kinds with a text of their own since one of them was trusted. */
  untrusted: number;
}

/** Lines that were read both ways and agreed before a line kind is believed. */
const trustedLines = 2;
/** After so many lines that taught nothing their line kind is left to its reader. */
const maxFailures = 4;
/** After so many kinds that differ in a text and do not come again, their text is taken for a value that always changes. */
const maxUntrusted = 64;
/** Kinds remembered that are not trusted yet; a power of two. Most of them never come again; they take about 1.3 KB each. */
const maxCandidates = 32_768;

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
  readonly #candidateZones: SignedTable<Zone>;
  readonly #candidates: SignedTable<LineKind>;
  #streams = 0;

  /** @param size  line kinds remembered at most once they are trusted; a power of two */
  constructor(size = 65_536) {
    this.#zones = new SignedTable(size);
    this.#lineKinds = new SignedTable(size);
    this.#candidateZones = new SignedTable(Math.min(size, maxCandidates));
    this.#candidates = new SignedTable(Math.min(size, maxCandidates));
  }

  #zoneOf(high: number, low: number): Zone | undefined {
    return this.#zones.find(high, low) ?? this.#candidateZones.find(high, low);
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
    const zone = this.#zoneOf(scan.high, scan.low);
    if (zone === undefined) return undefined;
    const lengths = scan.hashZone(text, zone.runs, zone.fixedRuns);
    const [high, low] = [scan.high ^ lengths, (scan.low + lengths) | 0];
    return this.#lineKinds.find(high, low) ?? this.#candidates.find(high, low);
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
      if (known.agreed > 0 && !this.isTrusted(known)) return;
      const zone = this.#zoneOf(scan.high, scan.low);
      if (zone !== undefined && this.isTrusted(known)) zone.untrusted = 0;
      if (zone !== undefined) this.#zones.put(zone);
      this.#lineKinds.put(known);
      return;
    }
    const zone = this.#zoneOf(scan.high, scan.low);
    if (zone !== undefined && (zone.failures >= maxFailures || zone.untrusted >= maxUntrusted)) return;
    const parts = deriveLineKind(raw, record, reader, scan, context);
    const isLearnt = parts !== undefined && isChoice();
    const runs = Math.max(isLearnt ? parts.zoneRuns : 0, zone?.runs ?? 0);
    const fixedRuns = (isLearnt ? parts.fixedRuns : 0) | (zone?.fixedRuns ?? 0);
    const { high, low } = scan;
    let own = zone;
    if (own === undefined || runs !== own.runs || fixedRuns !== own.fixedRuns) {
      own = { high, low, runs, fixedRuns, failures: zone?.failures ?? 0, untrusted: 0 };
      this.#candidateZones.put(own);
      if (zone !== undefined && this.#zones.find(high, low) === zone) this.#zones.put(own);
    }
    if (!isLearnt) own.failures += 1;
    else if (fixedRuns !== 0) own.untrusted += 1;
    // Such lines are left to their reader from now on.
    if (own.failures >= maxFailures || own.untrusted >= maxUntrusted) this.#zones.put(own);
    if (!isLearnt) return;
    const lengths = scan.hashZone(raw.text, runs, fixedRuns);
    this.#candidates.put(new LineKind(high ^ lengths, (low + lengths) | 0, parts));
  }
}
