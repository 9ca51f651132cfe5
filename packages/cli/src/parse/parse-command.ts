import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { writeLines } from '../write-lines.ts';
import { openInput } from './open-input.ts';
import { parse, type ParseCounts } from './parse.ts';

interface ParseFlags {
  readonly format: 'ecs';
  readonly redact: boolean;
}

/** `bellwether parse`: reads a log file of any kind and prints its records as flat ECS objects. */
export const parseCommand = (): Command =>
  new Command('parse')
    .description('Print one flat ECS JSON object for every line of a log file, in order.')
    .argument('<file>', 'what to read, plain or gzip; - is the standard input')
    .addOption(new Option('-f, --format <format>', 'names of the fields').choices(['ecs']).default('ecs'))
    .option('--no-redact', 'leave secrets and private data in the output')
    .action(async (name: string, flags: ParseFlags) => {
      const counts: ParseCounts = { lines: 0, unreadable: 0 };
      const input = await openInput(name, { bytes: process.stdin, nowMs: Date.now() });
      await writeLines(parse(input, { isRedacted: flags.redact }, counts), process.stdout);
      if (counts.notEvents !== undefined) console.error(`bellwether: ${name} is ${counts.notEvents}.`);
      if (counts.unreadable > 0) process.exitCode = exitCodes.inputFailed;
    });
