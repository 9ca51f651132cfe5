import { BIGINT, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { StoredAdmissions } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import type { Session } from './database.ts';

/** What was admitted of a log source in a finding window. */
export const loadAdmissions = async (
  session: Session,
  scope: string,
  windowStartMs: number,
): Promise<StoredAdmissions | undefined> => {
  const [row] = await session.rows(
    'SELECT version, state FROM finding_admissions WHERE scope = $1 AND window_start_ms = $2',
    [scope, toBig(windowStartMs)],
    [VARCHAR, BIGINT],
  );
  return row && { version: Number(row['version']), state: String(row['state']) };
};

/** Looks, then writes: the lock and the transaction stand in for a conditional write. */
export const saveAdmissions = async (
  session: Session,
  scope: string,
  windowStartMs: number,
  { version, state }: StoredAdmissions,
): Promise<'saved' | 'changed'> => {
  const known = await loadAdmissions(session, scope, windowStartMs);
  if (version !== (known?.version ?? 0) + 1) return 'changed';
  await session.run(
    known === undefined
      ? 'INSERT INTO finding_admissions (scope, window_start_ms, version, state) VALUES ($1, $2, $3, $4)'
      : 'UPDATE finding_admissions SET version = $3, state = $4 WHERE scope = $1 AND window_start_ms = $2',
    [scope, toBig(windowStartMs), version, state],
    [VARCHAR, BIGINT, INTEGER, VARCHAR],
  );
  return 'saved';
};
