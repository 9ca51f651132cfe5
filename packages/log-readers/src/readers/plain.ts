import { buildRecord } from '../fields/build-record.ts';
import type { Reader } from '../reader.ts';

const format = 'plain';

/** The last resort: a line that tells nothing about itself is its own message. */
export const plainReader: Reader = {
  format,
  source: 'application',
  recognise: () => 0.01,
  read: (raw, context) =>
    buildRecord(raw, { format, source: context.source ?? 'application', message: raw.text.trimEnd(), attributes: {} }),
};
