import type { SessionScore } from '@bellwether/anomaly-models';
import { escapedJson, plainLine } from '@bellwether/log-model';
import { csvRow } from '../csv-rows.ts';
import { joinableField } from '../spreadsheet-field.ts';
import type { ScoredRow } from './series.ts';

/** `text` names the anomalies alone; the others have every row. */
export type AnomalyFormat = 'text' | 'csv' | 'json';

/** Twelve digits say all that a score knows. */
const rounded = (score: number): number => Number(score.toPrecision(12));

/** One line a row of a series. */
export async function* renderSeries(
  rows: AsyncIterable<ScoredRow>,
  format: AnomalyFormat,
): AsyncGenerator<string, void, undefined> {
  if (format === 'csv') yield csvRow(['timestamp', 'value', 'anomaly_score']);
  for await (const { timestamp, value, score, isAnomaly, reason } of rows) {
    if (format === 'csv') yield csvRow([joinableField(timestamp), joinableField(value), rounded(score)]);
    else if (format === 'json')
      yield escapedJson({
        timestamp,
        value,
        anomaly_score: rounded(score),
        is_anomaly: isAnomaly,
        ...(reason && { reason }),
      });
    else if (isAnomaly) yield `${plainLine(timestamp)}  ${rounded(score).toPrecision(3)}  ${reason ?? ''}`;
  }
}

/** One line a session, in the order of their first lines; as text the anomalies alone, the most unusual first, each with its reasons. */
export async function* renderSessions(
  scores: readonly SessionScore[],
  format: AnomalyFormat,
): AsyncGenerator<string, void, undefined> {
  if (format === 'csv') yield csvRow(['id', 'score', 'flag']);
  if (format === 'text') {
    const anomalies = scores.filter(({ isAnomaly }) => isAnomaly).toSorted((left, right) => right.score - left.score);
    for (const { id, score, reasons } of anomalies) {
      yield `${plainLine(id)}  ${score.toFixed(4)}`;
      for (const reason of reasons) yield `    ${reason}`;
    }
    return;
  }
  for (const { id, score, isAnomaly, reasons } of scores) {
    if (format === 'csv') yield csvRow([joinableField(id), rounded(score), isAnomaly ? 1 : 0]);
    else yield escapedJson({ id, score: rounded(score), is_anomaly: isAnomaly, reasons });
  }
}
