import type { Dataset } from '@bellwether/log-events';
import type { JsonObject } from '../../fields/json.ts';
import { property } from '../../fields/json.ts';
import type { Role } from './usual-keys.ts';

/** A place in a record: property names from the outside in; a number stands for an item of a list. */
export type FieldPath = readonly string[];

/** One condition of a signature: the place is there, holds exactly a text, or holds a text that has a part. */
interface Condition {
  readonly place: FieldPath;
  readonly equals?: string;
  readonly includes?: string;
}

/**
 * One type of record that a service writes.
 *
 * @example
 * // client-vpn application connection-log-type,client-vpn-endpoint-id user:username source:device-ip
 */
export interface VendorRow {
  readonly format: string;
  readonly dataset: Dataset;
  /** What identifies the type; all conditions must be true. */
  readonly signature: readonly Condition[];
  /** Objects in the record whose keys count like its own. */
  readonly within: readonly FieldPath[];
  /** Where a role's value stands before its usual keys are asked; no place at all: the record does not have it. */
  readonly places: ReadonlyMap<Role, readonly FieldPath[]>;
}

/** The value at a place; own properties and items only. */
export const valueAt = (document: unknown, place: FieldPath): unknown => {
  let current = document;
  for (const name of place) {
    current = Array.isArray(current) ? (current as readonly unknown[])[Number(name)] : property(current, name);
    if (current === undefined || current === null) return undefined;
  }
  return current;
};

const pathOf = (text: string): FieldPath => text.split('/');

const conditionOf = (text: string): Condition => {
  const equals = text.indexOf('=');
  if (equals > 0) return { place: pathOf(text.slice(0, equals)), equals: text.slice(equals + 1) };
  const includes = text.indexOf('~');
  if (includes > 0) return { place: pathOf(text.slice(0, includes)), includes: text.slice(includes + 1) };
  return { place: pathOf(text) };
};

/** Reads a row: format, dataset (`-` for an application's), signature, then `role:place,place` or `role:none`; `_` in a signature's value stands for a space. */
export const parseRow = (line: string): VendorRow => {
  const [format = '', named = '', signature = '', ...roles] = line.trim().split(' ');
  const dataset = named === '-' ? 'application' : named;
  const places = new Map<Role, readonly FieldPath[]>();
  let within: readonly FieldPath[] = [];
  for (const role of roles) {
    const colon = role.indexOf(':');
    const stated = role
      .slice(colon + 1)
      .split(',')
      .map(pathOf);
    if (role.startsWith('within:')) within = stated;
    else places.set(role.slice(0, colon) as Role, role.endsWith(':none') ? [] : stated);
  }
  return { format, dataset: dataset as Dataset, signature: signature.split(',').map(conditionOf), within, places };
};

const holds = (document: JsonObject, { place, equals, includes }: Condition): boolean => {
  const value = valueAt(document, place);
  if (value === undefined) return false;
  if (equals !== undefined)
    return (
      value === equals.replaceAll('_', ' ') ||
      value === equals ||
      (typeof value === 'number' && String(value) === equals)
    );
  return includes === undefined || (typeof value === 'string' && value.includes(includes));
};

/** How much a signature says: a value says more than a key. */
const weightOf = ({ signature }: VendorRow): number =>
  signature.reduce((sum, { equals, includes }) => sum + (equals === undefined && includes === undefined ? 1 : 2), 0);

/** Finds the row of a record. */
export class VendorTable {
  /** Rows by the first name of their first condition, which most application records do not have. */
  readonly #byKey = new Map<string, VendorRow[]>();

  constructor(rows: readonly VendorRow[]) {
    for (const row of rows) {
      const key = row.signature[0]!.place[0]!;
      const before = this.#byKey.get(key);
      if (before === undefined) this.#byKey.set(key, [row]);
      else before.push(row);
    }
  }

  /** The row whose signature holds and says most; undefined for a record of no type in the table. */
  find(document: JsonObject): VendorRow | undefined {
    let best: VendorRow | undefined;
    let bestWeight = 0;
    for (const key in document) {
      const rows = this.#byKey.get(key);
      if (rows === undefined || !Object.hasOwn(document, key)) continue;
      for (const row of rows) {
        const weight = weightOf(row);
        if (weight <= bestWeight || !row.signature.every((condition) => holds(document, condition))) continue;
        best = row;
        bestWeight = weight;
      }
    }
    return best;
  }
}
