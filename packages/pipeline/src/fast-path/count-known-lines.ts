import { Lane, LineForms, PayloadScan } from '@bellwether/known-lines';
import {
  envelopeLimitBytes,
  gunzip,
  isGzip,
  openStream,
  scopeOfRecord,
  type CountContribution,
  type RecordOrigin,
  type StreamOutcome,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import { BatchAccount, type GroupPlace, type PlacedRecord } from '../account/batch-account.ts';
import type { BatchPayload } from '../commit/batch-payload.ts';
import type { LineGroup, ShardBatch, ShardRecord, UnderstoodBatch } from '../source/shard-batch.ts';
import type { LearntCore } from '../session/learnt-core.ts';
import { openOne, userRecordsOf } from '../source/open-record.ts';
import { PayloadSpan } from './payload-span.ts';
import type { ReadOptions } from '../account/read-batch.ts';
import { createSeenIds } from '../account/seen-ids.ts';

/** A batch of which the settled lines were only counted. */
export type CountedBatch = Pick<UnderstoodBatch, 'events' | 'quarantined' | 'accounting'> &
  Required<Pick<UnderstoodBatch, 'contributions' | 'payloads'>>;

/** Names each scope that has to be loaded before the next line can be understood. */
type Scopes = Generator<string, void, undefined>;

/** What a batch has come to so far. */
interface Gathered {
  readonly account: BatchAccount;
  readonly events: UnderstoodEvent[];
  readonly contributions: CountContribution[];
  readonly payloads: BatchPayload[];
}

/**
 * Takes batches through the core without making an event of every line: lines of a settled kind are counted where they stand
 * in their payload, all others are read and understood in between, in order. For archives that keep payloads, since what was only
 * counted is nowhere else.
 *
 * Invariant: counts, templates, signals, accounting and quarantine are those of `readBatch` and `understand`.
 */
export class KnownLineCounter {
  readonly #core: LearntCore;
  readonly #lane: Lane;
  readonly #options: ReadOptions;
  readonly #forms: LineForms;
  readonly #scan: PayloadScan;

  private constructor(core: LearntCore, options: ReadOptions, scan: PayloadScan) {
    this.#core = core;
    this.#lane = new Lane(core.laneParts);
    this.#options = options;
    this.#forms = options.forms ?? new LineForms();
    this.#scan = scan;
  }

  static async open(core: LearntCore, options: ReadOptions): Promise<KnownLineCounter> {
    return new KnownLineCounter(core, options, await PayloadScan.open(options.hashSeed ?? 0));
  }

  async take(batch: ShardBatch): Promise<CountedBatch> {
    const account = new BatchAccount(batch.shard, this.#options.ownLogGroupPrefixes);
    const gathered: Gathered = { account, events: [], contributions: [], payloads: [] };
    for (const record of batch.records)
      for (const scope of this.#takeRecord(record, gathered)) await this.#core.load(scope);
    const { events, contributions, payloads } = gathered;
    return {
      events,
      contributions,
      payloads,
      quarantined: account.quarantined,
      accounting: account.accounting.total(),
    };
  }

  *#takeRecord(record: ShardRecord, gathered: Gathered): Scopes {
    const { sequence, arrivalMs } = record;
    const parts = userRecordsOf(record);
    if (parts.kind === 'failure') {
      gathered.account.takeOpened({ ...parts, data: record.data }, record);
      return;
    }
    for (const { data, ...numbered } of parts.userRecords) {
      const span = new PayloadSpan();
      const place = { sequence, arrivalMs, ...numbered };
      if (this.#hasScanned(data)) yield* this.#takeScan(place, gathered, span);
      else {
        const group = gathered.account.takeOpened(openOne(record, data, numbered.userRecord), record);
        if (group !== undefined) yield* this.#takeLines(group, gathered, span);
      }
      if (span.events > 0) gathered.payloads.push({ ...place, ...span.bounds(), bytes: data });
    }
  }

  /** Whether the data is a payload of the shape that can be read where it stands; it is in the scan then. */
  #hasScanned(data: Uint8Array): boolean {
    let bytes = data;
    if (isGzip(data)) {
      const unzipped = gunzip(data, envelopeLimitBytes);
      if (!unzipped.ok) return false;
      ({ bytes } = unzipped);
    }
    const scan = this.#scan;
    return bytes[0] === 0x7b && scan.scan(bytes) && scan.isAscending && !scan.hasBatches && scan.origin.logGroup !== '';
  }

  *#takeLines(group: LineGroup, gathered: Gathered, span: PayloadSpan): Scopes {
    const stream = openStream(group.origin, { receivedMs: group.arrivalMs, knownLines: this.#forms });
    const { isKnown } = createSeenIds();
    for (const [index, line] of group.lines.entries())
      for (const outcome of stream.push(line, index))
        yield* this.#understand(gathered.account.takeLine(group, outcome, isKnown), gathered, span);
    for (const outcome of stream.flush())
      yield* this.#understand(gathered.account.takeLine(group, outcome, isKnown), gathered, span);
  }

  *#takeScan(place: Omit<GroupPlace, 'origin'>, gathered: Gathered, span: PayloadSpan): Scopes {
    const scan = this.#scan;
    const lane = this.#lane;
    const origin: RecordOrigin = { region: '', ...scan.origin };
    if (gathered.account.dropsOwn(origin, scan.count)) return;
    const group: GroupPlace = { ...place, origin };
    const scope = `${origin.account || 'local'}:${origin.logGroup}`;
    if (!this.#core.isLoaded(scope)) yield scope;
    const stream = openStream(origin, { receivedMs: place.arrivalMs, knownLines: this.#forms });
    lane.open({ scan, scope, stream, receivedMs: place.arrivalMs });
    for (let index = 0; ;) {
      index = lane.run(index);
      if (lane.wantsRelease) {
        yield* this.#takeOutcomes(group, stream.flush(), gathered, span);
        continue;
      }
      if (index === scan.count) break;
      const raw = scan.rawAt(index);
      if (lane.isWaiting && stream.couldContinue(raw.text)) {
        // What the line goes on with has to be read after all.
        lane.dropWaiting();
        yield* this.#takeOutcomes(group, stream.push(scan.rawAt(index - 1), index - 1), gathered, span);
      }
      lane.countWaiting();
      yield* this.#takeOutcomes(group, stream.push(raw, index), gathered, span);
      index += 1;
    }
    lane.countWaiting();
    yield* this.#takeOutcomes(group, stream.flush(), gathered, span);
    const { contributions, counts } = lane.drain(place.sequence);
    for (const contribution of contributions) gathered.contributions.push(contribution);
    gathered.account.accounting.classified(counts.events);
    span.addCounts(counts);
  }

  *#takeOutcomes(group: GroupPlace, outcomes: readonly StreamOutcome[], gathered: Gathered, span: PayloadSpan): Scopes {
    for (const outcome of outcomes) {
      const placed = gathered.account.takeLine(group, outcome);
      if (placed === undefined) continue;
      yield* this.#understand(placed, gathered, span);
      this.#lane.learn(outcome.ordinal, placed.record, gathered.events.at(-1)?.event);
    }
  }

  *#understand(placed: PlacedRecord | undefined, { events }: Gathered, span: PayloadSpan): Scopes {
    if (placed === undefined) return;
    const scope = scopeOfRecord(placed.record, placed.place.origin);
    if (!this.#core.isLoaded(scope)) yield scope;
    const understood = this.#core.understandOne(placed);
    events.push(understood);
    span.add(understood.event.timestampMs, understood.event.source);
  }
}
