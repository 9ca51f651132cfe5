import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { severityNumberOf } from '@bellwether/log-model';
import type { Finding } from '@bellwether/log-model';
import type { FindingStore, StoredFinding } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';

const columns = 'document, first_seen_ms, last_seen_ms, count, told_at_ms';

/** The document keeps what was first stored; the columns beside it keep what widens. */
const toStored = (row: Row): StoredFinding => {
  const first = JSON.parse(String(row['document'])) as Finding;
  const finding = {
    ...first,
    firstSeenMs: Number(row['first_seen_ms']),
    lastSeenMs: Number(row['last_seen_ms']),
    count: Number(row['count']),
  };
  const toldAtMs = row['told_at_ms'];
  return typeof toldAtMs === 'number' ? { finding, toldAtMs } : { finding };
};

const find = async (session: Session, findingId: string): Promise<StoredFinding | undefined> => {
  const [row] = await session.rows(`SELECT ${columns} FROM findings WHERE id = $1`, [findingId], [VARCHAR]);
  return row === undefined ? undefined : toStored(row);
};

const create = (session: Session, finding: Finding): Promise<void> =>
  session.run(
    `INSERT INTO findings (id, severity_number, score, first_seen_ms, last_seen_ms, count, document)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      finding.id,
      severityNumberOf[finding.severity],
      finding.score,
      toBig(finding.firstSeenMs),
      toBig(finding.lastSeenMs),
      toBig(finding.count),
      JSON.stringify(finding),
    ],
    [VARCHAR, INTEGER, DOUBLE, BIGINT, BIGINT, BIGINT, VARCHAR],
  );

/** Looks, then creates or widens: the lock and the transaction stand in for an upsert, which costs twice as much. */
const raise = async (session: Session, finding: Finding): Promise<StoredFinding> => {
  const known = await find(session, finding.id);
  if (known === undefined) {
    await create(session, finding);
    return { finding };
  }
  const firstSeenMs = Math.min(known.finding.firstSeenMs, finding.firstSeenMs);
  const lastSeenMs = Math.max(known.finding.lastSeenMs, finding.lastSeenMs);
  const count = Math.max(known.finding.count, finding.count);
  const { firstSeenMs: knownFirstMs, lastSeenMs: knownLastMs, count: knownCount } = known.finding;
  if (firstSeenMs !== knownFirstMs || lastSeenMs !== knownLastMs || count !== knownCount) {
    await session.run(
      'UPDATE findings SET first_seen_ms = $2, last_seen_ms = $3, count = $4 WHERE id = $1',
      [finding.id, toBig(firstSeenMs), toBig(lastSeenMs), toBig(count)],
      [VARCHAR, BIGINT, BIGINT, BIGINT],
    );
  }
  return { ...known, finding: { ...known.finding, firstSeenMs, lastSeenMs, count } };
};

/** Findings in the state's database. */
export const duckdbFindings = (database: Database): FindingStore => ({
  raise: (finding) => database.work('findings', 'raise', (session) => raise(session, finding)),
  markTold: (findingId, toldAtMs) =>
    database.work('findings', 'markTold', (session) =>
      session.run(
        'UPDATE findings SET told_at_ms = $2 WHERE id = $1 AND told_at_ms IS NULL',
        [findingId, toBig(toldAtMs)],
        [VARCHAR, BIGINT],
      ),
    ),
  get: (findingId) => database.work('findings', 'get', (session) => find(session, findingId)),
  list: async (fromMs, toMs, limit) => {
    const rows = await database.work('findings', 'list', (session) =>
      session.rows(
        `SELECT ${columns} FROM findings WHERE last_seen_ms >= $1 AND last_seen_ms < $2
         ORDER BY severity_number DESC, score DESC, id LIMIT $3`,
        [toBig(fromMs), toBig(toMs), toBig(limit)],
        [BIGINT, BIGINT, BIGINT],
      ),
    );
    return rows.map(toStored);
  },
});
