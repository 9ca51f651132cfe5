import { EventRisks } from '@bellwether/anomaly-models';
import { ownRules } from '@bellwether/detections';
import { compileRules, escapedJson } from '@bellwether/log-model';
import { Command, Option } from 'commander';
import { csvRow } from '../csv-rows.ts';
import { exitCodes } from '../exit-codes.ts';
import { openInput } from '../parse/open-input.ts';
import { joinableField } from '../spreadsheet-field.ts';
import { writeLines } from '../write-lines.ts';
import { detect, type DetectCounts, type DetectedEvent } from './detect.ts';

interface DetectFlags {
  readonly rules?: string;
  readonly format: 'csv' | 'json';
}

const rounded = (score: number): number => Number(score.toFixed(6));

const rowOf = ({ id, score, isFlagged, rules }: DetectedEvent, format: DetectFlags['format']): string =>
  format === 'csv'
    ? csvRow([joinableField(id), rounded(score), isFlagged ? 1 : 0, rules.join(';')])
    : escapedJson({ id, score: rounded(score), is_flagged: isFlagged, rules });

/** Rules to run: our own, and those of a folder. Rules in shadow flag nothing, so they are left out. */
const rulesOf = async (folder: string | undefined) => {
  if (folder === undefined) return compileRules(ownRules);
  const { loadRules } = await import('../rules/load-rules.ts');
  const loaded = await loadRules(folder);
  const all = [...ownRules, ...loaded.rules.map(({ read }) => read)];
  return compileRules(
    all.filter(({ mode }) => mode !== 'shadow'),
    { sigma: loaded.dialect },
  );
};

/** `bellwether detect`: prints the risk of every event, for scripts. */
export const detectCommand = (): Command =>
  new Command('detect')
    .description('Print the risk of every event of log files, in order.')
    .argument('<files...>', 'what to read, plain or gzip; - is standard input')
    .option('--rules <folder>', 'also the rules of Sigma in this folder')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['csv', 'json']).default('csv'))
    .addHelpText(
      'after',
      `
One row an event: its id (its line's number where its service writes none), a risk from 0 to 1, whether a rule flags it, and the rules that it matches.
A rule that counts flags the event that reaches its threshold. Events like earlier ones have less risk.

Exit codes:
  ${exitCodes.ok}  every event was read
  ${exitCodes.inputFailed}  some lines could not be read; they have the risk 0
  ${exitCodes.usage}  called with wrong arguments, or there is no such file

Examples:
  bellwether detect cloudtrail.json.gz | sort -t, -k2 -rn | head
  bellwether detect trail/*.json.gz --format json | jq 'select(.is_flagged)'`,
    )
    .action(async (names: readonly string[], { rules: folder, format }: DetectFlags) => {
      const rules = await rulesOf(folder);
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
      if (counts.unreadable === 0) return;
      console.error(`bellwether: ${counts.unreadable} lines could not be read.`);
      process.exitCode = exitCodes.inputFailed;
    });
