import { open } from 'node:fs/promises';
import { analyzeFile, type AnalyzedFile, type AnalyzeFileParts } from './analyze-file.ts';
import type { InputFile } from './collect-files.ts';
import { followStream } from './follow-stream.ts';
import { unreadContent } from './known-content.ts';
import { isPlainContent } from './open-bytes.ts';
import type { SpooledInput } from './spool.ts';

/** Bytes of the beginning that distinguish lines from anything else. */
const headBytes = 4_096;

/** Whether what came can be read before its end: lines of text. A document that is written over several lines is whole at its end alone. */
export const isLines = (head: Uint8Array): boolean => {
  if (!isPlainContent(head) || unreadContent(head) !== undefined) return false;
  const [line = ''] = Buffer.from(head).toString('utf8').trimStart().split('\n', 1);
  return !line.startsWith('[') || line.includes(']') ? !line.startsWith('{') || line.trimEnd().endsWith('}') : false;
};

const headOf = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

export interface StreamLooks {
  /** Called with what came until now, while the stream goes on; undefined where nobody wants to know. */
  readonly look: (file: AnalyzedFile) => Promise<void> | undefined;
  readonly now: () => number;
  readonly minLookMs?: number;
}

/**
 * Analyses a stream from its copy: whole lines while it goes on, and the rest at its end.
 *
 * @throws what `analyzeFile` throws; Error with `code` when the disk is full, or the stream fails
 */
export const analyzeStream = async (
  parts: AnalyzeFileParts,
  input: InputFile,
  copy: SpooledInput,
  { look, now, minLookMs }: StreamLooks,
): Promise<AnalyzedFile> => {
  const file = { ...input, path: copy.path };
  let newRecords = 0;
  const read = async (): Promise<AnalyzedFile> => {
    const analyzed = await analyzeFile(parts, file);
    newRecords += analyzed.newRecords;
    return { ...analyzed, newRecords };
  };
  const lookAtLines = async (): Promise<void> => {
    if (!isLines(await headOf(copy.path))) return;
    // What comes meanwhile waits only for the reading, not for the look.
    await look(await copy.whilePaused(read));
  };
  await followStream(copy, lookAtLines, now, minLookMs);
  return read();
};
