import {
  countsIdsOnce,
  envelopeLimitBytes,
  gunzip,
  isGzip,
  mayContinueKey,
  openStream,
  scopeOfRecord,
  type CountContribution,
  type PositionedRecord,
  type RecordOrigin,
  type StreamOutcome,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import type {
  BatchAccount,
  BatchPayload,
  ItemReader,
  LearntCore,
  LineGroup,
  LinesItem,
  OpenedItem,
  PayloadItem,
  TakenItems,
} from '@bellwether/pipeline';
import type { LineKinds } from '../lines/line-kinds.ts';
import type { DeclineCounts } from '../payload/decline.ts';
import { PayloadCounter } from '../payload/payload-counter.ts';
import { PayloadScan } from '../payload/scan-payload.ts';
import { PayloadSpan } from './payload-span.ts';

/** A batch of which the known lines were only counted. */
export type CountedItems = TakenItems & Required<Pick<TakenItems, 'contributions' | 'payloads'>>;

/** Names each scope that has to be loaded before the next line can be understood. */
type Scopes = Generator<string, void, undefined>;

/** What a batch has come to so far. */
interface Gathered {
  readonly events: UnderstoodEvent[];
  readonly contributions: CountContribution[];
  readonly payloads: BatchPayload[];
}

const emptyBatch = (): Gathered => ({ events: [], contributions: [], payloads: [] });

export interface KnownLineOptions {
  readonly lineKinds: LineKinds;
  /** What line signatures are made with; see `knownLines`. */
  readonly hashSeed: number;
}

/**
 * Takes payloads through the core without making an event of every line: known lines are counted where they are in their
 * payload, all others are read and understood in between, in order. For archives that keep payloads, since what was only
 * counted is nowhere else.
 *
 * Invariant: counts, templates, evidence, record accounting and quarantine are those of reading and understanding every line.
 */
export class KnownLineCounter implements ItemReader {
  readonly #core: LearntCore;
  readonly #account: BatchAccount;
  readonly #counter: PayloadCounter;
  readonly #lineKinds: LineKinds;
  readonly #scan: PayloadScan;
  #gathered = emptyBatch();

  private constructor(core: LearntCore, account: BatchAccount, lineKinds: LineKinds, scan: PayloadScan) {
    this.#core = core;
    this.#account = account;
    this.#counter = new PayloadCounter(core.knownLineParts);
    this.#lineKinds = lineKinds;
    this.#scan = scan;
  }

  static async open(core: LearntCore, account: BatchAccount, options: KnownLineOptions): Promise<KnownLineCounter> {
    return new KnownLineCounter(core, account, options.lineKinds, await PayloadScan.open(options.hashSeed));
  }

  /** How often each reason to leave a line to the full core was taken. */
  get declines(): Readonly<DeclineCounts> {
    return this.#counter.declines;
  }

  /** @throws Error for items of a source that gives no payloads */
  async take(item: OpenedItem): Promise<void> {
    if (item.kind === 'unreadable' || item.kind === 'dropped') return this.#account.takeWhole(item);
    if (item.kind !== 'payload')
      throw new Error('Known lines can be counted only where an archive keeps their payload.');
    for (const scope of this.#takePayload(item)) await this.#core.load(scope);
  }

  async end(): Promise<CountedItems> {
    const gathered = this.#gathered;
    this.#gathered = emptyBatch();
    return { ...gathered, ...this.#account.close() };
  }

  *#takePayload(payload: PayloadItem): Scopes {
    const { sequence, arrivalMs, userRecord, data } = payload;
    const span = new PayloadSpan();
    if (this.#hasScanned(payload)) yield* this.#takeScan(payload, span);
    else {
      for (const opened of payload.open()) {
        if (opened.kind === 'lines') yield* this.#takeLines(opened, span);
        else if (opened.kind === 'unreadable' || opened.kind === 'dropped') this.#account.takeWhole(opened);
      }
    }
    const numbered = userRecord === undefined ? {} : { userRecord };
    if (span.events > 0)
      this.#gathered.payloads.push({ sequence, arrivalMs, ...numbered, ...span.bounds(), bytes: data });
  }

  /** Whether the payload has the shape that can be read where it is; it is in the scan then. */
  #hasScanned(payload: PayloadItem): boolean {
    const { data, plain } = payload;
    let bytes = plain ?? data;
    if (plain === undefined && isGzip(data)) {
      const unzipped = gunzip(data, envelopeLimitBytes);
      if (!unzipped.ok) return false;
      ({ bytes } = unzipped);
    }
    const scan = this.#scan;
    if (bytes[0] !== 0x7b || !scan.scan(bytes) || !scan.isAscending || scan.hasBatches) return false;
    // Ids of a service count once, so its records are read.
    const { declaredDataset } = payload.groupOf({ region: '', ...scan.origin }).provenance;
    return scan.origin.logGroup !== '' && !countsIdsOnce(declaredDataset);
  }

  *#takeLines({ group, lines }: LinesItem, span: PayloadSpan): Scopes {
    const { origin } = group.provenance;
    if (this.#account.dropsOwn(origin, lines.length)) return;
    const stream = openStream(origin, {
      receivedMs: group.receivedMs,
      mayContinueKey: mayContinueKey(lines[0]?.text ?? ''),
      knownLines: this.#lineKinds,
    });
    for (const [index, line] of lines.entries())
      for (const outcome of stream.push(line, index))
        yield* this.#understand(this.#account.takeLine(group, outcome), span);
    for (const outcome of stream.flush()) yield* this.#understand(this.#account.takeLine(group, outcome), span);
  }

  *#takeScan(payload: PayloadItem, span: PayloadSpan): Scopes {
    const scan = this.#scan;
    const counter = this.#counter;
    const origin: RecordOrigin = { region: '', ...scan.origin };
    if (this.#account.dropsOwn(origin, scan.count)) return;
    const group = payload.groupOf(origin);
    const { account, logGroup } = this.#account.cleanOrigin(origin);
    const scope = `${account || 'local'}:${logGroup}`;
    if (!this.#core.isLoaded(scope)) yield scope;
    const stream = openStream(origin, {
      receivedMs: payload.arrivalMs,
      mayContinueKey: scan.count > 0 && mayContinueKey(scan.rawAt(0).text),
      knownLines: this.#lineKinds,
    });
    counter.open({ scan, scope, stream, receivedMs: payload.arrivalMs });
    for (let index = 0; ;) {
      index = counter.run(index);
      if (counter.wantsRelease) {
        yield* this.#takeOutcomes(group, stream.flush(), span);
        continue;
      }
      if (index === scan.count) break;
      const raw = scan.rawAt(index);
      if (counter.isWaiting && stream.couldContinue(raw.text)) {
        // What the line goes on with has to be read after all.
        counter.dropWaiting();
        yield* this.#takeOutcomes(group, stream.push(scan.rawAt(index - 1), index - 1), span);
      }
      counter.countWaiting();
      yield* this.#takeOutcomes(group, stream.push(raw, index), span);
      index += 1;
    }
    counter.countWaiting();
    yield* this.#takeOutcomes(group, stream.flush(), span);
    const { contributions, counts } = counter.drain(payload.sequence);
    for (const contribution of contributions) this.#gathered.contributions.push(contribution);
    this.#account.classified(counts.events);
    span.addCounts(counts);
  }

  /** Ids in a scanned payload ascend, so none comes twice. */
  *#takeOutcomes(group: LineGroup, outcomes: readonly StreamOutcome[], span: PayloadSpan): Scopes {
    for (const outcome of outcomes) {
      const positioned = this.#account.takeLine(group, outcome, true);
      if (positioned === undefined) continue;
      yield* this.#understand(positioned, span);
      this.#counter.learn(outcome.ordinal, positioned.record, this.#gathered.events.at(-1)?.event);
    }
  }

  *#understand(placed: PositionedRecord | undefined, span: PayloadSpan): Scopes {
    if (placed === undefined) return;
    const scope = scopeOfRecord(placed.record, placed.position.origin);
    if (!this.#core.isLoaded(scope)) yield scope;
    const understood = this.#core.understandOne(placed);
    this.#gathered.events.push(understood);
    span.add(understood.event.timestampMs, understood.event.dataset);
  }
}
