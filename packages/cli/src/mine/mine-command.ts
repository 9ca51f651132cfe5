import { Command, Option } from 'commander';
import { openInput } from '../parse/open-input.ts';
import { writeLines } from '../write-lines.ts';
import { columnOf, messagesOf } from './messages-of.ts';
import { mine } from './mine.ts';

interface MineFlags {
  readonly column?: string;
  readonly format: 'csv';
}

/** `bellwether mine`: prints the template of every line of a log file, or of one column of a CSV file. */
export const mineCommand = (): Command =>
  new Command('mine')
    .description('Print the id and the template of every line of a log file.')
    .argument('<file>', 'what to read, plain or gzip; - is the standard input')
    .option('-c, --column <name>', 'the file is CSV with a first row of names; mine this column as it is')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['csv']).default('csv'))
    .action(async (name: string, { column }: MineFlags) => {
      const input = await openInput(name, { bytes: process.stdin, nowMs: Date.now() });
      const messages = column === undefined ? messagesOf(input) : columnOf(input.bytes, column);
      await writeLines(mine(messages), process.stdout);
    });
