import type { Quarantine, QuarantinedRecord } from '@bellwether/ports';
import { objectPath } from './object-path.ts';
import { asPortError } from './state-error.ts';
import { writeFileWhole } from './write-file-whole.ts';

/**
 * One file a record, `<path>.json`: why it could not be read, where it came from, and the record whole as base64, which
 * keeps bytes that are no text and shows no log line to a terminal.
 */
const toDocument = (record: QuarantinedRecord): string =>
  `${JSON.stringify(
    {
      reason: record.reason,
      sentence: record.sentence,
      origin: record.origin,
      lengthBytes: record.bytes.length,
      base64: Buffer.from(record.bytes).toString('base64'),
    },
    undefined,
    2,
  )}\n`;

/** In the lake, which also holds the archive, quarantined paths begin with this; here the directory says it already. */
const lakePrefix = /^quarantine\//;

/**
 * Unreadable records as files under a directory.
 *
 * There may be many, one file each, and their input still holds them: a file here does not wait for the disk.
 *
 * @throws PortError when a path would leave the directory, or the disk refuses
 */
export const fileQuarantine = (root: string): Quarantine => ({
  keep: async (record) => {
    const target = objectPath('quarantine', 'keep', root, record.path.replace(lakePrefix, ''), '.json');
    try {
      await writeFileWhole(root, target, Buffer.from(toDocument(record)), 'quick');
    } catch (cause) {
      throw asPortError('quarantine', 'keep', cause);
    }
  },
});
