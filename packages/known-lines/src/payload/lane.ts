import { type CountContribution, defaultNoveltyPolicy, type NoveltyPolicy } from '@bellwether/log-model';
import { isTimeNear, type LogEvent, type Dataset, type ReadRecord } from '@bellwether/log-events';
import { doubt, FormRecord, type LineForm } from '../lines/line-form.ts';
import { SignedTable } from '../lines/signed-table.ts';
import { lineShape } from '@bellwether/log-readers/fast-path';
import { type Decline, type DeclineCounts, noDeclines } from './decline.ts';
import type { LaneCounts, LaneParts, LanePayload } from './lane-parts.ts';
import { LineTime, type TimeLayout } from './line-time.ts';
import * as column from './row-columns.ts';
import { runsInHead, type SettledLine, settleLine, withTemplate } from './settled-line.ts';
import { type CountCell, openCell, WindowSums } from './window-sums.ts';

/** What lines with one hash are known to be, as far as it is known. */
interface LaneEntry {
  readonly high: number;
  readonly low: number;
  /** Leading masked runs whose lengths tell such lines apart as well; 0 when those of the head are enough. */
  runs: number;
  settled: SettledLine | undefined;
  /** Lines that could not be settled. */
  failures: number;
}

/** After so many lines that could not be settled, those with their hash are left to the full core. */
const maxFailures = 8;
/** Kinds of lines remembered; a power of two. */
const tableSize = 131_072;
/** Layouts of timestamps and cells of counters that are kept; then they begin anew. */
const maxLayouts = 4096;
const maxCells = 65_536;

/**
 * A lane for lines whose kind is settled: they are counted where they stand in the payload, and no event is made of them.
 * Every other line stops it and goes through the full core, which may settle its kind.
 *
 * Invariant: counts, templates and findings are what the full core makes of the same lines. A counted line waits until the
 * next one shows that it does not go on with it.
 */
export class Lane {
  readonly #parts: LaneParts;
  readonly #novelty: NoveltyPolicy;
  readonly #table = new SignedTable<LaneEntry>(tableSize);
  readonly #scopes = new Map<string, number>();
  readonly #timeReaders = new Map<string, LineTime>();
  readonly #cells = new Map<string, CountCell>();
  readonly #exposed = new WeakMap<LineForm, boolean>();
  readonly #sums = new WindowSums();
  #payload: LanePayload | undefined;
  #high = 0;
  #low = 0;
  #waiting: SettledLine | undefined;
  #waitingMs = 0;
  #events = 0;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;
  /** True when `run` stopped because the stream has to let go of a record first. */
  wantsRelease = false;
  /** How often each reason to leave a line to the full core was taken. */
  readonly declines: DeclineCounts = noDeclines();

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#novelty = parts.novelty ?? defaultNoveltyPolicy;
  }

  open(payload: LanePayload): void {
    this.#payload = payload;
    let number = this.#scopes.get(payload.scope);
    if (number === undefined) this.#scopes.set(payload.scope, (number = this.#scopes.size + 1));
    // One hash means another kind of line in another scope, or where the stream's name says something else.
    this.#high = Math.imul(number, 0x9e3779b1) ^ payload.stream.seed;
    this.#low = Math.imul(number, 0x85ebca6b) ^ Math.imul(payload.stream.seed, 0x5f356495);
  }

  /** Whether the line before the one that stopped `run` is settled but not counted yet. */
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
        const lengths = scan.hashLengths(index, entry.runs);
        entry = table.find(high ^ lengths, (low + lengths) | 0);
      }
      const settled = entry?.settled;
      if (settled === undefined) return this.#decline('unknown', index);
      if (!settled.hold.isValid) return this.#decline('template_changed', index);
      const textStart = rows[row + column.textStart]!;
      const cardEnd = rows[row + column.cardEnd]!;
      if ((settled.unless | cardEnd) !== 0) {
        const { messageRun } = settled;
        const start = (messageRun === 0 ? textStart : spans[runs + 2 * messageRun - 1]!) + settled.messageOffset;
        const reason = cardEnd > start ? 'card' : this.#doubtOf(settled.unless, row, start);
        if (reason !== undefined) return this.#decline(reason, index);
      }
      let timestampMs = scan.times[index]!;
      const { timeReader } = settled;
      if (timeReader !== undefined) {
        const { timeRun, timeEndRun } = settled;
        const at = (timeRun === 0 ? textStart : spans[runs + 2 * timeRun - 1]!) + settled.timeOffset;
        const end = (timeEndRun === 0 ? textStart : spans[runs + 2 * timeEndRun - 1]!) + settled.timeEndOffset;
        if (end - at !== settled.timeLength) return this.#decline('time_length', index);
        timestampMs = timeReader.read(bytes, at, rows[row + column.textEnd]!, receivedMs);
        if (Number.isNaN(timestampMs)) return this.#decline('time_unreadable', index);
      }
      // A payload comes live, and a time that is not believed is replaced where lines are read in full.
      if (!isTimeNear(timestampMs, receivedMs)) return this.#decline('time_unreadable', index);
      if (settled.isFailure && this.#isNew(settled, timestampMs, scope)) return this.#decline('may_be_new', index);
      if (settled.stream !== number || settled.shape === undefined) {
        if (!this.#isAdmitted(settled, index)) return this.#decline('not_admitted', index);
        ({ number } = stream);
      }
      if (standing === 'held') {
        this.wantsRelease = true;
        return this.#decline('held', index);
      }
      if (this.#waiting !== undefined) this.#count(this.#waiting, this.#waitingMs);
      this.#waiting = settled;
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
    const form = FormRecord.formOf(record);
    if (form === undefined || !(record instanceof FormRecord) || scan.rows[row + column.spans]! < 0) return;
    const entry = this.#entryFor(index, form.parts.zoneRuns);
    if (entry.settled?.hold.isValid || entry.failures >= maxFailures) return;
    const hold = event.message === record.message ? this.#parts.miner.recall(scope, record.message, form) : undefined;
    if (hold?.templateId !== event.templateId) return;
    const cellOf = (severity: CountCell['severity']): CountCell =>
      this.#cellOf(severity, form.dataset, hold.templateId);
    if (entry.settled?.form === form) {
      entry.settled = withTemplate(entry.settled, hold, cellOf(entry.settled.cell.severity));
      return;
    }
    const settled = settleLine(record, form, hold, cellOf, {
      couldMatch: this.#parts.couldMatch,
      scan,
      index,
      receivedMs,
      exposed: this.#exposed,
      timeReaderOf: (layout) => this.#timeReaderOf(layout),
    });
    entry.settled = typeof settled === 'string' ? undefined : settled;
    if (typeof settled !== 'string') return;
    this.#decline(settled, index);
    entry.failures += 1;
  }

  /** What was counted of the payload, as contributions of its record; begins anew. */
  drain(sequence: string): { readonly contributions: readonly CountContribution[]; readonly counts: LaneCounts } {
    const byDataset = this.#sums.byDataset();
    const contributions = this.#sums.drain(sequence, this.#payload!.scope);
    const counts = { events: this.#events, firstMs: this.#firstMs, lastMs: this.#lastMs, byDataset: byDataset };
    this.#events = 0;
    this.#firstMs = this.#lastMs = Number.NaN;
    return { contributions, counts };
  }

  /** The entry of a line whose form counts the lengths of so many leading runs; made when there is none. */
  #entryFor(index: number, zoneRuns: number): LaneEntry {
    const { scan } = this.#payload!;
    const row = index << column.rowShift;
    const high = scan.rows[row + column.high]! ^ this.#high;
    const low = scan.rows[row + column.low]! ^ this.#low;
    const runs = zoneRuns > runsInHead(scan, row) ? zoneRuns : 0;
    const first = this.#table.find(high, low) ?? this.#enter(high, low);
    if (runs > first.runs) {
      first.runs = runs;
      first.settled = undefined;
    }
    if (first.runs === 0) return first;
    const lengths = scan.hashLengths(index, first.runs);
    return this.#table.find(high ^ lengths, (low + lengths) | 0) ?? this.#enter(high ^ lengths, (low + lengths) | 0);
  }

  #enter(high: number, low: number): LaneEntry {
    const entry: LaneEntry = { high, low, runs: 0, settled: undefined, failures: 0 };
    this.#table.put(entry);
    return entry;
  }

  /** Which numbers of a line, whose message begins at `start`, may make another kind of it. */
  #doubtOf(unless: number, row: number, start: number): 'status' | 'number' | undefined {
    const { rows } = this.#payload!.scan;
    if ((unless & doubt.status) !== 0 && rows[row + column.statusEnd]! > start) return 'status';
    return (unless & doubt.number) !== 0 && rows[row + column.oddEnd]! > start ? 'number' : undefined;
  }

  /** Notes why the line at `index` is left to the full core, and gives the index back. */
  #decline(reason: Decline, index: number): number {
    this.declines[reason] += 1;
    return index;
  }

  /** `isNewFailure` of an event that would be made of the line. */
  #isNew({ hold }: SettledLine, timestampMs: number, scope: string): boolean {
    const { learningMs, newForMs } = this.#novelty;
    const firstSeenMs = Math.min(hold.firstSeenMs, timestampMs);
    const sinceMs = this.#parts.sinceMs(scope);
    return sinceMs === undefined || (firstSeenMs - sinceMs >= learningMs && timestampMs - firstSeenMs < newForMs);
  }

  #isAdmitted(settled: SettledLine, index: number): boolean {
    const { scan, stream } = this.#payload!;
    const shape = settled.shape ?? lineShape(scan.textAt(index));
    if (!stream.admits(shape, settled.form.reader)) return false;
    settled.stream = stream.number;
    return true;
  }

  #count({ hold, cell }: SettledLine, timestampMs: number): void {
    hold.see(timestampMs);
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
