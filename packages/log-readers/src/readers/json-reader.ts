import type { RawRecord, Dataset, ReadOutcome } from '@bellwether/log-events';
import type { JsonObject } from '../fields/json.ts';
import { parseObject } from '../fields/json.ts';
import { failureOf } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';

export interface JsonFormat {
  readonly format: string;
  readonly dataset: Dataset;
  /** Keys that all stand in the record's text; together they tell the format from others. */
  readonly keys: readonly string[];
  readonly read: (raw: RawRecord, document: JsonObject, context: ReadContext) => ReadOutcome;
}

/** A reader of JSON records that are told by the keys they hold. */
export const jsonReader = ({ format, dataset, keys, read }: JsonFormat): Reader => {
  const quoted = keys.map((key) => `"${key}"`);
  return {
    format,
    dataset,
    recognise: (text) => (text.charCodeAt(0) === 0x7b && quoted.every((key) => text.includes(key)) ? 0.94 : 0),
    read(raw, context) {
      const document = parseObject(raw.text);
      if (document === undefined) return failureOf({ code: 'bad_json', format });
      // The remembered reader of a stream also meets records of other kinds.
      const missing = keys.find((key) => !raw.text.includes(`"${key}"`));
      return missing === undefined
        ? read(raw, document, context)
        : failureOf({ code: 'bad_shape', format, field: missing });
    },
  };
};

/** Account and region of an ARN, `arn:aws:service:region:account:resource`; empty parts are left out. */
export const arnScope = (arn: unknown): { readonly account?: string; readonly region?: string } => {
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) return {};
  const [, , , region = '', account = ''] = arn.split(':', 5);
  return { ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) };
};
