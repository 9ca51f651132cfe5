import { Command, Option } from 'commander';
import { prepareReportPath, writeReport } from '../analyze/report-file.ts';
import { withState } from '../findings/open-findings.ts';
import { timeOption } from '../time-option.ts';
import type { ReportFormat } from './run-report.ts';

interface ReportFlags {
  readonly state: string;
  readonly since?: number;
  readonly until?: number;
  readonly group: readonly string[];
  readonly report: string;
  readonly format: ReportFormat;
  readonly model?: string;
}

interface ListFlags {
  readonly state: string;
}

interface ShowFlags extends ListFlags {
  readonly format: 'markdown' | 'json' | 'html';
}

const stateOption = (): Option =>
  new Option('-s, --state <folder>', 'state folder that is read').default('.bellwether');

const listCommand = (): Command =>
  new Command('list')
    .description('List stored reports, the newest first.')
    .addOption(stateOption())
    .action(async ({ state }: ListFlags) => {
      const { reportLine, storedReports } = await import('./stored-reports.ts');
      for (const report of await withState(state, (opened) => storedReports(opened, 200)))
        console.log(reportLine(report));
    });

const showCommand = (): Command =>
  new Command('show')
    .description('Print a stored report.')
    .argument('[id]', 'which one, by its id or the first characters of it; the newest when absent')
    .addOption(stateOption())
    .addOption(
      new Option('-f, --format <format>', 'what to print').choices(['markdown', 'json', 'html']).default('markdown'),
    )
    .action(async (id: string | undefined, flags: ShowFlags) => {
      const { readStoredReport } = await import('./stored-reports.ts');
      console.log(await withState(flags.state, (opened) => readStoredReport(opened, id, flags.format)));
    });

/** `bellwether report`: analyses up to 30 days of the archive, window by window, and writes one report. */
export const reportCommand = (): Command =>
  new Command('report')
    .description(
      'Report on up to 30 days of what was analysed: health, performance, what is unusual, and what changed.',
    )
    .enablePositionalOptions()
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addOption(stateOption())
    .addOption(timeOption('--since <time>', 'begin here (default: 30 days before the end)'))
    .addOption(timeOption('--until <time>', 'end here (default: now)'))
    .option('--group <pattern...>', 'only these log groups or files; * stands for any text', [])
    .option('--report <file>', 'write the page here', 'analysis.html')
    .addOption(
      new Option('-f, --format <format>', 'what to print')
        .choices(['text', 'markdown', 'json', 'html'])
        .default('text'),
    )
    .addOption(
      new Option('--model <id>', 'word the report with this Bedrock model or profile').env('BELLWETHER_MODEL_ID'),
    )
    .addHelpText(
      'after',
      `
Examples:
  bellwether report --since 30d
  bellwether report --since 7d --group "/aws/lambda/*"
  bellwether report show --format html > last.html`,
    )
    .action(async (flags: ReportFlags) => {
      const path = await prepareReportPath(flags.report);
      const { makeReport, printedReport } = await import('./run-report.ts');
      const request = {
        groups: flags.group,
        ...(flags.since === undefined ? {} : { sinceMs: flags.since }),
        ...(flags.until === undefined ? {} : { untilMs: flags.until }),
        ...(flags.model === undefined ? {} : { modelId: flags.model }),
      };
      const made = await withState(flags.state, (state) => makeReport(state, request, Date.now()));
      await writeReport(path, made.html);
      for (const line of printedReport(made, flags.format)) console.log(line);
      if (flags.format === 'text') console.log(`\nReport: ${path}`);
    });
