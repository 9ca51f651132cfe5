import { openInput, type Input } from '../parse/open-input.ts';
import { oneRunRedactionOf, type RedactionFlag } from '../redaction-option.ts';
import { writeLines } from '../write-lines.ts';
import { readLabels } from './labels.ts';
import { renderSeries, renderSessions, type AnomalyFormat } from './render.ts';
import { scoreSeries } from './series.ts';
import { judgeSessions } from './sessions.ts';

const open = (name: string): Promise<Input> => openInput(name, { bytes: process.stdin, nowMs: Date.now() });
const openAll = (names: readonly string[]): Promise<readonly Input[]> => Promise.all(names.map(open));

export interface SeriesFlags {
  readonly column?: string;
  readonly threshold?: number;
  readonly format: AnomalyFormat;
}

/** Scores one series and prints its rows. */
export const runSeries = async (name: string, { column, threshold, format }: SeriesFlags): Promise<void> => {
  const counts = { rows: 0, anomalies: 0, notNumbers: 0, notLater: 0 };
  const { bytes } = await open(name);
  const options = {
    ...(column === undefined ? {} : { column }),
    ...(threshold === undefined ? {} : { threshold }),
  };
  await writeLines(renderSeries(scoreSeries(bytes, counts, options), format), process.stdout);
  const notes = [
    counts.notNumbers > 0 && `${counts.notNumbers} values are not numbers and have the score 0.`,
    counts.notLater > 0 &&
      `${counts.notLater} rows are not later than the row before; rows are scored in the order of the file.`,
  ].filter((note) => note !== false);
  for (const note of notes) console.error(`bellwether: ${name}: ${note}`);
  if (format === 'text') console.error(`${counts.anomalies} of ${counts.rows} values are anomalies.`);
};

export interface SessionFlags {
  readonly key: RegExp;
  readonly train: readonly string[];
  readonly score: readonly string[];
  readonly labels?: string;
  readonly format: AnomalyFormat;
  readonly redact?: RedactionFlag;
}

/** Learns from some files, scores the sessions of others, and prints them. */
export const runSessions = async ({ key, train, score, labels, format, redact }: SessionFlags): Promise<void> => {
  const anomalous = labels === undefined ? new Set<string>() : await readLabels((await open(labels)).bytes);
  const counts = { lines: 0, withoutKey: 0 };
  const scores = await judgeSessions(
    { train: await openAll(train), score: await openAll(score) },
    { key, counts, redaction: oneRunRedactionOf(redact), isAnomalous: (id) => anomalous.has(id) },
  );
  await writeLines(renderSessions(scores, format), process.stdout);
  if (counts.withoutKey > 0)
    console.error(`bellwether: ${counts.withoutKey} of ${counts.lines} lines belong to no session.`);
  if (format === 'text')
    console.error(`${scores.filter(({ isAnomaly }) => isAnomaly).length} of ${scores.length} sessions are anomalies.`);
};
