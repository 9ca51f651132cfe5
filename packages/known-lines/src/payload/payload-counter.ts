import { type CountContribution, defaultNoveltyPolicy, type NoveltyPolicy } from '@bellwether/log-model';
import { isTimeNear, type LogEvent, type Dataset, type ReadRecord } from '@bellwether/log-events';
import { dependence, LineKindRecord, type LineKind } from '../lines/line-kind.ts';
import type { LineKindParts } from '../lines/line-kind-parts.ts';
import { SignedTable } from '../lines/signed-table.ts';
import { lineShape } from '@bellwether/log-readers/fast-path';
import { type Decline, type DeclineCounts, noDeclines } from './decline.ts';
import type { PayloadCounts, PayloadCounterParts, OpenedPayload } from './payload-counter-parts.ts';
import { LineTime, type TimeLayout } from './line-time.ts';
import * as column from './row-columns.ts';
import { type CountableLine, countableLineOf, hasTimes, runsInHead, withTemplate } from './countable-line.ts';
import { type CountCell, openCell, WindowSums } from './window-sums.ts';

/** What lines with one hash are known to be, as far as it is known. */
interface SignatureEntry {
  readonly high: number;
  readonly low: number;
  /** Leading masked runs whose lengths distinguish such lines as well; 0 when those of the head are enough. */
  runs: number;
  /** Bits of those runs whose text does. */
  fixedRuns: number;
  countable: CountableLine | undefined;
  /** Lines that could not be counted. */
  failures: number;
}

/** After so many lines that could not be counted, those with their hash are left to the full core. */
const maxFailures = 8;
/** Kinds of lines remembered; a power of two. */
const tableSize = 131_072;
/** Layouts of timestamps, cells of counters and scopes that are kept; then they begin anew. */
const maxLayouts = 4096;
const maxCells = 65_536;
const maxScopes = 4096;

/** Whether lines of an entry have to be learnt again: their template is not the miner's any more. */
const isGone = ({ countable }: SignatureEntry): boolean => countable !== undefined && !countable.handle.isValid;

/**
 * A counter for lines whose kind is known: they are counted where they stand in the payload, and no event is made of them.
 * Every other line stops it and goes through the full core, which may learn its kind.
 *
 * Invariant: counts, templates and findings are what the full core makes of the same lines. A counted line waits until the
 * next one shows that it does not go on with it.
 */
export class PayloadCounter {
  readonly #parts: PayloadCounterParts;
  readonly #novelty: NoveltyPolicy;
  readonly #table = new SignedTable<SignatureEntry>(tableSize, isGone);
  readonly #scopes = new Map<string, number>();
  #lastScope = 0;
  readonly #timeReaders = new Map<string, LineTime>();
  readonly #cells = new Map<string, CountCell>();
  readonly #exposed = new WeakMap<LineKind, boolean>();
  readonly #sums = new WindowSums();
  #payload: OpenedPayload | undefined;
  #high = 0;
  #low = 0;
  #waiting: CountableLine | undefined;
  #waitingMs = 0;
  #events = 0;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;
  /** True when `run` stopped because the stream has to let go of a record first. */
  wantsRelease = false;
  /** How often each reason to leave a line to the full core was taken. */
  readonly declines: DeclineCounts = noDeclines();

  constructor(parts: PayloadCounterParts) {
    this.#parts = parts;
    this.#novelty = parts.novelty ?? defaultNoveltyPolicy;
  }

  open(payload: OpenedPayload): void {
    this.#payload = payload;
    let number = this.#scopes.get(payload.scope);
    if (number === undefined) {
      // A scope's number is never another's: what was known of one that comes again is not found, and goes.
      if (this.#scopes.size >= maxScopes) this.#scopes.clear();
      this.#lastScope = number = this.#lastScope + 1;
      this.#scopes.set(payload.scope, number);
    }
    // One hash means another kind of line in another scope, or where the stream's name says something else.
    this.#high = Math.imul(number, 0x9e3779b1) ^ payload.stream.seed;
    this.#low = Math.imul(number, 0x85ebca6b) ^ Math.imul(payload.stream.seed, 0x5f356495);
  }

  /** Whether the line before the one that stopped `run` waits to be counted. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Counts lines from `from` on, but for the last; gives back the first that is to be read, or how many there are. */
  run(from: number): number {
    const { scan, stream, receivedMs, scope } = this.#payload!;
    const { rows, spans, bytes, count } = scan;
    const { standing } = stream;
    let { number } = stream;
    const table = this.#table;
    const [seedHigh, seedLow] = [this.#high, this.#low];
    this.wantsRelease = false;
    if (standing === 'bound') return this.#decline('stream_bound', from);
    for (let index = from; index < count; index += 1) {
      const row = index << column.rowShift;
      const runs = rows[row + column.spans]!;
      if (runs < 0) return this.#decline('not_scanned', index);
      const high = rows[row + column.high]! ^ seedHigh;
      const low = rows[row + column.low]! ^ seedLow;
      let entry = table.find(high, low);
      if (entry !== undefined && entry.runs > 0) {
        const lengths = scan.hashZone(index, entry.runs, entry.fixedRuns);
        entry = table.find(high ^ lengths, (low + lengths) | 0);
      }
      const countable = entry?.countable;
      if (countable === undefined) return this.#decline('unknown', index);
      if (!countable.handle.isValid) return this.#decline('template_changed', index);
      const textStart = rows[row + column.textStart]!;
      const cardEnd = rows[row + column.cardEnd]!;
      if ((countable.unless | cardEnd) !== 0) {
        const { messageRun } = countable;
        const start = (messageRun === 0 ? textStart : spans[runs + 2 * messageRun - 1]!) + countable.messageOffset;
        const reason = cardEnd > start ? 'card' : this.#doubtOf(countable.unless, row, start);
        if (reason !== undefined) return this.#decline(reason, index);
      }
      let timestampMs = scan.times[index]!;
      const { timeReader } = countable;
      if (timeReader !== undefined) {
        const { timeRun, timeEndRun } = countable;
        const at = (timeRun === 0 ? textStart : spans[runs + 2 * timeRun - 1]!) + countable.timeOffset;
        const end = (timeEndRun === 0 ? textStart : spans[runs + 2 * timeEndRun - 1]!) + countable.timeEndOffset;
        if (end - at !== countable.timeLength) return this.#decline('time_length', index);
        timestampMs = timeReader.read(bytes, at, rows[row + column.textEnd]!, receivedMs);
        if (Number.isNaN(timestampMs)) return this.#decline('time_unreadable', index);
      }
      const { furtherTimes } = countable;
      if (furtherTimes !== undefined && !hasTimes(furtherTimes, scan, row, receivedMs))
        return this.#decline('time_unreadable', index);
      // A payload comes live, and a time that is not believed is replaced where lines are read in full.
      if (!isTimeNear(timestampMs, receivedMs)) return this.#decline('time_unreadable', index);
      if (countable.isFailure && this.#isNew(countable, timestampMs, scope)) return this.#decline('may_be_new', index);
      if (countable.stream !== number || countable.shape === undefined) {
        if (!this.#isAdmitted(countable, index)) return this.#decline('not_admitted', index);
        ({ number } = stream);
      }
      if (standing === 'held') {
        this.wantsRelease = true;
        return this.#decline('held', index);
      }
      if (this.#waiting !== undefined) this.#count(this.#waiting, this.#waitingMs);
      this.#waiting = countable;
      this.#waitingMs = timestampMs;
    }
    return count;
  }

  /** Counts the line that waits. */
  countWaiting(): void {
    if (this.#waiting !== undefined) this.#count(this.#waiting, this.#waitingMs);
    this.#waiting = undefined;
  }

  /** Leaves the line that waits to the full core. */
  dropWaiting(): void {
    this.#decline('continued', 0);
    this.#waiting = undefined;
  }

  /** Learns from a line that was read and understood; the event is the one that was made of it alone. */
  learn(index: number, record: ReadRecord, event: LogEvent): void {
    const { scan, scope, receivedMs } = this.#payload!;
    const row = index << column.rowShift;
    const lineKind = LineKindRecord.lineKindOf(record);
    if (lineKind === undefined || !(record instanceof LineKindRecord) || scan.rows[row + column.spans]! < 0) return;
    const entry = this.#entryFor(index, lineKind.parts);
    if (entry.countable?.handle.isValid || entry.failures >= maxFailures) return;
    const handle =
      event.message === record.message ? this.#parts.miner.recall(scope, record.message, lineKind) : undefined;
    if (handle?.templateId !== event.templateId) return;
    const cellOf = (severity: CountCell['severity']): CountCell =>
      this.#cellOf(severity, lineKind.dataset, handle.templateId);
    if (entry.countable?.lineKind === lineKind) {
      entry.countable = withTemplate(entry.countable, handle, cellOf(entry.countable.cell.severity));
      return;
    }
    const countable = countableLineOf(record, lineKind, handle, cellOf, {
      couldMatch: this.#parts.couldMatch,
      scan,
      index,
      receivedMs,
      exposed: this.#exposed,
      timeReaderOf: (layout) => this.#timeReaderOf(layout),
    });
    entry.countable = typeof countable === 'string' ? undefined : countable;
    if (typeof countable !== 'string') return;
    this.#decline(countable, index);
    entry.failures += 1;
  }

  /** What was counted of the payload, as contributions of its record; begins anew. */
  drain(sequence: string): { readonly contributions: readonly CountContribution[]; readonly counts: PayloadCounts } {
    const byDataset = this.#sums.byDataset();
    const contributions = this.#sums.drain(sequence, this.#payload!.scope);
    const counts = { events: this.#events, firstMs: this.#firstMs, lastMs: this.#lastMs, byDataset: byDataset };
    this.#events = 0;
    this.#firstMs = this.#lastMs = Number.NaN;
    return { contributions, counts };
  }

  /** The entry of a line whose line kind counts the lengths of so many leading runs, and the text of some; made when there is none. */
  #entryFor(index: number, { zoneRuns, fixedRuns }: LineKindParts): SignatureEntry {
    const { scan } = this.#payload!;
    const row = index << column.rowShift;
    const high = scan.rows[row + column.high]! ^ this.#high;
    const low = scan.rows[row + column.low]! ^ this.#low;
    const runs = fixedRuns !== 0 || zoneRuns > runsInHead(scan, row) ? zoneRuns : 0;
    const first = this.#table.find(high, low) ?? this.#enter(high, low);
    if (runs > first.runs || (fixedRuns & ~first.fixedRuns) !== 0) {
      first.runs = Math.max(runs, first.runs);
      first.fixedRuns |= fixedRuns;
      first.countable = undefined;
    }
    if (first.runs === 0) return first;
    const lengths = scan.hashZone(index, first.runs, first.fixedRuns);
    return this.#table.find(high ^ lengths, (low + lengths) | 0) ?? this.#enter(high ^ lengths, (low + lengths) | 0);
  }

  #enter(high: number, low: number): SignatureEntry {
    const entry: SignatureEntry = { high, low, runs: 0, fixedRuns: 0, countable: undefined, failures: 0 };
    this.#table.put(entry);
    return entry;
  }

  /** Which numbers of a line, whose message begins at `start`, may make another kind of it. */
  #doubtOf(unless: number, row: number, start: number): 'status' | 'number' | undefined {
    const { rows } = this.#payload!.scan;
    if ((unless & dependence.status) !== 0 && rows[row + column.statusEnd]! > start) return 'status';
    return (unless & dependence.number) !== 0 && rows[row + column.oddEnd]! > start ? 'number' : undefined;
  }

  /** Notes why the line at `index` is left to the full core, and gives the index back. */
  #decline(reason: Decline, index: number): number {
    this.declines[reason] += 1;
    return index;
  }

  /** Whether `isNewFailure` could say so of an event that would be made of the line, critical or not. */
  #isNew({ handle }: CountableLine, timestampMs: number, scope: string): boolean {
    const { learningMs, criticalLearningMs, newForMs } = this.#novelty;
    const leastMs = Math.min(learningMs, criticalLearningMs);
    const firstSeenMs = Math.min(handle.firstSeenMs, timestampMs);
    const sinceMs = this.#parts.sinceMs(scope);
    return sinceMs === undefined || (firstSeenMs - sinceMs >= leastMs && timestampMs - firstSeenMs < newForMs);
  }

  #isAdmitted(countable: CountableLine, index: number): boolean {
    const { scan, stream } = this.#payload!;
    const shape = countable.shape ?? lineShape(scan.textAt(index));
    if (!stream.admits(shape, countable.lineKind.reader)) return false;
    countable.stream = stream.number;
    return true;
  }

  #count({ handle, cell }: CountableLine, timestampMs: number): void {
    handle.see(timestampMs);
    this.#sums.add(cell, timestampMs);
    this.#events += 1;
    if (!(timestampMs >= this.#firstMs)) this.#firstMs = timestampMs;
    if (!(timestampMs <= this.#lastMs)) this.#lastMs = timestampMs;
  }

  #cellOf(severity: CountCell['severity'], dataset: Dataset, templateId: string): CountCell {
    const key = `${templateId} ${dataset} ${severity}`;
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      if (this.#cells.size >= maxCells) this.#cells.clear();
      this.#cells.set(key, (cell = openCell(severity, dataset, templateId)));
    }
    return cell;
  }

  #timeReaderOf(layout: TimeLayout | undefined): LineTime | undefined {
    if (layout === undefined) return undefined;
    const key = JSON.stringify(layout);
    let reader = this.#timeReaders.get(key);
    if (reader === undefined) {
      if (this.#timeReaders.size >= maxLayouts) this.#timeReaders.clear();
      this.#timeReaders.set(key, (reader = new LineTime(layout)));
    }
    return reader;
  }
}
