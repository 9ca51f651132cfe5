import { buildRecord } from '../fields/build-record.ts';
import type { Reader } from '../reader.ts';

const format = 'plain';

/** The last resort: a line of no known format is its own message. */
export const plainReader: Reader = {
  format,
  dataset: 'application',
  recognise: () => 0.01,
  read: (raw, context) =>
    buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: raw.text.trimEnd(),
      attributes: {},
    }),
};
