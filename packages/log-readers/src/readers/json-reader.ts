import type { RawRecord, Dataset, ReadOutcome } from '@bellwether/log-events';
import type { JsonObject } from '../fields/json.ts';
import { isObject, parseCutOff, parseObject, property } from '../fields/json.ts';
import { failureOf } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';

export interface JsonFormat {
  readonly format: string;
  readonly dataset: Dataset;
  /** Keys that the record itself has, all of them; together they identify the format. */
  readonly keys: readonly string[];
  /** Keys of objects in which some of them may stand instead. */
  readonly inside?: readonly string[];
  /** The service cuts records off that are too long for CloudWatch Logs. */
  readonly isCutOff?: boolean;
  readonly read: (raw: RawRecord, document: JsonObject, context: ReadContext) => ReadOutcome;
}

/** A reader of JSON records that are recognised by their keys. */
export const jsonReader = ({ format, dataset, keys, inside = [], isCutOff = false, read }: JsonFormat): Reader => {
  const quoted = keys.map((key) => `"${key}"`);
  return {
    format,
    dataset,
    recognise: (text) => (text.charCodeAt(0) === 0x7b && quoted.every((key) => text.includes(key)) ? 0.94 : 0),
    read(raw, context) {
      const document = parseObject(raw.text) ?? (isCutOff ? parseCutOff(raw.text) : undefined);
      if (document === undefined) return failureOf({ code: 'bad_json', format });
      // The remembered reader of a stream also meets records of other kinds, and records that contain one of its own inside.
      const key = inside.find((name) => isObject(document[name]));
      const inner = key === undefined ? undefined : document[key];
      const missing = keys.find((name) => !Object.hasOwn(document, name) && property(inner, name) === undefined);
      return missing === undefined
        ? read(raw, document, context)
        : failureOf({ code: 'bad_shape', format, field: missing });
    },
  };
};
