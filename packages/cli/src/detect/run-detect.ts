import { EventRisks } from '@bellwether/anomaly-models';
import { compileRules, escapedJson, type CompiledRules } from '@bellwether/log-model';
import { csvRow } from '../csv-rows.ts';
import { openInput } from '../parse/open-input.ts';
import { loadRules, rulesOf } from '../rules/load-rules.ts';
import { joinableField } from '../spreadsheet-field.ts';
import { writeLines } from '../write-lines.ts';
import { detect, type DetectCounts, type DetectedEvent } from './detect.ts';

export interface DetectFlags {
  readonly rules?: string;
  readonly format: 'csv' | 'json';
}

const rounded = (score: number): number => Number(score.toFixed(6));

const rowOf = ({ id, score, isFlagged, rules }: DetectedEvent, format: DetectFlags['format']): string =>
  format === 'csv'
    ? csvRow([joinableField(id), rounded(score), isFlagged ? 1 : 0, rules.join(';')])
    : escapedJson({ id, score: rounded(score), is_flagged: isFlagged, rules });

/** Rules to run: our own, and those of a folder. Rules in shadow flag nothing, so they are left out. */
const liveRules = async (folder: string | undefined): Promise<CompiledRules> => {
  const loaded = folder === undefined ? undefined : await loadRules(folder);
  // What must be new or must not be followed by something is not said of one event.
  const live = rulesOf(loaded).filter(
    ({ mode = 'live', firstSeen, absence }) => mode === 'live' && firstSeen === undefined && absence === undefined,
  );
  return compileRules(live, loaded && { sigma: loaded.dialect });
};

/** Prints the risk of every event of the files; gives back what they came to. */
export const runDetect = async (
  names: readonly string[],
  { rules: folder, format }: DetectFlags,
): Promise<DetectCounts> => {
  const rules = await liveRules(folder);
  const risks = new EventRisks();
  const counts: DetectCounts = { events: 0, flagged: 0, unreadable: 0 };
  async function* rows() {
    if (format === 'csv') yield csvRow(['id', 'score', 'flag', 'rules']);
    for (const name of names) {
      const input = await openInput(name, { bytes: process.stdin, nowMs: Date.now() });
      for await (const event of detect(input, rules, risks, counts)) yield rowOf(event, format);
    }
  }
  await writeLines(rows(), process.stdout);
  console.error(`${counts.flagged} of ${counts.events} events are flagged.`);
  if (counts.unreadable > 0) console.error(`bellwether: ${counts.unreadable} lines could not be read.`);
  return counts;
};
