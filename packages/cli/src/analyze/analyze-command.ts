import { Command, InvalidArgumentError, Option } from 'commander';
import type { ReportFacts } from '@bellwether/report';
import { datasets, severities, type Dataset, type Severity } from '@bellwether/log-model';
import { analyze, type AnalyzeOptions, type AnalyzeResult } from './analyze.ts';
import { redactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { exitCodes } from '../exit-codes.ts';
import { StoppedEarly } from './analyze-file.ts';
import { outputStyle } from '../output-style.ts';
import { severityOption } from '../severity-option.ts';
import { textOfLoaded } from '../rules/render-rules.ts';
import { timeOption } from '../time-option.ts';
import { createLiveLines } from './live-lines.ts';
import { printJson, printText } from './print-result.ts';
import type { FactSelection } from './select-facts.ts';
import { createProgress } from './progress.ts';

interface AnalyzeFlags {
  readonly state: string;
  readonly report: string;
  readonly format: 'text' | 'json';
  readonly settings?: string;
  readonly rules?: string;
  readonly failOn?: Severity;
  readonly model?: string;
  readonly redact?: RedactionFlag;
  readonly quiet?: boolean;
  readonly color: boolean;
  /** Epoch milliseconds UTC. */
  readonly since?: number;
  readonly until?: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly dataset: readonly Dataset[];
  readonly severity?: Severity;
  readonly group: readonly string[];
}

const selectionOf = ({ since, until, severity, dataset, group }: AnalyzeFlags): FactSelection => {
  if (since !== undefined && until !== undefined && since >= until)
    throw new RangeError('--since must be before --until.');
  return {
    ...(since === undefined ? {} : { sinceMs: since }),
    ...(until === undefined ? {} : { untilMs: until }),
    ...(severity === undefined ? {} : { minSeverity: severity }),
    ...(dataset.length === 0 ? {} : { datasets: dataset }),
    ...(group.length === 0 ? {} : { groups: group }),
  };
};

/** An option that may be given several times. */
const repeatable = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be given several times`)
    .argParser((text, before: readonly string[]) => [...before, text])
    .default([], 'all');

const datasetOption = (): Option =>
  new Option('--dataset <dataset>', `report only this dataset (${datasets.join(', ')}); may be given several times`)
    .argParser((text, before: readonly Dataset[]) => {
      const dataset = datasets.find((known) => known === text);
      if (dataset === undefined) throw new InvalidArgumentError(`It takes one of ${datasets.join(', ')}.`);
      return [...before, dataset];
    })
    .default([], 'all');

/** Prints what is new in a stream. */
const printLive = (isQuiet: boolean): ((facts: ReportFacts) => void) => {
  const linesOf = createLiveLines();
  return (facts) => {
    if (process.stderr.isTTY && !isQuiet) process.stderr.write('\r\u001b[K');
    for (const line of linesOf(facts)) console.log(line);
  };
};

const optionsOf = (names: readonly string[], flags: AnalyzeFlags, signal: AbortSignal): AnalyzeOptions => ({
  names,
  stateDirectory: flags.state,
  reportPath: flags.report,
  progress: createProgress(process.stderr, Date.now, flags.quiet === true),
  now: Date.now,
  redaction: redactionOf(flags.redact),
  filter: { include: flags.include, exclude: flags.exclude },
  selection: selectionOf(flags),
  signal,
  // While a stream goes on, what is new in it is printed as it comes. JSON is one document, at the end.
  ...(flags.format === 'json' ? {} : { onLook: printLive(flags.quiet === true) }),
  ...(flags.settings === undefined ? {} : { settingsFolder: flags.settings }),
  ...(flags.rules === undefined ? {} : { rulesFolder: flags.rules }),
  ...(flags.model === undefined ? {} : { modelId: flags.model }),
});

/** Runs to its end, or until Ctrl-C or a termination signal stops it after the current batch; a second Ctrl-C kills it. */
const analyzeUntilStopped = async (
  names: readonly string[],
  flags: AnalyzeFlags,
): Promise<AnalyzeResult | undefined> => {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await analyze(optionsOf(names, flags, stop.signal));
  } catch (error) {
    if (!(error instanceof StoppedEarly)) throw error;
    console.error(
      `Stopped. What was read is kept in ${flags.state}; run the same command again to continue from there.`,
    );
    process.exitCode = exitCodes.stopped;
    return undefined;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
};

const isAtLeast = (severity: Severity, minSeverity: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(minSeverity);

/** `bellwether analyze`: reads log files of any kind and reports what is unusual or dangerous in them. */
export const analyzeCommand = (): Command =>
  withRedaction(new Command('analyze'))
    .description('Read log files and folders of any kind, and report what failed and what is unusual or dangerous.')
    .argument('<files or folders...>', 'what to read; folders with everything below them; - is standard input')
    .option('-s, --state <folder>', 'where to keep what was learned and how far each file was read', '.bellwether')
    .option('-r, --report <file>', 'where to write the report', 'report.html')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .option('--settings <folder>', 'take thresholds from thresholds.json in this folder')
    .option('--rules <folder>', 'also run the rules of Sigma in this folder')
    .addOption(
      severityOption('--fail-on <severity>', `exit with ${exitCodes.findings} when a finding is at least this severe`),
    )
    .addOption(repeatable('--include <pattern>', 'of folders, read only files with such names; * stands for any text'))
    .addOption(repeatable('--exclude <pattern>', 'of folders, do not read files with such names').default([], 'none'))
    .addOption(timeOption('--since <time>', 'report only what was seen at or after this time'))
    .addOption(timeOption('--until <time>', 'report only what was seen before this time'))
    .addOption(severityOption('--severity <severity>', 'report only findings and failures at least this severe'))
    .addOption(datasetOption())
    .addOption(repeatable('--group <pattern>', 'report only these log groups or files; * stands for any text'))
    .addOption(
      new Option('--model <id>', 'word the report with this Bedrock model or inference profile').env(
        'BELLWETHER_MODEL_ID',
      ),
    )
    .option('-q, --quiet', 'do not show progress')
    .option('--no-color', 'do not print colours')
    .addHelpText(
      'after',
      `
Everything that is named is read and learned; --since, --until, --severity, --dataset and --group choose what is reported.

Examples:
  bellwether analyze /var/log --include '*.log' --since 2h
  kubectl logs deploy/orders --since 24h | bellwether analyze -
  bellwether analyze <(journalctl -o json) --severity error --fail-on critical

Running it again reads only what is new: what was read is remembered in the state folder. A run that was
killed continues where it stopped; nothing is lost or counted twice. Delete the state folder to start over.`,
    )
    .action(async (names: readonly string[], flags: AnalyzeFlags) => {
      const result = await analyzeUntilStopped(names, flags);
      if (result === undefined) return;
      if (result.rules !== undefined && flags.quiet !== true) console.error(textOfLoaded(result.rules));
      if (flags.format === 'json') printJson(result, process.stdout);
      else {
        printText(result, process.stdout, outputStyle(process.stdout, process.env, flags.color));
      }
      const minSeverity = flags.failOn;
      if (result.files.some((file) => file.outcome === 'failed') || result.problems.length > 0) {
        process.exitCode = exitCodes.inputFailed;
      } else if (
        minSeverity !== undefined &&
        result.facts.findings.some((finding) => isAtLeast(finding.severity, minSeverity))
      ) {
        process.exitCode = exitCodes.findings;
      }
    });
