import { eventRows } from './event-rows.ts';
import { networkRows } from './network-rows.ts';
import { fallbackRows, platformRows } from './platform-rows.ts';
import type { JsonObject } from '../../fields/json.ts';
import { parseRow, type VendorRow, VendorTable } from './vendor-row.ts';

const rowsOf = (texts: readonly string[]): readonly VendorRow[] =>
  texts.flatMap((text) => text.trim().split('\n')).map(parseRow);

const known = rowsOf([networkRows, platformRows, eventRows]);
const others = rowsOf([fallbackRows]);

/** Every type of JSON record that a service writes and that needs no reader of its own. */
export const vendorRows: readonly VendorRow[] = [...known, ...others];

const knownTable = new VendorTable(known);
const otherTable = new VendorTable(others);

/** The row of a record; undefined when it is of no type in the table. */
export const findVendorRow = (document: JsonObject): VendorRow | undefined =>
  knownTable.find(document) ?? otherTable.find(document);
