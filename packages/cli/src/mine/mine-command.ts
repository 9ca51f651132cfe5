import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { openInput } from '../parse/open-input.ts';
import { oneRunRedactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { writeLines } from '../write-lines.ts';
import { columnOf, messagesOf, untilDamage } from './messages-of.ts';
import { mine } from './mine.ts';

interface MineFlags {
  readonly column?: string;
  readonly format: 'csv';
  readonly values?: boolean;
  readonly redact?: RedactionFlag;
}

/** `bellwether mine`: prints the pattern (in code: the template) of every line of a log file, or of one column of a CSV file. */
export const mineCommand = (): Command =>
  withRedaction(new Command('mine'))
    .description('Print the id and the pattern of every line of a log file, as CSV.')
    .argument('<file>', 'what to read, plain or gzip; - is standard input')
    .option('-c, --column <name>', 'the file is CSV with a first row of names; mine this column as it is')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['csv']).default('csv'))
    .option('--values', 'say what varies: <num>, <ip>, and the values of a position that has shown few, {PAID|SENT}')
    .addHelpText(
      'after',
      `
Exit codes:
  ${exitCodes.ok}  every line was read
  ${exitCodes.inputFailed}  the file is damaged; the patterns are those of what could be read
  ${exitCodes.usage}  called with wrong arguments, or there is no such file or column

Examples:
  bellwether mine app.log > patterns.csv
  zcat app.log.gz | bellwether mine - | cut -d, -f2 | sort | uniq -c | sort -rn | head`,
    )
    .action(async (name: string, { column, redact, values }: MineFlags) => {
      const input = await openInput(name, { bytes: process.stdin, nowMs: Date.now() });
      const messages = column === undefined ? messagesOf(input) : columnOf(input.bytes, column);
      const whole = untilDamage(messages, (sentence) => {
        console.error(`bellwether: ${name}: ${sentence} The patterns are those of the part before it.`);
        process.exitCode = exitCodes.inputFailed;
      });
      await writeLines(mine(whole, oneRunRedactionOf(redact), values), process.stdout);
    });
