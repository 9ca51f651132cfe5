import { createMiner, type Severity } from '@bellwether/log-model';
import { Command, InvalidArgumentError, Option } from 'commander';
import { reasonOf, standardInput } from '../analyze/collect-files.ts';
import { describeFailure } from '../describe-failure.ts';
import { exitCodes } from '../exit-codes.ts';
import { outputStyle } from '../output-style.ts';
import { oneRunRedactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { severityOption } from '../severity-option.ts';
import { timeOption } from '../time-option.ts';
import { followFile, originOfFile, type FollowOptions } from './follow-file.ts';
import { openLogGroups } from './open-log-groups.ts';
import { outcomesOfBytes } from './tail-bytes.ts';
import { tail, type TailInput } from './tail.ts';
import { textPrinter } from './tail-line.ts';
import { tailLogGroup } from './tail-log-group.ts';

interface TailFlags {
  readonly lines: number;
  readonly follow: boolean;
  readonly logGroup?: string;
  /** Epoch milliseconds UTC. */
  readonly since?: number;
  readonly severity?: Severity;
  /** Seconds; false for `--no-fold`. */
  readonly fold: number | false;
  readonly format: 'text' | 'json';
  readonly redact?: RedactionFlag;
  readonly color: boolean;
}

const wholeNumber =
  (max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value > max) throw new InvalidArgumentError(`It takes a number from 0 to ${max}.`);
    return value;
  };

const lineCount = (text: string): number =>
  text === 'all' ? Number.POSITIVE_INFINITY : wholeNumber(999_999_999)(text);

async function* withoutInput<Outcomes>(
  items: AsyncIterable<Outcomes>,
): AsyncGenerator<{ readonly outcomes: Outcomes }, void, undefined> {
  for await (const outcomes of items) yield { outcomes };
}

const fileInput = (name: string, options: FollowOptions): TailInput => {
  const isStandard = name === standardInput;
  const bytes = isStandard ? process.stdin : followFile(name, options);
  return {
    name: isStandard ? 'stdin' : name,
    outcomes: withoutInput(outcomesOfBytes(bytes, name, originOfFile(isStandard ? '' : name), Date.now)),
  };
};

/** Milliseconds of a log group's past that are shown without `--since`. */
const groupPastMs = 10 * 60_000;

async function* groupOutcomes(
  logGroup: string,
  flags: TailFlags,
  signal: AbortSignal,
): TailInput['outcomes'] & AsyncGenerator {
  const sinceMs = flags.since ?? Date.now() - groupPastMs;
  const read = { sinceMs, follow: flags.follow, signal, now: Date.now };
  for await (const { logStream, outcomes } of tailLogGroup(await openLogGroups(), logGroup, read))
    yield { outcomes, input: logStream };
}

const inputsOf = (names: readonly string[], flags: TailFlags, signal: AbortSignal): readonly TailInput[] => {
  const { logGroup, lines, follow } = flags;
  if (logGroup !== undefined) {
    if (names.length > 0) throw new RangeError('--log-group and files exclude each other.');
    return [{ name: logGroup, outcomes: groupOutcomes(logGroup, flags, signal) }];
  }
  if (flags.since !== undefined)
    throw new RangeError('--since is for --log-group; --lines chooses how much of a file is shown.');
  if (names.length === 0) throw new RangeError('Name files, - for standard input, or --log-group.');
  if (names.filter((name) => name === standardInput).length > 1) throw new RangeError('- can be given once.');
  return names.map((name) => fileInput(name, { lines, follow, signal }));
};

/** Why an input could not be read, for a person. */
const sentenceOf = (name: string, error: unknown): string => {
  const isOfSystem = error instanceof Error && 'syscall' in error;
  return isOfSystem ? `${name}: ${reasonOf(error)}` : describeFailure(error);
};

const run = async (names: readonly string[], flags: TailFlags): Promise<void> => {
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    process.stdin.destroy();
  };
  const inputs = inputsOf(names, flags, stop.signal);
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  // A reader that has seen enough closes the pipe: nobody reads on.
  process.stdout.once('error', onSignal);
  const failed = await tail(inputs, {
    miner: createMiner(),
    redaction: oneRunRedactionOf(flags.redact),
    now: Date.now,
    write: (text) => process.stdout.write(`${text}\n`),
    ...(flags.format === 'json' ? {} : { printer: textPrinter(outputStyle(process.stdout, process.env, flags.color)) }),
    foldMs: flags.fold === false ? 0 : flags.fold * 1_000,
    ...(flags.severity === undefined ? {} : { minSeverity: flags.severity }),
    report: (name, error) => {
      if (!stop.signal.aborted) console.error(`bellwether: ${sentenceOf(name, error)}`);
    },
  });
  if (failed > 0 && !stop.signal.aborted)
    process.exitCode = failed === inputs.length ? exitCodes.usage : exitCodes.inputFailed;
};

/** `bellwether tail`: prints the end of logs, and what is written to them, as it comes. */
export const tailCommand = (): Command =>
  withRedaction(new Command('tail'))
    .description('Show the end of logs and what is written to them, with severities, and lines that are alike folded.')
    .argument('[files...]', 'what to read; - is standard input')
    .addOption(
      new Option('-n, --lines <count>', 'how many lines of the end of each file are shown first, or all')
        .argParser(lineCount)
        .default(10),
    )
    .option('--no-follow', 'end at the end of what is there')
    .option(
      '--log-group <name>',
      'a log group of CloudWatch instead of files, with the credentials and region of the environment',
    )
    .addOption(timeOption('--since <time>', 'of a log group, begin at this time; ten minutes ago without it'))
    .addOption(severityOption('--severity <severity>', 'show only lines at least this severe'))
    .addOption(
      new Option(
        '--fold <seconds>',
        'count lines like one that was shown less than so many seconds ago, instead of showing them',
      )
        .argParser(wholeNumber(86_400))
        .default(10),
    )
    .option('--no-fold', 'show every line')
    .addOption(
      new Option('-f, --format <format>', 'what to print; JSON has every line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--no-color', 'do not print colours')
    .addHelpText(
      'after',
      `
A file that is rotated is followed into its successor. Ctrl-C ends it, after what was folded was counted.

Exit codes:
  ${exitCodes.ok}  everything was read, or it was ended by Ctrl-C
  ${exitCodes.inputFailed}  some inputs could not be read
  ${exitCodes.usage}  called with wrong arguments, or no input could be read

Examples:
  bellwether tail /var/log/orders.log --severity warning
  kubectl logs -f deploy/orders | bellwether tail -
  bellwether tail --log-group /aws/lambda/orders --since 1h
  bellwether tail app.log --lines all --no-follow --format json | jq .pattern`,
    )
    .action(run);
