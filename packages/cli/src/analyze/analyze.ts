import { randomInt } from 'node:crypto';
import { knownLines } from '@bellwether/known-lines';
import { fileAlerts, fileMarkKey, openLocalState } from '@bellwether/local-adapters';
import { defaultRedactionPolicy, type RedactionPolicy } from '@bellwether/log-model';
import { createFailureLedger, sketchesOf } from '@bellwether/log-model/failures';
import { createFileIngest } from '@bellwether/pipeline';
import { PortError, type Narration } from '@bellwether/ports';
import { keepReport, renderHtml, sentencesOf, type ReportFacts } from '@bellwether/report';
import { chooseNarrator } from '../choose-narrator.ts';
import { analyzeFile, type AnalyzedFile, type AnalyzeFileParts, StoppedEarly } from './analyze-file.ts';
import { analyzeStream } from './analyze-stream.ts';
import { collectFiles, type CollectedFiles, type FileFilter, type InputFile, reasonOf } from './collect-files.ts';
import { judgeRun, type RunJudging } from './judge-run.ts';
import { compileWith, loadRules, type LoadedRules } from '../rules/load-rules.ts';
import { noRemediation } from './no-remediation.ts';
import { openStream } from './open-stream.ts';
import { startCounter, type Progress } from './progress.ts';
import { readSettings } from './read-settings.ts';
import { prepareReportPath, writeReport } from './report-file.ts';
import { hasPeriod } from './select-facts.ts';
import type { FactSelection } from './select-facts.ts';
import { openSpool } from './spool.ts';

export interface AnalyzeOptions {
  /** Files and folders as the user named them. */
  readonly names: readonly string[];
  readonly stateDirectory: string;
  readonly reportPath: string;
  readonly progress: Progress;
  /** Epoch milliseconds UTC; says when an alert was sent, never when an event happened. */
  readonly now: () => number;
  /** Folder of the settings documents; the built-in settings when absent. */
  readonly settingsFolder?: string;
  /** Folder of rules of Sigma that run beside our own. */
  readonly rulesFolder?: string;
  /** What is taken out before anything is kept; secrets and private data when absent. */
  readonly redaction?: RedactionPolicy;
  /** Bedrock model or inference profile that words the report. */
  readonly modelId?: string;
  /** Asks the run to stop; what was read until then is kept. While a stream is read it ends the stream instead. */
  readonly signal?: AbortSignal;
  /** Which files of folders are read; all when absent. */
  readonly filter?: FileFilter;
  /** What is reported of what was read; everything when absent. */
  readonly selection?: FactSelection;
  /** Opens what can be read only once; the standard input and pipes when absent. */
  readonly openStream?: (file: InputFile) => AsyncIterable<Uint8Array>;
  /** Called from time to time while a stream goes on, with what is known by then; never when absent. */
  readonly onLook?: (facts: ReportFacts) => void;
  /** Milliseconds between two looks, at least. */
  readonly minLookMs?: number;
}

export interface AnalyzeResult {
  readonly files: readonly AnalyzedFile[];
  /** Names that could not be opened. */
  readonly problems: CollectedFiles['problems'];
  readonly facts: ReportFacts;
  readonly narration: Narration;
  /** Rules of Sigma that ran beside our own; absent without `rulesFolder`. */
  readonly rules?: Pick<LoadedRules, 'rules' | 'correlations' | 'leftOut'>;
  /** Absolute. */
  readonly reportPath: string;
}

/** Hash seeds are below this. */
const maxHashSeed = 2 ** 32;

/**
 * Analyses files and folders: reads what is new in them through the whole core, judges every closed window, and writes
 * the report.
 *
 * @throws StateError when the state folder cannot be used, ReportPathError when the report cannot be written; their messages
 *   say what to do. SettingsError when the settings cannot be used. StoppedEarly when the signal came.
 */
export const analyze = async (options: AnalyzeOptions): Promise<AnalyzeResult> => {
  const policy = await readSettings(options.settingsFolder);
  const loaded = options.rulesFolder === undefined ? undefined : await loadRules(options.rulesFolder);
  const reportPath = await prepareReportPath(options.reportPath);
  const collected = await collectFiles(options.names, [options.stateDirectory, reportPath], options.filter);
  const problems = [...collected.problems];
  const state = await openLocalState(options.stateDirectory);
  if (state.notice !== undefined) console.error(state.notice);
  const spool = await openSpool(state.layout.spool);
  try {
    const ports = {
      archive: state.archive,
      quarantine: state.quarantine,
      counts: state.counts,
      countedIds: state.countedIds,
      findings: state.findings,
      templates: state.templates,
      alerts: fileAlerts(state.layout.alerts),
      remediation: noRemediation,
      clock: { now: options.now },
    };
    const ingest = createFileIngest(
      ports,
      {
        rules: compileWith(loaded),
        policy,
        archive: { kind: 'redacted' },
        redaction: {
          ...(options.redaction ?? defaultRedactionPolicy),
          hashKey: await fileMarkKey(state.layout.markKey).read(),
        },
        ownLogGroupPrefixes: [],
      },
      knownLines(randomInt(maxHashSeed)),
    );
    const ledger = createFailureLedger();
    ledger.restore(sketchesOf(await state.sketches.load()));
    const counter = startCounter(collected.files);
    const parts: AnalyzeFileParts = { state, ingest, ledger, progress: options.progress, counter };
    const { names, selection = {} } = options;
    const stateFolder = options.stateDirectory;
    const judging: RunJudging = { state, ports, policy, ledger, names, selection, loaded, stateFolder };
    let { signal } = options;
    const files: AnalyzedFile[] = [];
    const lookWith = (file: AnalyzedFile): Promise<void> | undefined =>
      options.onLook && judgeRun(judging, [...files, file]).then(options.onLook);
    for (const input of collected.files) {
      if (signal?.aborted) throw new StoppedEarly();
      counter.file += 1;
      try {
        if (input.isStream) {
          const copy = await spool.take((options.openStream ?? openStream)(input), signal);
          const { now, minLookMs } = options;
          files.push(await analyzeStream(parts, input, copy, { look: lookWith, now, ...(minLookMs && { minLookMs }) }));
          // It ended the stream; what came is analysed.
          if (signal?.aborted) signal = undefined;
        } else files.push(await analyzeFile({ ...parts, ...(signal && { signal }) }, input));
      } catch (error) {
        // It went away, or was closed to us, since it was found: the others are read all the same.
        if (!(error instanceof PortError) || error.operation !== 'probe') throw error;
        problems.push({ name: input.name, reason: reasonOf(error.cause) });
      }
    }
    options.progress.done();

    const facts = await judgeRun(judging, files);
    const narrator = await chooseNarrator(options.modelId);
    const narration = await narrator.narrate(sentencesOf(facts));
    const html = renderHtml(facts, narration);
    await writeReport(reportPath, html);
    if (hasPeriod(facts)) {
      const { title, period, findings } = facts;
      const kept = { title, fromMs: period.startMs, toMs: period.endMs, createdMs: options.now() };
      await keepReport(state.archive, { ...kept, findings: findings.length }, html);
    }
    return { files, problems, facts, narration, reportPath, ...(loaded && { rules: loaded }) };
  } finally {
    options.progress.done();
    await spool.close();
    await state.close();
  }
};
