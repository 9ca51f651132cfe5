import {
  cloudTrailReader,
  trustRecord,
  windowStart,
  type CountContribution,
  type PositionedRecord,
  type StreamOutcome,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import {
  LineStreams,
  sequenceOf,
  type BatchAccount,
  type ItemReader,
  type LearntCore,
  type LineGroup,
  type LineItem,
  type OpenedItem,
  type OpenObjectFastPath,
  type CountableRecord,
  type RecordOfShape,
  type ServiceId,
  type TakenItems,
  type TakeOutcome,
} from '@bellwether/pipeline';
import type { TrailFastPath } from '../trail/trail-fast-path.ts';
import { openObjectFastPath } from './object-fast-path.ts';

type KnownItem = Extract<OpenedItem, { readonly kind: 'known' }>;

/** A record that was read in full; the fast path may learn from it. */
interface ReadItem extends PositionedRecord {
  readonly learn: RecordOfShape['learn'] | undefined;
}

/** Known events that were counted. */
interface Counted {
  readonly contributions: CountContribution[];
  readonly serviceIds: ServiceId[];
}

/** Adds one known event to its counters. */
const count = (
  { contributions, serviceIds }: Counted,
  { knownKind: { scope, fields }, id, timestampMs, ordinal }: CountableRecord,
  templateField: string,
): void => {
  const sequence = sequenceOf(ordinal);
  serviceIds.push({ id, scope, sequence, timestampMs });
  const windowStartMs = windowStart(timestampMs);
  for (let index = 0; index < fields.length; index += 1)
    contributions.push({ sequence, scope, windowStartMs, field: fields[index]!, count: 1 });
  contributions.push({ sequence, scope, windowStartMs, field: templateField, count: 1 });
};

const readInFull = (
  { text = '', ordinal }: CountableRecord,
  group: LineGroup,
  account: BatchAccount,
): PositionedRecord => {
  const raw = { text };
  const outcome = cloudTrailReader.read(raw, { origin: group.provenance.origin, receivedMs: group.receivedMs });
  // The scan took it for one, so the reader does; anything else would be a fault of ours.
  if (outcome.kind !== 'record') throw new Error('A known record could not be read.');
  const record = trustRecord(outcome.record, group.provenance);
  return { record, position: account.cleanPosition(group.positionOf(ordinal, raw, record)) };
};

/** Formats of what a trail writes, and nobody else. */
const isTrail = (outcomes: readonly StreamOutcome[]): boolean =>
  outcomes.length === 1 &&
  outcomes.every(({ outcome }) => outcome.kind === 'record' && outcome.record.format.startsWith('cloudtrail'));

/**
 * Takes the records of objects of a trail: known ones are counted without being read, all others are read and understood.
 *
 * Templates depend on the order of the records: what is counted is learnt between what is read in full, as if it had been read.
 */
export class TrailReader implements ItemReader {
  readonly openFastPath: OpenObjectFastPath;
  readonly #core: LearntCore;
  readonly #account: BatchAccount;
  readonly #streams = new LineStreams(undefined);
  #items: (ReadItem | KnownItem)[] = [];

  constructor(core: LearntCore, account: BatchAccount, trail: TrailFastPath) {
    this.#core = core;
    this.#account = account;
    this.openFastPath = (ids, receivedMs) => openObjectFastPath(trail, ids, receivedMs);
  }

  readonly #keep: TakeOutcome = (group, outcome) => this.#keepOutcome(group, outcome, undefined);

  #keepOutcome(group: LineGroup, outcome: StreamOutcome, learn: ReadItem['learn']): void {
    const positioned = this.#account.takeLine(group, outcome, learn !== undefined);
    if (positioned !== undefined) this.#items.push({ ...positioned, learn });
  }

  /** @throws Error for items that no object gives */
  take(item: OpenedItem): void {
    switch (item.kind) {
      case 'known':
        this.#account.classified(1);
        this.#items.push(item);
        return;
      case 'line':
        return this.#takeLine(item);
      case 'unreadable':
      case 'dropped':
        return this.#account.takeWhole(item);
      default:
        throw new Error('Known records of a trail are counted only in objects.');
    }
  }

  #takeLine(item: LineItem): void {
    if (item.afterMs !== undefined) this.#streams.sawTime(item.group, item.afterMs);
    const outcomes = this.#streams.readLine(item);
    const isOfTrail = isTrail(outcomes);
    if (!isOfTrail) item.endFastPath?.();
    for (const outcome of outcomes) this.#keepOutcome(item.group, outcome, isOfTrail ? item.learn : undefined);
  }

  async end(isWhole: boolean): Promise<TakenItems> {
    if (isWhole) this.#streams.flush(this.#keep);
    const items = this.#items;
    this.#items = [];
    // As received, the object is in the trail's own bucket already.
    return { ...(await this.#understand(items)), payloads: [], ...this.#account.close() };
  }

  async #understand(
    items: readonly (ReadItem | KnownItem)[],
  ): Promise<Required<Pick<TakenItems, 'events' | keyof Counted>>> {
    const events: UnderstoodEvent[] = [];
    const counted: Counted = { contributions: [], serviceIds: [] };
    const templateFields = new Map<string, string>();
    const fieldOf = (templateId: string): string => {
      let field = templateFields.get(templateId);
      if (field === undefined) templateFields.set(templateId, (field = `template:${templateId}`));
      return field;
    };
    let waiting: ReadItem[] = [];
    const understandWaiting = async (): Promise<void> => {
      const understood = await this.#core.understand(waiting);
      for (const [index, one] of understood.entries()) {
        events.push(one);
        waiting[index]?.learn?.(one.event);
      }
      waiting = [];
    };
    for (const item of items) {
      if (!('kind' in item)) {
        waiting.push(item);
        continue;
      }
      if (waiting.length > 0) await understandWaiting();
      const { countable, group } = item;
      const learnt = this.#core.learnKnown(countable.knownKind, countable.timestampMs, () =>
        readInFull(countable, group, this.#account),
      );
      if (typeof learnt === 'string') count(counted, countable, fieldOf(learnt));
      else events.push(learnt);
    }
    if (waiting.length > 0) await understandWaiting();
    return { events, ...counted };
  }
}
