import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import type { DetectFlags } from './run-detect.ts';

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
    .action(async (names: readonly string[], flags: DetectFlags) => {
      const { runDetect } = await import('./run-detect.ts');
      if ((await runDetect(names, flags)).unreadable > 0) process.exitCode = exitCodes.inputFailed;
    });
