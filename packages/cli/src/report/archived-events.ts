import { datasets, severities, type Attributes } from '@bellwether/log-model';
import type { AnalysisWindow, AnalyzedEvent } from '@bellwether/analysis';
import type { LocalState } from '@bellwether/local-adapters';

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

const attributesOf = (cell: unknown): Attributes => {
  if (typeof cell !== 'string') return {};
  const read: unknown = JSON.parse(cell);
  return typeof read === 'object' && read !== null ? (read as Attributes) : {};
};

/**
 * The archived events of a window, oldest partition first. Windows are sized by volume, so that one fits into memory.
 *
 * @throws PortError when the archive cannot be read
 */
export const archivedEvents = async (
  state: Pick<LocalState, 'query'>,
  { startMs, endMs }: AnalysisWindow,
): Promise<readonly AnalyzedEvent[]> => {
  const rows = await state.query(
    `SELECT "id", "timestampMs", "dataset", "account", "logGroup", "severity", "message", CAST("attributes" AS VARCHAR) AS "attributes", "templateId"
     FROM events WHERE "date" BETWEEN DATE '${dayOf(startMs)}' AND DATE '${dayOf(endMs - 1)}'
       AND "timestampMs" >= ${Math.trunc(startMs)} AND "timestampMs" < ${Math.trunc(endMs)}
     ORDER BY "timestampMs", "id"`,
  );
  return rows.map((row) => ({
    id: String(row['id'] ?? ''),
    timestampMs: Number(row['timestampMs']),
    dataset: datasets.find((dataset) => dataset === row['dataset']) ?? 'application',
    account: String(row['account'] ?? ''),
    logGroup: String(row['logGroup'] ?? ''),
    severity: severities.find((severity) => severity === row['severity']) ?? 'INFO',
    message: String(row['message'] ?? ''),
    attributes: attributesOf(row['attributes']),
    templateId: String(row['templateId'] ?? ''),
  }));
};
