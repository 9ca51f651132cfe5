import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import {
  findingStates,
  isSameFinding,
  joinSighting,
  severityNumberOf,
  stateSeen,
  wholeSpan,
} from '@bellwether/log-model';
import type { Finding } from '@bellwether/log-model';
import { PortError, type FindingQuery, type FindingStore, type StoredFinding } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import { loadAdmissions, saveAdmissions } from './finding-admissions.ts';
import type { Database, Row, Session } from './database.ts';

const columns = 'document, first_seen_ms, last_seen_ms, count, told_at_ms, state, state_since_ms';

/** The columns beside the document are what the statements compare. */
const toStored = (row: Row): StoredFinding => {
  const first = JSON.parse(String(row['document'])) as Finding;
  const finding = {
    ...first,
    firstSeenMs: Number(row['first_seen_ms']),
    lastSeenMs: Number(row['last_seen_ms']),
    count: Number(row['count']),
  };
  const notifiedAtMs = row['told_at_ms'];
  const state = findingStates.find((known) => known === row['state']);
  return {
    finding,
    ...(typeof notifiedAtMs === 'number' ? { notifiedAtMs } : {}),
    ...(state === undefined ? {} : { status: { state, sinceMs: Number(row['state_since_ms']) } }),
  };
};

const find = async (session: Session, findingId: string): Promise<StoredFinding | undefined> => {
  const [row] = await session.rows(`SELECT ${columns} FROM findings WHERE id = $1`, [findingId], [VARCHAR]);
  return row === undefined ? undefined : toStored(row);
};

const create = (session: Session, finding: Finding): Promise<void> =>
  session.run(
    `INSERT INTO findings (id, severity_number, score, first_seen_ms, last_seen_ms, count, document, scope)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      finding.id,
      severityNumberOf[finding.severity],
      finding.score,
      toBig(finding.firstSeenMs),
      toBig(finding.lastSeenMs),
      toBig(finding.count),
      JSON.stringify(finding),
      finding.scope,
    ],
    [VARCHAR, INTEGER, DOUBLE, BIGINT, BIGINT, BIGINT, VARCHAR, VARCHAR],
  );

/** Looks, then creates or merges: the lock and the transaction stand in for an upsert, which costs twice as much. */
const raise = async (session: Session, finding: Finding): Promise<StoredFinding> => {
  const known = await find(session, finding.id);
  if (known === undefined) {
    await create(session, finding);
    return { finding };
  }
  if (!isSameFinding(known.finding, finding))
    throw new PortError('findings', 'raise', false, { cause: new Error('Another finding has this id.') });
  const joined = joinSighting(known.finding, finding);
  const { firstSeenMs, lastSeenMs, count, score } = joined;
  if (joined !== known.finding) {
    await session.run(
      'UPDATE findings SET first_seen_ms = $2, last_seen_ms = $3, count = $4, score = $5, document = $6 WHERE id = $1',
      [finding.id, toBig(firstSeenMs), toBig(lastSeenMs), toBig(count), score, JSON.stringify(joined)],
      [VARCHAR, BIGINT, BIGINT, BIGINT, DOUBLE, VARCHAR],
    );
  }
  const { status, ...rest } = known;
  const merged = { ...rest, finding: joined };
  if (status === undefined) return merged;
  const state = stateSeen(status.state, status.sinceMs, lastSeenMs);
  if (state !== status.state)
    await session.run('UPDATE findings SET state = $2 WHERE id = $1', [finding.id, state], [VARCHAR, VARCHAR]);
  return { ...merged, status: { ...status, state } };
};

/** What a query asks for beside the time, as conditions over `$1` and on. */
const conditionsOf = ({ severity, scope, state }: FindingQuery) =>
  [
    { sql: 'severity_number =', value: severity && severityNumberOf[severity], type: INTEGER },
    { sql: 'scope =', value: scope, type: VARCHAR },
    { sql: "coalesce(state, 'new') =", value: state, type: VARCHAR },
  ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));

/** Findings in the state's database. */
export const duckdbFindings = (database: Database): FindingStore => ({
  raise: (finding) => database.work('findings', 'raise', (session) => raise(session, finding)),
  markNotified: (findingId, notifiedAtMs) =>
    database.work('findings', 'markNotified', (session) =>
      session.run(
        'UPDATE findings SET told_at_ms = $2 WHERE id = $1 AND told_at_ms IS NULL',
        [findingId, toBig(notifiedAtMs)],
        [VARCHAR, BIGINT],
      ),
    ),
  setStatus: (findingId, { state, sinceMs }) =>
    database.work('findings', 'setStatus', (session) =>
      session.run(
        `UPDATE findings SET state_since_ms = $3, state = CASE WHEN $2 = 'resolved' AND last_seen_ms > $3 THEN 'new' ELSE $2 END
         WHERE id = $1 AND (state IS NULL OR state_since_ms < $3)`,
        [findingId, state, toBig(sinceMs)],
        [VARCHAR, VARCHAR, BIGINT],
      ),
    ),
  displace: (findingId) =>
    database.work('findings', 'displace', (session) =>
      session.run('DELETE FROM findings WHERE id = $1 AND state IS NULL', [findingId], [VARCHAR]),
    ),
  loadAdmissions: (scope, windowStartMs) =>
    database.work('findings', 'loadAdmissions', (session) => loadAdmissions(session, scope, windowStartMs)),
  saveAdmissions: (scope, windowStartMs, admissions) =>
    database.work('findings', 'saveAdmissions', (session) => saveAdmissions(session, scope, windowStartMs, admissions)),
  get: (findingId) => database.work('findings', 'get', (session) => find(session, findingId)),
  list: async (fromMs, toMs, limit) => {
    const span = wholeSpan({ fromMs, toMs });
    if (span === undefined) return [];
    const rows = await database.work('findings', 'list', (session) =>
      session.rows(
        `SELECT ${columns} FROM findings WHERE last_seen_ms >= $1 AND last_seen_ms < $2
         ORDER BY severity_number DESC, score DESC, id LIMIT $3`,
        [toBig(span.fromMs), toBig(span.toMs), toBig(limit)],
        [BIGINT, BIGINT, BIGINT],
      ),
    );
    return rows.map(toStored);
  },
  find: async (query) => {
    const span = wholeSpan(query);
    if (span === undefined) return [];
    const conditions = conditionsOf(query);
    const rows = await database.work('findings', 'find', (session) =>
      session.rows(
        `SELECT ${columns} FROM findings WHERE last_seen_ms >= $1 AND last_seen_ms < $2
         ${conditions.map(({ sql }, index) => `AND ${sql} $${index + 4}`).join(' ')}
         ORDER BY last_seen_ms DESC, id LIMIT $3`,
        [toBig(span.fromMs), toBig(span.toMs), toBig(query.limit), ...conditions.map(({ value }) => value)],
        [BIGINT, BIGINT, BIGINT, ...conditions.map(({ type }) => type)],
      ),
    );
    return rows.map(toStored);
  },
});
