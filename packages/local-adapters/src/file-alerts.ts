import { createReadStream } from 'node:fs';
import { mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AlertSink } from '@bellwether/ports';
import { asPortError, errorCode } from './state-error.ts';
import { turnTaking } from './turn-taking.ts';

/** Longest line looked into for an id, in bytes: an alert's text is at most 8 KB. */
const maxLineBytes = 65_536;

const idOf = (line: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
      ? value.id
      : undefined;
  } catch {
    // A line that somebody edited is left as it is; the worst result is a repeated alert.
    return undefined;
  }
};

interface WrittenAlerts {
  readonly ids: Set<string>;
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  readonly sizeBytes: number;
}

const readWritten = async (path: string): Promise<WrittenAlerts> => {
  const ids = new Set<string>();
  let readBytes = 0;
  let wholeBytes = 0;
  let line: Buffer[] = [];
  let lineBytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
        const id =
          lineBytes + end - from > maxLineBytes
            ? undefined
            : idOf(Buffer.concat([...line, chunk.subarray(from, end)]).toString());
        if (id !== undefined) {
          ids.add(id);
        }
        line = [];
        lineBytes = 0;
        from = end + 1;
        wholeBytes = readBytes + from;
      }
      readBytes += chunk.length;
      lineBytes += chunk.length - from;
      if (lineBytes <= maxLineBytes) {
        line.push(chunk.subarray(from));
      }
    }
    return { ids, wholeBytes, sizeBytes: readBytes };
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') {
      return { ids, wholeBytes: 0, sizeBytes: 0 };
    }
    throw cause;
  }
};

/** Reads which alerts were written and cuts off half a line, which a run that died may have left. */
const takeOver = async (path: string): Promise<Set<string>> => {
  await mkdir(dirname(path), { recursive: true });
  const { ids, wholeBytes, sizeBytes } = await readWritten(path);
  if (wholeBytes < sizeBytes) {
    await truncate(path, wholeBytes);
  }
  return ids;
};

/**
 * Alerts as lines of JSON appended to a file, each alert once, also over runs.
 *
 * @throws PortError when the disk refuses
 */
export const fileAlerts = (path: string): AlertSink => {
  const turns = turnTaking();
  let written: Set<string> | undefined;
  return {
    notify: (alert) =>
      turns.take(async () => {
        try {
          written ??= await takeOver(path);
          if (written.has(alert.id)) {
            return;
          }
          const file = await open(path, 'a');
          try {
            await file.writeFile(`${JSON.stringify(alert)}\n`);
            await file.sync();
          } finally {
            await file.close();
          }
          written.add(alert.id);
        } catch (cause) {
          // What reached the file is not known: it is read again before the next alert.
          written = undefined;
          throw asPortError('alerts', 'notify', cause);
        }
      }),
  };
};
