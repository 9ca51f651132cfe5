import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Quarantine, QuarantinedRecord, QuarantinePosition, QuarantineReader } from '@bellwether/ports';
import { PortError } from '@bellwether/ports';
import { filesBelow } from './file-lake.ts';
import { objectPath } from './object-path.ts';
import { asPortError } from './state-error.ts';
import { writeFileWhole } from './write-file-whole.ts';

/**
 * One file per record, `<path>.json`: why it could not be read, where it came from, and the record whole as base64, which
 * keeps bytes that are not text and shows no log line to a terminal.
 */
const toDocument = (record: QuarantinedRecord): string =>
  `${JSON.stringify(
    {
      reason: record.reason,
      sentence: record.sentence,
      origin: record.origin,
      position: record.position,
      lengthBytes: record.bytes.length,
      base64: Buffer.from(record.bytes).toString('base64'),
    },
    undefined,
    2,
  )}\n`;

/** In the lake, which also contains the archive, quarantined paths begin with this; here the directory says it already. */
const lakePrefix = /^quarantine\//;

/** A file as it was written; only this program writes here. `position` is where the record stood. */
interface Document {
  readonly reason: string;
  readonly sentence: string;
  readonly origin: string;
  readonly position?: QuarantinePosition;
  readonly base64: string;
}

const fromDocument = (path: string, text: string): QuarantinedRecord => {
  try {
    const { reason, sentence, origin, position, base64 } = JSON.parse(text) as Document;
    const bytes = Buffer.from(base64, 'base64');
    return { path, reason, sentence, origin, ...(position === undefined ? {} : { position }), bytes };
  } catch (cause) {
    throw new PortError('quarantine', 'list', false, { cause });
  }
};

/**
 * Unreadable records as files under a directory.
 *
 * There may be many, one file each, and their input still contains them: a file here does not wait for the disk.
 *
 * @throws PortError when a path would leave the directory, or the disk refuses
 */
export const fileQuarantine = (root: string): Quarantine & QuarantineReader => ({
  keep: async (record) => {
    const target = objectPath('quarantine', 'keep', root, record.path.replace(lakePrefix, ''), '.json');
    try {
      await writeFileWhole(root, target, Buffer.from(toDocument(record)), 'quick');
    } catch (cause) {
      throw asPortError('quarantine', 'keep', cause);
    }
  },
  list: async function* () {
    for await (const path of filesBelow(root)) {
      if (path.endsWith('.json'))
        yield fromDocument(`quarantine/${path.slice(0, -'.json'.length)}`, await readFile(join(root, path), 'utf8'));
    }
  },
});
