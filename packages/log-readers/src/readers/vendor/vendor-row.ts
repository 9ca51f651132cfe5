import type { Dataset } from '@bellwether/log-events';
import type { JsonObject } from '../../fields/json.ts';
import { property } from '../../fields/json.ts';
import type { Role } from './usual-keys.ts';

/** The path of a value in a record: property names from the outside in; a number is an item of a list. */
export type FieldPath = readonly string[];

/** One condition of a signature: the path exists, has exactly a text, or has a text that contains a part. */
interface Condition {
  readonly path: FieldPath;
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
  /** The paths of a role's value, which are tried before its usual keys; an empty list: the record does not have it. */
  readonly paths: ReadonlyMap<Role, readonly FieldPath[]>;
}

/** The value at a path; own properties and items only. */
export const valueAt = (document: unknown, path: FieldPath): unknown => {
  let current = document;
  for (const name of path) {
    current = Array.isArray(current) ? (current as readonly unknown[])[Number(name)] : property(current, name);
    if (current === undefined || current === null) return undefined;
  }
  return current;
};

const pathOf = (text: string): FieldPath => text.split('/');

const conditionOf = (text: string): Condition => {
  const equals = text.indexOf('=');
  if (equals > 0) return { path: pathOf(text.slice(0, equals)), equals: text.slice(equals + 1) };
  const includes = text.indexOf('~');
  if (includes > 0) return { path: pathOf(text.slice(0, includes)), includes: text.slice(includes + 1) };
  return { path: pathOf(text) };
};

/** Reads a row: format, dataset (`-` for an application's), signature, then `role:path,path` or `role:none`; `_` in a signature's value means a space. */
export const parseRow = (line: string): VendorRow => {
  const [format = '', named = '', signature = '', ...roles] = line.trim().split(' ');
  const dataset = named === '-' ? 'application' : named;
  const paths = new Map<Role, readonly FieldPath[]>();
  let within: readonly FieldPath[] = [];
  for (const role of roles) {
    const colon = role.indexOf(':');
    const stated = role
      .slice(colon + 1)
      .split(',')
      .map(pathOf);
    if (role.startsWith('within:')) within = stated;
    else paths.set(role.slice(0, colon) as Role, role.endsWith(':none') ? [] : stated);
  }
  return { format, dataset: dataset as Dataset, signature: signature.split(',').map(conditionOf), within, paths };
};

const isMet = (document: JsonObject, { path, equals, includes }: Condition): boolean => {
  const value = valueAt(document, path);
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
      const key = row.signature[0]!.path[0]!;
      const before = this.#byKey.get(key);
      if (before === undefined) this.#byKey.set(key, [row]);
      else before.push(row);
    }
  }

  /** The row whose signature matches and is the most specific; undefined for a record of no type in the table. */
  find(document: JsonObject): VendorRow | undefined {
    let best: VendorRow | undefined;
    let bestWeight = 0;
    for (const key in document) {
      const rows = this.#byKey.get(key);
      if (rows === undefined || !Object.hasOwn(document, key)) continue;
      for (const row of rows) {
        const weight = weightOf(row);
        if (weight <= bestWeight || !row.signature.every((condition) => isMet(document, condition))) continue;
        best = row;
        bestWeight = weight;
      }
    }
    return best;
  }
}
