import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { oneRunRedactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { writeLines } from '../write-lines.ts';
import { openInput } from './open-input.ts';
import { parse, type ParseCounts } from './parse.ts';

interface ParseFlags {
  readonly format: 'ecs';
  readonly redact?: RedactionFlag;
}

/** `bellwether parse`: reads a log file of any kind and prints its records as flat ECS objects. */
export const parseCommand = (): Command =>
  withRedaction(new Command('parse'))
    .description('Print one flat ECS JSON object for every line of a log file, in order.')
    .argument('<file>', 'what to read, plain or gzip; - is the standard input')
    .addOption(new Option('-f, --format <format>', 'names of the fields').choices(['ecs']).default('ecs'))
    .addHelpText(
      'after',
      `
A line that holds several events (a CloudWatch Logs envelope, an OpenTelemetry batch) gives one object for each.

Exit codes:
  ${exitCodes.ok}  every line was read
  ${exitCodes.inputFailed}  some lines could not be read; their objects say why
  ${exitCodes.usage}  called with wrong arguments, or there is no such file

Examples:
  bellwether parse access.log | jq 'select(."http.response.status_code" >= 500)'
  bellwether parse app.log --redact ip | head`,
    )
    .action(async (name: string, flags: ParseFlags) => {
      const counts: ParseCounts = { lines: 0, unreadable: 0 };
      const input = await openInput(name, { bytes: process.stdin, nowMs: Date.now() });
      await writeLines(parse(input, { redaction: oneRunRedactionOf(flags.redact) }, counts), process.stdout);
      if (counts.notEvents !== undefined) console.error(`bellwether: ${name} is ${counts.notEvents}.`);
      if (counts.unreadable === 0) return;
      console.error(`bellwether: ${counts.unreadable} of ${counts.lines} records of ${name} could not be read.`);
      process.exitCode = exitCodes.inputFailed;
    });
