import type { KnownLineReader, PositionedRecord, StreamState } from '@bellwether/log-model';
import type { UnderstoodRecords } from '../commit/understood-batch.ts';
import type { LearntCore } from '../session/learnt-core.ts';
import type { BatchEnd, OpenedItem, OpenedSource } from '../source/opened-item.ts';
import type { DeclaredDatasets } from '../source/declared-datasets.ts';
import type { OpenObjectFastPath } from '../source/known-record.ts';
import type { ShardBatch } from '../source/shard-batch.ts';
import { streamBatch } from '../source/stream-batch.ts';
import { BatchAccount, type AccountedRecords } from './batch-account.ts';
import { LineStreams, type TakeOutcome } from './line-streams.ts';

/** A batch after reading: what was read, what was not, and the account of both. */
export interface ReadBatch extends AccountedRecords {
  readonly records: readonly PositionedRecord[];
}

/** What the items of a batch came to. */
export interface TakenItems extends UnderstoodRecords {
  /** The records that were read in full, those of `events` in their order. */
  readonly records?: readonly PositionedRecord[];
  /** Ordinal of the first line whose outcome waits for the next batch. */
  readonly heldFrom?: number;
  /** In which state the lines go on at `heldFrom`, or after the batch; absent where none of a lasting group were read. */
  readonly lineState?: StreamState;
}

/** Takes the items of a source to events. Lives as long as the learnt core that it asks. */
export interface ItemReader {
  /** Takes the next item; a promise where something has to be loaded first. */
  take(item: OpenedItem): void | Promise<void>;
  /**
   * Ends a batch.
   *
   * @param isWhole  whether records that following lines could continue are let go
   */
  end(isWhole: boolean): Promise<TakenItems>;
  /** The fast path for objects of a trail, which their source asks at each record. */
  readonly openFastPath?: OpenObjectFastPath;
}

/** Reads items to records. Every record ends as one, in quarantine, or dropped with a reason. */
export class RecordReader {
  readonly #account: BatchAccount;
  readonly #streams: LineStreams;
  #records: PositionedRecord[] = [];

  constructor(account: BatchAccount, knownLines?: KnownLineReader) {
    this.#account = account;
    this.#streams = new LineStreams(knownLines);
  }

  readonly #keep: TakeOutcome = (group, outcome) => {
    const placed = this.#account.takeLine(group, outcome);
    if (placed !== undefined) this.#records.push(placed);
  };

  take(item: OpenedItem): void {
    switch (item.kind) {
      case 'payload':
        for (const opened of item.open()) this.take(opened);
        return;
      case 'lines':
        if (!this.#account.dropsOwn(item.group.provenance.origin, item.lines.length))
          this.#streams.readLines(item, this.#keep);
        return;
      case 'line':
        for (const outcome of this.#streams.readLine(item)) this.#keep(item.group, outcome);
        return;
      case 'reread':
        this.#streams.rereadLine(item);
        return;
      case 'record':
        this.#account.classified(1);
        this.#records.push(item);
        return;
      case 'known':
        throw new Error('Only a fast path gives known records, and only its own reader takes them.');
      default:
        this.#account.takeWhole(item);
    }
  }

  end(isWhole: boolean): ReadBatch & Pick<TakenItems, 'heldFrom' | 'lineState'> {
    const lineState = this.#streams.stateAfter(isWhole);
    if (isWhole) this.#streams.flush(this.#keep);
    const records = this.#records;
    this.#records = [];
    const { heldFrom } = this.#streams;
    return {
      ...{ records, ...this.#account.close() },
      ...(heldFrom === undefined ? {} : { heldFrom }),
      ...(lineState === undefined ? {} : { lineState }),
    };
  }
}

/** Reads every line in full and understands it. */
export const createItemReader = (core: LearntCore, account: BatchAccount, knownLines?: KnownLineReader): ItemReader => {
  const reader = new RecordReader(account, knownLines);
  return {
    take: (item) => reader.take(item),
    end: async (isWhole) => {
      const read = reader.end(isWhole);
      return { ...read, events: await core.understand(read.records) };
    },
  };
};

/** A batch whose items were all taken, and the end that closed it. */
export interface EndedBatch<Taken> {
  readonly taken: Taken;
  readonly end: BatchEnd;
}

/** Gives the items of a source to a reader, one after the other; gives back what each batch came to when it ends. */
export async function* takeBatches<Taken>(
  reader: { take(item: OpenedItem): void | Promise<void>; end(isWhole: boolean): Taken | Promise<Taken> },
  source: OpenedSource,
): AsyncGenerator<EndedBatch<Taken>, void, undefined> {
  for await (const part of source) {
    for (const item of part) {
      if (item.kind === 'end') yield { taken: await reader.end(item.isWhole), end: item };
      else {
        const taking = reader.take(item);
        if (taking !== undefined) await taking;
      }
    }
  }
}

/** Reads the records of a shard without understanding them. */
export const readBatch = (
  batch: ShardBatch,
  options: {
    readonly ownLogGroupPrefixes: readonly string[];
    readonly knownLines?: KnownLineReader;
    readonly declaredDatasets?: DeclaredDatasets;
  },
): ReadBatch => {
  const reader = new RecordReader(new BatchAccount(options.ownLogGroupPrefixes), options.knownLines);
  for (const part of streamBatch(batch, false, options.declaredDatasets))
    for (const item of part) if (item.kind !== 'end') reader.take(item);
  return reader.end(true);
};
