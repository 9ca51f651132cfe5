import { identify } from '@bellwether/log-events';

/** What a row of counters may name. */
export interface RowRoom {
  /** Distinct fields; integer, 1 or more. */
  readonly fields: number;
  /** Bytes of their names in all. */
  readonly nameBytes: number;
}

/**
 * Makes room in a row: counts of removed fields go to their family's `other`, so totals stay. Safe to make without what follows it.
 *
 * A step is right only for a row whose removed fields still have the counts it was planned with; a store refuses any other.
 */
export interface RoomStep {
  /** Fields to remove with the counts they must still have; at least one, at most `maxRemovedPerStep`. */
  readonly remove: ReadonlyMap<string, number>;
  /** Counts to add, by field: those of the removed fields, and the bases of the fields that replace them. */
  readonly add: ReadonlyMap<string, number>;
}

/** What an addition changes of a row. */
export interface RowChange {
  /** To be made first, in order. */
  readonly room: readonly RoomStep[];
  /** Counts to add, by field. */
  readonly add: ReadonlyMap<string, number>;
  /** Names that are not in the row, or no longer: counted in their family's `other`; integer. */
  readonly folded: number;
}

/** The field that takes what has no room under its own name: `template:a1` counts as `template:other`, `latency` as `other`. */
export const overflowField = (field: string): string => {
  const colon = field.indexOf(':');
  return colon > 0 && colon <= 32 && !field.includes('/value:') ? `${field.slice(0, colon)}:other` : 'other';
};

const basePrefix = 'base/';

/** The field that says how much was counted of others in the slot of a unit, before it had the slot. Never shown to readers. */
export const baseField = (unit: string): string => basePrefix + unit;
export const isBaseField = (field: string): boolean => field.startsWith(basePrefix);

/** Families of fixed names: few, and never replaced. */
const fixedFamilies = ['severity:', 'dataset:'];

/**
 * What stands or falls together: the fields of one finding candidate, or a field alone. Undefined for fields that are never replaced.
 */
const unitOf = (field: string): string | undefined => {
  const slash = field.indexOf('/');
  if (slash > 0 && (field.startsWith('events', slash + 1) || field.startsWith('value:', slash + 1)))
    return field.slice(0, slash);
  const colon = field.indexOf(':');
  if (colon <= 0 || field.endsWith(':other') || fixedFamilies.some((family) => field.startsWith(family)))
    return undefined;
  return field;
};

interface Unit {
  readonly name: string;
  readonly fields: Set<string>;
  /** Counts of its fields that say how often it came: its events, or the field itself. */
  weight: number;
  base: number;
}

const priorityOf = ({ weight, base }: Unit): number => weight + base;

/** Whether a field says how often its unit came. A candidate's values say which, not how often. */
const isWeight = (field: string): boolean => !field.includes('/value:');

/** Fields that one step removes: as many as one update of a store has room for, its condition on each of them included. */
const maxRemovedPerStep = 80;

/** Collects the steps that make room. */
class RoomSteps {
  readonly all: { remove: Map<string, number>; add: Map<string, number> }[] = [];

  /** Removes a field with its count, which goes to its family's `other`; a base counts nothing, so it only goes. */
  remove(field: string, count: number): void {
    let step = this.all.at(-1);
    if (step === undefined || step.remove.size >= maxRemovedPerStep)
      this.all.push((step = { remove: new Map<string, number>(), add: new Map<string, number>() }));
    step.remove.set(field, count);
    if (count > 0 && !isBaseField(field))
      step.add.set(overflowField(field), (step.add.get(overflowField(field)) ?? 0) + count);
  }

  /** The base of the unit that replaces the one removed last. */
  setBase(unit: string, base: number): void {
    this.all.at(-1)?.add.set(baseField(unit), base);
  }
}

/**
 * A row of counters with bounded room, in which units that come often keep their slot, whichever came first: the space-saving algorithm over
 * finding candidates and templates. A unit that comes into a full row replaces the one with the lowest count; what that had counted goes into its family's
 * `other`, so totals stay true. The newcomer begins with the priority of what it replaced, as its base; its counts are its own.
 *
 * @see Metwally, Agrawal, El Abbadi (2005), "Efficient computation of frequent and top-k elements in data streams"
 */
export class CounterRow {
  readonly #room: RowRoom;
  readonly #bytesOf: (field: string) => number;
  readonly #fields = new Map<string, number>();
  readonly #units = new Map<string, Unit>();
  #named = 0;
  #nameBytes = 0;

  /** @param bytesOf  bytes of a field's name, as the store keeps it */
  constructor(room: RowRoom, bytesOf: (field: string) => number, fields: Iterable<readonly [string, number]> = []) {
    this.#room = room;
    this.#bytesOf = bytesOf;
    for (const [field, count] of fields) this.#put(field, count);
  }

  /**
   * Plans an addition, without making it: the same row and the same counts always give the same change.
   *
   * @param isFull  whether the store itself has said that the row has no room left: newcomers then count under one name
   */
  plan(counts: ReadonlyMap<string, number>, isFull: boolean = false): RowChange {
    const add = new Map<string, number>();
    const steps = new RoomSteps();
    let folded = 0;
    const fold = (field: string, count: number): void => {
      const other = isFull && !this.#fields.has(overflowField(field)) ? 'other' : overflowField(field);
      add.set(other, (add.get(other) ?? 0) + count);
      folded += 1;
    };
    let fieldsLeft = isFull ? 0 : this.#room.fields - this.#named;
    let bytesLeft = this.#room.nameBytes - this.#nameBytes;
    const newcomers = new Map<string, [string, number][]>();
    for (const [field, count] of counts) {
      const unit = unitOf(field);
      if (this.#fields.has(field)) add.set(field, (add.get(field) ?? 0) + count);
      else if (unit === undefined) {
        if (isFull) fold(field, count);
        else add.set(field, (add.get(field) ?? 0) + count);
        fieldsLeft -= 1;
        bytesLeft -= this.#bytesOf(field);
      } else if (newcomers.has(unit)) newcomers.get(unit)?.push([field, count]);
      else newcomers.set(unit, [[field, count]]);
    }
    const leaving = this.#leaving(counts);
    for (const [name, fields] of this.#byPriority(newcomers)) {
      const bytes = fields.reduce((sum, [field]) => sum + this.#bytesOf(field), 0);
      let base = 0;
      while (!isFull && (fieldsLeft < fields.length || bytesLeft < bytes)) {
        const victim = leaving(name);
        if (victim === undefined) break;
        for (const field of victim.fields) {
          steps.remove(field, this.#fields.get(field) ?? 0);
          folded += 1;
          fieldsLeft += 1;
          bytesLeft += this.#bytesOf(field);
        }
        if (victim.base > 0) steps.remove(baseField(victim.name), victim.base);
        base = Math.max(base, priorityOf(victim));
      }
      if (base > 0 && !this.#units.has(name)) steps.setBase(name, base);
      for (const [field, count] of fields) {
        const fits = fieldsLeft > 0 && bytesLeft > 0;
        fieldsLeft -= 1;
        bytesLeft -= this.#bytesOf(field);
        if (fits) add.set(field, (add.get(field) ?? 0) + count);
        else fold(field, count);
      }
    }
    return { room: steps.all, add, folded };
  }

  /** Makes a step, or the addition of a change. */
  apply({ add, remove }: Pick<RowChange, 'add'> & Partial<RoomStep>): void {
    for (const field of remove?.keys() ?? []) this.#delete(field);
    for (const [field, count] of add) this.#put(field, count);
  }

  /** Fields and their counts. */
  get fields(): ReadonlyMap<string, number> {
    return this.#fields;
  }

  #unit(name: string): Unit {
    const unit = this.#units.get(name) ?? { name, fields: new Set<string>(), weight: 0, base: 0 };
    this.#units.set(name, unit);
    return unit;
  }

  #put(field: string, count: number): void {
    const before = this.#fields.get(field);
    this.#fields.set(field, (before ?? 0) + count);
    if (isBaseField(field)) {
      this.#unit(field.slice(basePrefix.length)).base += count;
      return;
    }
    if (before === undefined) {
      this.#named += 1;
      this.#nameBytes += this.#bytesOf(field);
    }
    const name = unitOf(field);
    if (name === undefined) return;
    const unit = this.#unit(name);
    unit.fields.add(field);
    if (isWeight(field)) unit.weight += count;
  }

  #delete(field: string): void {
    const count = this.#fields.get(field);
    if (count === undefined) return;
    this.#fields.delete(field);
    const unit = this.#units.get(isBaseField(field) ? field.slice(basePrefix.length) : (unitOf(field) ?? ''));
    if (unit !== undefined) {
      unit.fields.delete(field);
      if (isBaseField(field)) unit.base = 0;
      else if (isWeight(field)) unit.weight -= count;
      if (unit.fields.size === 0 && unit.base === 0) this.#units.delete(unit.name);
    }
    if (isBaseField(field)) return;
    this.#named -= 1;
    this.#nameBytes -= this.#bytesOf(field);
  }

  /** Newcomers, those first that would come most often; of equals, in the order of their names. */
  #byPriority(newcomers: ReadonlyMap<string, [string, number][]>): readonly (readonly [string, [string, number][]])[] {
    const weighed = [...newcomers].map(([name, fields]) => {
      const unit = this.#units.get(name);
      const added = fields.reduce((sum, [field, count]) => sum + (isWeight(field) ? count : 0), 0);
      return { entry: [name, fields] as const, priority: added + (unit === undefined ? 0 : priorityOf(unit)) };
    });
    return weighed
      .sort((left, right) => right.priority - left.priority || (left.entry[0] < right.entry[0] ? -1 : 1))
      .map(({ entry }) => entry);
  }

  /**
   * Gives the least units one after the other; none that the addition counts. Of equal units, which one leaves depends on who comes, so
   * that none is always the first to go.
   */
  #leaving(counts: ReadonlyMap<string, number>): (newcomer: string) => Unit | undefined {
    let least: Unit[] | undefined;
    const open = (): Unit[] => {
      const counted = new Set<string>();
      for (const field of counts.keys()) counted.add(unitOf(field) ?? '');
      return [...this.#units.values()]
        .filter(({ name, fields }) => fields.size > 0 && !counted.has(name))
        .sort((left, right) => priorityOf(left) - priorityOf(right) || (left.name < right.name ? -1 : 1));
    };
    return (newcomer) => {
      least ??= open();
      const [first] = least;
      if (first === undefined) return undefined;
      const end = least.findIndex((unit) => priorityOf(unit) > priorityOf(first));
      const index = Number.parseInt(identify('newcomer', newcomer).slice(0, 6), 16) % (end < 0 ? least.length : end);
      return least.splice(index, 1)[0];
    };
  }
}
