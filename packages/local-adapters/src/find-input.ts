import { BIGINT, VARCHAR } from '@duckdb/node-api';
import { toBig } from './big-number.ts';
import { isSameMark, minSharedBytes, type ContentMark } from './content-mark.ts';
import type { Row, Session } from './database.ts';
import type { InputProbe, ProbedPosition } from './probe-file.ts';

/** A stored input whose content a file begins with. */
export interface FoundInput {
  readonly id: string;
  /** Bytes that follow the committed content; none where the file ends there. */
  readonly nextBytes: Uint8Array;
}

/** Probes the file at a path; undefined when there is none. */
export type ProbePath = (path: string) => Promise<InputProbe | undefined>;

const noBytes = new Uint8Array();

/** The mark that is stored with an input. */
export const markIn = (row: Row): ContentMark | undefined =>
  typeof row['content_bytes'] !== 'number'
    ? undefined
    : {
        contentBytes: row['content_bytes'],
        startHash: String(row['start_hash']),
        headHash: String(row['head_hash']),
        tailHash: String(row['tail_hash']),
      };

/** The position up to which an input was read, where the probed content is the same up to there. */
const positionIn = async (mark: ContentMark, probe: InputProbe): Promise<ProbedPosition | undefined> => {
  const position = (await probe.look([mark.contentBytes])).get(mark.contentBytes);
  return position !== undefined && isSameMark(position.mark, mark) ? position : undefined;
};

/**
 * Whether a file is the one that was last read under its own path. What was never committed, or by a release that kept no mark,
 * is the same when it begins with the bytes seen before and has not shrunk: logs only grow.
 */
export const findAtPath = async (row: Row, probe: InputProbe): Promise<FoundInput | undefined> => {
  const id = String(row['id']);
  const mark = markIn(row);
  if (mark !== undefined) {
    const position = await positionIn(mark, probe);
    return position === undefined ? undefined : { id, nextBytes: position.nextBytes };
  }
  const committedBytes = Number(row['committed_bytes']);
  const isSame =
    probe.sizeBytes >= Number(row['size_bytes']) &&
    probe.sizeBytes >= committedBytes &&
    (await probe.hashFirst(Number(row['fingerprint_bytes']))) === row['fingerprint_hash'];
  if (!isSame) return undefined;
  const at = committedBytes === 0 ? undefined : (await probe.look([committedBytes])).get(committedBytes);
  return { id, nextBytes: at?.nextBytes ?? noBytes };
};

/**
 * Whether a stored input may go on under another name. Its own file may have been renamed, truncated or replaced: then any file
 * that begins with its content goes on with it. A file that still lies where it was has a copy only in one that ends with it:
 * whatever has more may be another program's, whose beginning is the same.
 */
const mayGoOn = async (
  row: Row,
  mark: ContentMark,
  position: ProbedPosition,
  probe: InputProbe,
  probePath: ProbePath,
): Promise<boolean> => {
  const own = await probePath(String(row['path']));
  if (own === undefined || (own.identity !== undefined && own.identity === probe.identity)) return true;
  return position.nextBytes.length === 0 || (await positionIn(mark, own)) === undefined;
};

/** The input that was read under another name and whose content a file begins with; the one that was read furthest. */
export const findByContent = async (
  session: Session,
  path: string,
  probe: InputProbe,
  probePath: ProbePath,
): Promise<FoundInput | undefined> => {
  const start = (await probe.look([minSharedBytes])).get(minSharedBytes);
  if (start === undefined) return undefined;
  const rows = await session.rows(
    `SELECT id, path, content_bytes, start_hash, head_hash, tail_hash FROM inputs
     WHERE start_hash = $1 AND content_bytes >= $2 ORDER BY content_bytes DESC, id`,
    [start.mark.startHash, toBig(minSharedBytes)],
    [VARCHAR, BIGINT],
  );
  if (rows.length === 0) return undefined;
  const positions = await probe.look(rows.map((row) => Number(row['content_bytes'])));
  for (const row of rows) {
    const mark = markIn(row);
    const position = mark === undefined ? undefined : positions.get(mark.contentBytes);
    if (mark === undefined || position === undefined || !isSameMark(position.mark, mark)) continue;
    // An earlier content of the same path has come back: its file was replaced in between.
    const isFree = row['path'] === path || (await mayGoOn(row, mark, position, probe, probePath));
    if (isFree) return { id: String(row['id']), nextBytes: position.nextBytes };
  }
  return undefined;
};
