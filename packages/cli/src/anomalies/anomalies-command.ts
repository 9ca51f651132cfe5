import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { openInput, type Input } from '../parse/open-input.ts';
import { oneRunRedactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { writeLines } from '../write-lines.ts';
import { readLabels } from './labels.ts';
import { anomalyFormats, renderSeries, renderSessions, type AnomalyFormat } from './render.ts';
import { scoreSeries } from './series.ts';
import { judgeSessions } from './sessions.ts';

const formatOption = (): Option =>
  new Option('-f, --format <format>', 'what to print').choices([...anomalyFormats]).default('text');

const open = (name: string): Promise<Input> => openInput(name, { bytes: process.stdin, nowMs: Date.now() });
const openAll = (names: readonly string[]): Promise<readonly Input[]> => Promise.all(names.map(open));

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
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It is no regular expression.');
  }
};

interface SeriesFlags {
  readonly column?: string;
  readonly threshold?: number;
  readonly format: AnomalyFormat;
}

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
    .action(async (name: string, { column, threshold, format }: SeriesFlags) => {
      const counts = { rows: 0, anomalies: 0, notNumbers: 0, notLater: 0 };
      const { bytes } = await open(name);
      const options = {
        ...(column === undefined ? {} : { column }),
        ...(threshold === undefined ? {} : { threshold }),
      };
      await writeLines(renderSeries(scoreSeries(bytes, counts, options), format), process.stdout);
      const notes = [
        counts.notNumbers > 0 && `${counts.notNumbers} values are not numbers and have the score 0.`,
        counts.notLater > 0 &&
          `${counts.notLater} rows are not later than the row before; rows are scored in the order of the file.`,
      ].filter((note) => note !== false);
      for (const note of notes) console.error(`bellwether: ${name}: ${note}`);
      if (format === 'text') console.error(`${counts.anomalies} of ${counts.rows} values are anomalies.`);
    });

interface SessionFlags {
  readonly key: RegExp;
  readonly train: readonly string[];
  readonly score: readonly string[];
  readonly labels?: string;
  readonly format: AnomalyFormat;
  readonly redact?: RedactionFlag;
}

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
    .action(async ({ key, train, score, labels, format, redact }: SessionFlags) => {
      const anomalous = labels === undefined ? new Set<string>() : await readLabels((await open(labels)).bytes);
      const counts = { lines: 0, withoutKey: 0 };
      const scores = await judgeSessions(
        { train: await openAll(train), score: await openAll(score) },
        { key, counts, redaction: oneRunRedactionOf(redact), isAnomalous: (id) => anomalous.has(id) },
      );
      await writeLines(renderSessions(scores, format), process.stdout);
      if (counts.withoutKey > 0)
        console.error(`bellwether: ${counts.withoutKey} of ${counts.lines} lines belong to no session.`);
      if (format === 'text')
        console.error(
          `${scores.filter(({ isAnomaly }) => isAnomaly).length} of ${scores.length} sessions are anomalies.`,
        );
    });

/** `bellwether anomalies`: models of what is usual, tried on files. */
export const anomaliesCommand = (): Command =>
  new Command('anomalies')
    .description('Score series of values, or sessions of events, against what is usual.')
    .addCommand(seriesCommand())
    .addCommand(sessionsCommand());
