import { createCsvReader, CsvError } from '../csv-rows.ts';

const labelNames = /^(?:label|class|anomaly|anomalous|is_anomaly|y)$/i;
const anomalous = /^(?:anomaly|anomalous|abnormal|true|yes|1)$/i;
const normal = /^(?:normal|benign|false|no|0|-|)$/i;

/**
 * The ids that a CSV file labels as anomalous: the first column is the id, the label is in the column that is named so, else the second.
 *
 * @throws CsvError for a label that is neither; it names the row
 */
export const readLabels = async (bytes: AsyncIterable<Uint8Array>): Promise<ReadonlySet<string>> => {
  const reader = createCsvReader();
  const decoder = new TextDecoder('utf-8');
  const rows: (readonly string[])[] = [];
  for await (const chunk of bytes) rows.push(...reader.push(decoder.decode(chunk, { stream: true })));
  rows.push(...reader.push(decoder.decode()), ...reader.end());
  const [first] = rows;
  if (first === undefined) throw new CsvError('The file of labels is empty.');
  const named = first.findIndex((name) => labelNames.test(name.trim()));
  const column = named < 0 ? 1 : named;
  const ids = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const label = (row[column] ?? '').trim();
    if (index === 0 && named >= 0) continue;
    if (anomalous.test(label)) ids.add((row[0] ?? '').trim());
    else if (!normal.test(label) && index > 0)
      throw new CsvError(`Row ${index + 1} has the label ${label.slice(0, 40)}; labels are Anomaly or Normal, 1 or 0.`);
  }
  return ids;
};
