import type { CommitPorts } from '../commit/commit-ports.ts';
import type { FastPath } from './fast-path.ts';
import type { FileSource, FileUnits } from '../source/file.ts';
import { openIngestion, type IngestParts, type IngestResult, type InTransaction } from './ingestion.ts';

/** Takes one file after another through the whole core; each batch commits in a transaction of its own. */
export type IngestFile = (
  file: FileSource,
  chunks: AsyncIterable<FileUnits>,
  inTransaction: InTransaction,
) => Promise<IngestResult>;

/** Builds the ingestion of files of a process. */
export const createFileIngest = (ports: CommitPorts, parts: IngestParts, fastPath?: FastPath): IngestFile => {
  const ingestion = openIngestion(ports, parts, fastPath);
  return (file, chunks, inTransaction) => ingestion.take(() => file.batches(chunks), inTransaction);
};
