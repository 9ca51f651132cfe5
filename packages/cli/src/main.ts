import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './analyze/analyze-command.ts';
import { anomaliesCommand } from './anomalies/anomalies-command.ts';
import { describeFailure } from './describe-failure.ts';
import { exitCodes } from './exit-codes.ts';
import { detectCommand } from './detect/detect-command.ts';
import { findingsCommand } from './findings/findings-command.ts';
import { mineCommand } from './mine/mine-command.ts';
import { parseCommand } from './parse/parse-command.ts';
import { asksForJson, codeOf, failureText } from './print-error.ts';
import { queryCommand } from './query/query-command.ts';
import { replayCommand } from './replay/replay-command.ts';
import { rulesCommand } from './rules/rules-command.ts';
import { simulateCommand } from './simulate/simulate-command.ts';

const asJson = asksForJson(process.argv.slice(2));

const program = new Command('bellwether')
  .description('Reads logs, learns what is usual, and reports what is not.')
  .version('0.1.0')
  .showHelpAfterError(asJson ? false : 'Run with --help to see the options.')
  // An error is written once, at the end, where it may be JSON.
  .configureOutput(asJson ? { writeErr: () => undefined } : {})
  .exitOverride()
  .commandsGroup('Commands:')
  .addCommand(analyzeCommand())
  .addCommand(findingsCommand())
  .addCommand(queryCommand())
  .addCommand(replayCommand())
  .addCommand(rulesCommand())
  .addCommand(simulateCommand())
  .addCommand(parseCommand().helpGroup('Commands for scripts:'))
  .addCommand(mineCommand().helpGroup('Commands for scripts:'))
  .addCommand(detectCommand().helpGroup('Commands for scripts:'))
  .addCommand(anomaliesCommand().helpGroup('Commands for scripts:'))
  .addHelpText(
    'after',
    `
Exit codes:
  ${exitCodes.ok}  everything was read
  ${exitCodes.inputFailed}  at least one input could not be fully read; the rest was
  ${exitCodes.usage}  called with wrong arguments, or the work could not begin
  ${exitCodes.findings}  a finding is at least as severe as --fail-on
  ${exitCodes.stopped}  stopped by Ctrl-C; run it again to continue

Examples:
  bellwether analyze /var/log/app.log.gz cloudtrail/
  bellwether analyze logs/ --format json | jq .findings
  kubectl logs deploy/orders | bellwether analyze -
  bellwether parse access.log --format ecs | jq 'select(."log.level" == "error")'
  bellwether findings --severity CRITICAL --status new
  bellwether query timeline --format csv > timeline.csv
  bellwether mine app.log > patterns.csv
  bellwether simulate --out day && bellwether analyze day/logs`,
  );

// Commands that are added, instead of made by the program, do not take over how it ends; nor do the commands below them.
const inherit = (parent: Command): void => {
  for (const command of parent.commands) inherit(command.copyInheritedSettings(parent));
};
inherit(program);

// A reader that has seen enough, such as `head`, closes the pipe: nothing more is to be said, and nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  process.exitCode = isHelp ? exitCodes.ok : exitCodes.usage;
  // Without JSON, commander has written its own errors and the hint already.
  if (!isHelp && (asJson || !(error instanceof CommanderError))) {
    const message = error instanceof CommanderError ? error.message.replace(/^error: /, '') : describeFailure(error);
    console.error(failureText({ code: codeOf(error), message, exitCode: exitCodes.usage }, asJson));
    if (process.env['BELLWETHER_DEBUG']) console.error(error);
  }
}
