import { Command, Option } from 'commander';
import { severities, type Severity } from '@bellwether/log-model';
import { analyze, type AnalyzeOptions, type AnalyzeResult } from './analyze.ts';
import { redactionOf, withRedaction, type RedactionFlag } from '../redaction-option.ts';
import { exitCodes } from '../exit-codes.ts';
import { StoppedEarly } from './analyze-file.ts';
import { printJson, printText } from './print-result.ts';
import { createProgress } from './progress.ts';

interface AnalyzeFlags {
  readonly state: string;
  readonly report: string;
  readonly format: 'text' | 'json';
  readonly settings?: string;
  readonly failOn?: Severity;
  readonly model?: string;
  readonly redact?: RedactionFlag;
  readonly quiet?: boolean;
  readonly color: boolean;
}

const optionsOf = (names: readonly string[], flags: AnalyzeFlags, signal: AbortSignal): AnalyzeOptions => ({
  names,
  stateDirectory: flags.state,
  reportPath: flags.report,
  progress: createProgress(process.stderr, Date.now, flags.quiet === true),
  now: Date.now,
  redaction: redactionOf(flags.redact),
  signal,
  ...(flags.settings === undefined ? {} : { settingsFolder: flags.settings }),
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

const isAtLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

/** `bellwether analyze`: reads log files of any kind and reports what is unusual or dangerous in them. */
export const analyzeCommand = (): Command =>
  withRedaction(new Command('analyze'))
    .description('Read log files and folders of any kind, and report what failed and what is unusual or dangerous.')
    .argument('<files or folders...>', 'what to read; folders are read with everything below them')
    .option('-s, --state <folder>', 'where to keep what was learned and how far each file was read', '.bellwether')
    .option('-r, --report <file>', 'where to write the report', 'report.html')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .option('--settings <folder>', 'take thresholds from thresholds.json in this folder')
    .addOption(
      new Option(
        '--fail-on <severity>',
        `exit with ${exitCodes.findings} when a finding is at least this severe`,
      ).choices(severities),
    )
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
Running it again reads only what is new: what was read is remembered in the state folder. A run that was
killed continues where it stopped; nothing is lost or counted twice. Delete the state folder to start over.`,
    )
    .action(async (names: readonly string[], flags: AnalyzeFlags) => {
      const result = await analyzeUntilStopped(names, flags);
      if (result === undefined) return;
      if (flags.format === 'json') printJson(result, process.stdout);
      else {
        const hasColor = flags.color && process.stdout.isTTY && !process.env['NO_COLOR'];
        printText(result, process.stdout, { width: process.stdout.columns ?? 100, color: hasColor });
      }
      const least = flags.failOn;
      if (result.files.some((file) => file.outcome === 'failed') || result.problems.length > 0) {
        process.exitCode = exitCodes.inputFailed;
      } else if (least !== undefined && result.facts.findings.some((finding) => isAtLeast(finding.severity, least))) {
        process.exitCode = exitCodes.findings;
      }
    });
