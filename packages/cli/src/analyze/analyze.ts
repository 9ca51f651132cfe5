import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ownRules } from '@bellwether/detections';
import { fileAlerts, openLocalState, type LocalState } from '@bellwether/local-adapters';
import { compileRules, countWindowMs, windowStart } from '@bellwether/log-model';
import { createLearntCore, scoreWindows } from '@bellwether/pipeline';
import type { Narration } from '@bellwether/ports';
import { gatherFacts, renderHtml, sentencesOf, type ReportFacts } from '@bellwether/report';
import { chooseNarrator } from '../choose-narrator.ts';
import { analyzeFile, type AnalyzedFile } from './analyze-file.ts';
import { collectFiles, type CollectedFiles } from './collect-files.ts';
import { noRemediation } from './no-remediation.ts';
import type { Progress } from './progress.ts';

export interface AnalyzeOptions {
  /** Files and folders as the user named them. */
  readonly names: readonly string[];
  readonly stateDirectory: string;
  readonly reportPath: string;
  readonly progress: Progress;
  /** Epoch milliseconds UTC; says when an alert was told, never when an event happened. */
  readonly now: () => number;
  /** Bedrock model or inference profile that words the report. */
  readonly modelId?: string;
}

export interface AnalyzeResult {
  readonly files: readonly AnalyzedFile[];
  /** Names that could not be opened. */
  readonly problems: CollectedFiles['problems'];
  readonly facts: ReportFacts;
  readonly narration: Narration;
  /** Absolute. */
  readonly reportPath: string;
}

const policy = { alertMinSeverity: 'WARNING' } as const;

/** The facts of the analysed files: the period their events span, and everything noticed in their log groups in it. */
const factsOf = async (
  state: LocalState,
  files: readonly AnalyzedFile[],
  names: readonly string[],
): Promise<ReportFacts> => {
  const inputIds = files.map((file) => file.inputId);
  const { totals } = await state.summaryOf(inputIds);
  const startMs = windowStart(totals.firstEventMs ?? 0);
  const endMs = windowStart(totals.lastEventMs ?? 0) + countWindowMs;
  const { received, classified, unreadable, dropped } = totals;
  return gatherFacts(
    state,
    {
      title: names.length === 1 ? `Analysis of ${names[0]}` : `Analysis of ${names.length} inputs`,
      period: { startMs, endMs },
      records: { received, classified, unreadable, dropped },
      scopes: await state.scopesOf(inputIds),
    },
    countWindowMs,
  );
};

/**
 * Analyses files and folders: reads what is new in them through the whole core, judges every closed window, and writes
 * the report.
 *
 * @throws StateError when the state folder cannot be used; its message says what to do
 */
export const analyze = async (options: AnalyzeOptions): Promise<AnalyzeResult> => {
  const { files: inputs, problems } = await collectFiles(options.names);
  const state = await openLocalState(options.stateDirectory);
  try {
    const ports = {
      archive: state.archive,
      quarantine: state.quarantine,
      counts: state.counts,
      findings: state.findings,
      templates: state.templates,
      alerts: fileAlerts(state.layout.alerts),
      remediation: noRemediation,
      clock: { now: options.now },
    };
    const core = createLearntCore(ports, { rules: compileRules(ownRules) });
    const parts = { state, ports, policy, core, progress: options.progress, counter: { events: 0 } };
    const files: AnalyzedFile[] = [];
    for (const input of inputs) files.push(await analyzeFile(parts, input));
    options.progress.done();

    const before = await factsOf(state, files, options.names);
    await state.transaction(() => scoreWindows(ports, policy, before.period.startMs, before.period.endMs));
    const facts = await factsOf(state, files, options.names);
    const narrator = await chooseNarrator(options.modelId);
    const narration = await narrator.narrate(sentencesOf(facts));
    const reportPath = resolve(options.reportPath);
    await writeFile(reportPath, renderHtml(facts, narration));
    return { files, problems, facts, narration, reportPath };
  } finally {
    options.progress.done();
    await state.close();
  }
};
