import { CommanderError } from 'commander';
import { describeFailure } from './describe-failure.ts';
import { exitCodes } from './exit-codes.ts';
import { asksForJson, codeOf, failureText } from './print-error.ts';
import { createProgram } from './program.ts';

const asJson = asksForJson(process.argv.slice(2));

// A reader that has seen enough, such as `head`, closes the pipe: nothing more is to be said, and nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await createProgram({
    asJson,
    folder: process.cwd(),
    isInputTerminal: process.stdin.isTTY === true,
    say: (sentence) => console.error(sentence),
  }).parseAsync();
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
