/** Raised with every change of the tables below. A state of an earlier version is set aside, one of a later is refused. */
export const schemaVersion = 8;

/**
 * Tables of `state.duckdb`.
 *
 * Count rows carry the watermark; their fields are appended as they come and summed when read, which costs a batch one
 * append instead of one indexed update a field. Neither has an index: rows are unique by construction, since the one
 * process that holds the lock looks before it appends.
 */
export const schemaSql = `
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (${schemaVersion});
CREATE TABLE count_rows (
  id INTEGER NOT NULL,
  shard VARCHAR NOT NULL,
  scope VARCHAR NOT NULL,
  window_start_ms BIGINT NOT NULL,
  watermark VARCHAR NOT NULL
);
CREATE TABLE counts (row_id INTEGER NOT NULL, field VARCHAR NOT NULL, count BIGINT NOT NULL);
CREATE TABLE findings (
  id VARCHAR PRIMARY KEY,
  severity_number INTEGER NOT NULL,
  score DOUBLE NOT NULL,
  first_seen_ms BIGINT NOT NULL,
  last_seen_ms BIGINT NOT NULL,
  count BIGINT NOT NULL,
  told_at_ms BIGINT,
  document VARCHAR NOT NULL,
  scope VARCHAR,
  state VARCHAR,
  state_since_ms BIGINT
);
CREATE TABLE finding_admissions (
  scope VARCHAR NOT NULL,
  window_start_ms BIGINT NOT NULL,
  version INTEGER NOT NULL,
  state VARCHAR NOT NULL,
  PRIMARY KEY (scope, window_start_ms)
);
CREATE TABLE templates (
  scope VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  birth_text VARCHAR NOT NULL,
  count BIGINT NOT NULL,
  first_seen_ms BIGINT NOT NULL,
  merged_into VARCHAR,
  enumerated VARCHAR,
  saved_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  PRIMARY KEY (scope, id)
);
CREATE TABLE sketches (name VARCHAR PRIMARY KEY, document VARCHAR NOT NULL);
CREATE TABLE inputs (
  id VARCHAR PRIMARY KEY,
  path VARCHAR NOT NULL,
  generation INTEGER NOT NULL,
  fingerprint_hash VARCHAR NOT NULL,
  fingerprint_bytes BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  committed_records BIGINT NOT NULL,
  committed_bytes BIGINT NOT NULL,
  status VARCHAR NOT NULL,
  failure VARCHAR,
  first_event_ms BIGINT,
  last_event_ms BIGINT,
  name VARCHAR,
  content_bytes BIGINT,
  start_hash VARCHAR,
  head_hash VARCHAR,
  tail_hash VARCHAR,
  line_state VARCHAR
);
CREATE TABLE input_tallies (
  input_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  detail VARCHAR NOT NULL,
  count BIGINT NOT NULL
);
CREATE TABLE counted_ids (page VARCHAR NOT NULL, number INTEGER NOT NULL, claims VARCHAR NOT NULL);
`;
