import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { oneRunRedactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { writeLines } from '../write-lines.ts';
import { openInput } from './open-input.ts';
import { parseFiles, type ParseOutcome } from './parse-files.ts';

interface ParseFlags {
  readonly format: 'ecs';
  readonly redact?: RedactionFlag;
}

/** `bellwether parse`: reads a log file of any kind and prints its records as flat ECS objects. */
export const parseCommand = (): Command =>
  withRedaction(new Command('parse'))
    .description('Print one flat ECS JSON object for every line of log files, in order.')
    .argument('<files...>', 'what to read, plain or gzip; - is standard input')
    .addOption(new Option('-f, --format <format>', 'names of the fields').choices(['ecs']).default('ecs'))
    .addHelpText(
      'after',
      `
A line that holds several events (a CloudWatch Logs envelope, an OpenTelemetry batch) gives one object for each.

Exit codes:
  ${exitCodes.ok}  every line was read
  ${exitCodes.inputFailed}  some lines could not be read; their objects say why
  ${exitCodes.usage}  called with wrong arguments, or none of the files could be opened

Examples:
  bellwether parse access.log | jq 'select(."http.response.status_code" >= 500)'
  bellwether parse orders.log billing.log | jq -r '."log.file.path" + ": " + .message'
  bellwether parse app.log --redact ip | head`,
    )
    .action(async (names: readonly string[], flags: ParseFlags) => {
      if (names.filter((name) => name === '-').length > 1) throw new RangeError('- can be given once.');
      const outcome: ParseOutcome = { failed: 0, opened: 0 };
      const lines = parseFiles(
        names,
        {
          open: (name) => openInput(name, { bytes: process.stdin, nowMs: Date.now() }),
          redaction: oneRunRedactionOf(flags.redact),
          report: (sentence) => console.error(`bellwether: ${sentence}`),
        },
        outcome,
      );
      await writeLines(lines, process.stdout);
      if (outcome.failed > 0) process.exitCode = outcome.opened === 0 ? exitCodes.usage : exitCodes.inputFailed;
    });
