import type { ReadContext, Reader } from '../reader.ts';
import { fieldTableReader } from '../readers/field-table.ts';
import { isFlowTable, vpcFlowHeader, vpcFlowReader } from '../readers/vpc-flow.ts';
import { cloudFrontReader, iisReader } from '../readers/w3c.ts';

/**
 * Field names that a header line gives to the lines after it: `#Fields:` of W3C logs (CloudFront, IIS), or the names of
 * a VPC flow log. Other comment lines of a W3C file (`#Version: 1.0`) give an empty list; any other line undefined.
 */
export const headerNames = (text: string): readonly string[] | undefined => {
  const code = text.charCodeAt(0);
  if (code === 0x23) return w3cNames(text);
  // Flow fields begin with a lower-case letter or, in a custom format string, `${`.
  if ((code < 0x61 || code > 0x7a) && code !== 0x24) return undefined;
  return vpcFlowHeader(text);
};

const directives = /^#(?:Version|Software|Date|Start-Date|End-Date|Remark|GMT-Offset): /;

const w3cNames = (text: string): readonly string[] | undefined => {
  if (text.startsWith('#Fields:'))
    return text
      .slice(8)
      .trim()
      .split(/\s{1,8}/, 200);
  return directives.test(text) ? [] : undefined;
};

/** Names by which a web server's table is recognised. */
const webNames: ReadonlySet<string> = new Set(['cs-method', 'cs-uri-stem', 'cs-uri', 'sc-status', 'c-ip', 's-ip']);

/** The reader of the lines below a header line that gave these names. */
export const tableReader = (names: readonly string[]): Reader => {
  if (names.includes('x-edge-location') || names.includes('x-host-header')) return cloudFrontReader;
  if (names.includes('date')) return iisReader;
  if (names.includes('cs-uri-stem') && names.some((name) => name.startsWith('timestamp'))) return cloudFrontReader;
  // A web server's table may leave the day to the `#Date:` line.
  if (names.includes('time') && names.some((name) => webNames.has(name))) return iisReader;
  return isFlowTable(names) ? vpcFlowReader : fieldTableReader;
};

const fileDate = /^#Date: (\d{4}-\d\d-\d\d)/;

/** The context with the day of a W3C file's `#Date:` line, for tables whose rows have a time of day alone. */
export const datedBy = (text: string, context: ReadContext): ReadContext => {
  const day = fileDate.exec(text)?.[1];
  return day === undefined ? context : { ...context, fileDate: day };
};
