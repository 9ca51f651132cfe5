import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { withRedaction } from '../redaction-option.ts';
import type { SeriesFlags, SessionFlags } from './run-anomalies.ts';

/** What the commands print. `text` names the anomalies alone; the others have every row. */
const anomalyFormats = ['text', 'csv', 'json'] as const;

const formatOption = (): Option =>
  new Option('-f, --format <format>', 'what to print').choices([...anomalyFormats]).default('text');

const asThreshold = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1))
    throw new InvalidArgumentError('It is a number from 0 to below 1.');
  return value;
};

const asKey = (text: string): RegExp => {
  try {
    return new RegExp(text, 'g');
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It is not a regular expression.');
  }
};

const seriesCommand = (): Command =>
  new Command('series')
    .description('Score the values of a series, each by the ones before it.')
    .argument('<csv>', 'a CSV file with a timestamp and a value; - is standard input')
    .option('-c, --column <name>', 'column of the values; by default the one that is named value, else the second')
    .option('-t, --threshold <score>', 'scores from here on are anomalies', asThreshold)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Rows are scored in the order of the file. A value that is not a number has the score 0.

Exit codes:
  ${exitCodes.ok}  every row was scored
  ${exitCodes.usage}  called with wrong arguments, or the file is not CSV

Examples:
  bellwether anomalies series cpu.csv
  bellwether anomalies series requests.csv --format csv > scored.csv`,
    )
    .action(async (name: string, flags: SeriesFlags) => (await import('./run-anomalies.ts')).runSeries(name, flags));

const sessionsCommand = (): Command =>
  withRedaction(new Command('sessions'))
    .description('Learn what is usual in a session, and score others: events that share a request, a trace or a block.')
    .requiredOption(
      '-k, --key <regex>',
      'finds the ids of the sessions in a line: the first group, or the whole match',
      asKey,
    )
    .requiredOption('--train <files...>', 'log files to learn from')
    .requiredOption('--score <files...>', 'log files whose sessions are scored')
    .option(
      '--labels <csv>',
      'ids and labels (Anomaly or Normal) of sessions of the training; anomalies are not learnt from',
    )
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A session is judged on all of its lines, those in the files of the training among them. What may still come is not missed.

Exit codes:
  ${exitCodes.ok}  every session was scored
  ${exitCodes.usage}  called with wrong arguments, or there is too little to learn from

Examples:
  bellwether anomalies sessions --key 'blk_-?\\d+' --train monday.log --score tuesday.log
  bellwether anomalies sessions --key 'request_id=(\\S+)' --train a.log b.log --score c.log --format csv > scored.csv`,
    )
    .action(async (flags: SessionFlags) => (await import('./run-anomalies.ts')).runSessions(flags));

/** `bellwether anomalies`: models of what is usual, tried on files. */
export const anomaliesCommand = (): Command =>
  new Command('anomalies')
    .description('Score series of values, or sessions of events, against what is usual.')
    .addCommand(seriesCommand())
    .addCommand(sessionsCommand());
