import { badShape, recordOf } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { readVendor } from './vendor/read-vendor.ts';
import { findVendorRow } from './vendor/table.ts';
import { parseRow } from './vendor/vendor-row.ts';

const format = 'field-table';

/** For a table of no known type: the usual keys alone. */
const anyTable = parseRow(`${format} application ${format}`);

/** Fields of a row are parted by tabs, else by spaces. */
const valuesOf = (text: string): readonly string[] => text.trimEnd().split(text.includes('\t') ? '\t' : ' ', 200);

/**
 * Rows below a `#Fields:` line that no other reader knows: every type of vended log can be delivered in this form.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const fieldTableReader: Reader = {
  format,
  dataset: 'application',
  // Only a header line above says what a row means.
  recognise: () => 0,
  read(raw, context) {
    const names = context.fieldNames;
    const values = valuesOf(raw.text);
    if (names === undefined || names.length !== values.length) return badShape(format, 'fields');
    const entries = names.map((name, index) => [name, values[index]] as const).filter(([, value]) => value !== '-');
    const fields = Object.fromEntries(entries.filter(([name]) => name !== '__proto__'));
    const row = findVendorRow(fields);
    const outcome = readVendor(raw, fields, row ?? anyTable, context, true);
    if (row !== undefined || outcome.kind !== 'record' || values.includes(outcome.record.message)) return outcome;
    // Nobody knows what the row says, so it is its own message, and nothing of it is lost.
    return recordOf({ ...outcome.record, message: raw.text.trimEnd() });
  },
};
