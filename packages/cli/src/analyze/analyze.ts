import { randomInt } from 'node:crypto';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { fileAlerts, fileMarkKey, openLocalState, type LocalState } from '@bellwether/local-adapters';
import {
  compileRules,
  countWindowMs,
  createFailureLedger,
  defaultRedactionPolicy,
  type FailureLedger,
  findingsOfMatters,
  type LedgerContent,
  type LedgerSpan,
  mattersOf,
  type RedactionPolicy,
  type Window,
  sketchesOf,
  windowStart,
} from '@bellwether/log-model';
import { createFileIngest, raiseFinding, scoreWindows } from '@bellwether/pipeline';
import { PortError, type Narration } from '@bellwether/ports';
import { gatherFacts, renderHtml, sentencesOf, type ReportFacts } from '@bellwether/report';
import { chooseNarrator } from '../choose-narrator.ts';
import { analyzeFile, type AnalyzedFile, StoppedEarly } from './analyze-file.ts';
import {
  collectFiles,
  type CollectedFiles,
  type FileFilter,
  type InputFile,
  reasonOf,
  standardInput,
} from './collect-files.ts';
import { completeFacts } from './complete-facts.ts';
import { endOfData } from './end-of-data.ts';
import { noRemediation } from './no-remediation.ts';
import { openStream } from './open-stream.ts';
import type { Progress } from './progress.ts';
import { readSettings } from './read-settings.ts';
import { prepareReportPath, writeReport } from './report-file.ts';
import { hasPeriod, noPeriod, selectPeriod, selectScopes, type FactSelection } from './select-facts.ts';
import { openSpool } from './spool.ts';

export interface AnalyzeOptions {
  /** Files and folders as the user named them. */
  readonly names: readonly string[];
  readonly stateDirectory: string;
  readonly reportPath: string;
  readonly progress: Progress;
  /** Epoch milliseconds UTC; says when an alert was told, never when an event happened. */
  readonly now: () => number;
  /** Folder of the settings documents; the built-in settings when absent. */
  readonly settingsFolder?: string;
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

/** Hash seeds are below this. */
const maxHashSeed = 2 ** 32;

const nothingNoticed = { datasets: [], templates: [], findings: [], timeline: [], remediations: [] };

interface Selected {
  readonly period: Window;
  readonly scopes: readonly string[];
}

/** The facts of the analysed files: the period their events span, and everything noticed in their log groups in it. */
const factsOf = async (
  state: LocalState,
  files: readonly AnalyzedFile[],
  names: readonly string[],
  select: (all: Selected) => Selected = (all) => all,
): Promise<ReportFacts> => {
  const inputIds = files.map((file) => file.inputId);
  const { totals } = await state.summaryOf(inputIds);
  const { received, classified, unreadable, dropped, firstEventMs, lastEventMs } = totals;
  const [first] = names;
  const only = first === standardInput ? 'standard input' : first;
  const title = `Analysis of ${names.length === 1 ? only : `${names.length} inputs`}`;
  const records = { received, classified, unreadable, dropped };
  if (firstEventMs === undefined || lastEventMs === undefined)
    return { title, period: noPeriod, records, ...nothingNoticed };
  const whole = { startMs: windowStart(firstEventMs), endMs: windowStart(lastEventMs) + countWindowMs };
  const { period, scopes } = select({ period: whole, scopes: await state.scopesOf(inputIds) });
  if (!hasPeriod({ period })) return { title, period, records, ...nothingNoticed };
  const facts = await gatherFacts(state.reads, { title, period, records, scopes });
  const firstMs = Math.max(firstEventMs, period.startMs);
  return { ...facts, seen: { firstMs, lastMs: Math.max(firstMs, Math.min(lastEventMs, period.endMs - 1)) } };
};

/** What a ledger holds of log sources. */
const ofScopes = (content: LedgerContent, scopes: readonly string[]): LedgerContent => {
  const { kinds, sources, measures, examples, uncounted } = content;
  const asked = new Set(scopes);
  const only = <Entry extends { readonly scope: string }>(
    entries: ReadonlyMap<string, Entry>,
  ): ReadonlyMap<string, Entry> => new Map([...entries].filter(([, { scope }]) => asked.has(scope)));
  return { kinds: only(kinds), sources: only(sources), measures: only(measures), examples: only(examples), uncounted };
};

/** What the ledger holds of the analysed files, and the span of it; undefined without an event. */
const seenIn = (
  ledger: FailureLedger,
  scopes: readonly string[],
  dataEndsMs: number | undefined,
): { readonly content: LedgerContent; readonly span: LedgerSpan } | undefined => {
  const content = ofScopes(ledger.content, scopes);
  const mine = [...content.sources.values()];
  if (mine.length === 0) return undefined;
  const startMs = Math.min(...mine.map(({ firstMs }) => firstMs));
  const endMs = Math.max(...mine.map(({ lastMs }) => lastMs));
  return { content, span: { startMs, endMs, ...(dataEndsMs === undefined ? {} : { dataEndsMs }) } };
};

/**
 * Analyses files and folders: reads what is new in them through the whole core, judges every closed window, and writes
 * the report.
 *
 * @throws StateError when the state folder cannot be used, ReportPathError when the report cannot be written; their messages
 *   say what to do. SettingsError when the settings cannot be used. StoppedEarly when the signal came.
 */
export const analyze = async (options: AnalyzeOptions): Promise<AnalyzeResult> => {
  const policy = await readSettings(options.settingsFolder);
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
      findings: state.findings,
      templates: state.templates,
      alerts: fileAlerts(state.layout.alerts),
      remediation: noRemediation,
      clock: { now: options.now },
    };
    const ingest = createFileIngest(
      ports,
      {
        rules: compileRules(ownRules),
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
    const parts = { state, ingest, ledger, progress: options.progress, counter: { events: 0 } };
    let { signal } = options;
    const files: AnalyzedFile[] = [];
    for (const input of collected.files) {
      if (signal?.aborted) throw new StoppedEarly();
      try {
        const path = input.isStream ? await spool.take((options.openStream ?? openStream)(input), signal) : input.path;
        // The stream was ended by it; what came is analysed.
        if (input.isStream && signal?.aborted) signal = undefined;
        files.push(await analyzeFile({ ...parts, ...(signal === undefined ? {} : { signal }) }, { ...input, path }));
      } catch (error) {
        // It went away, or was closed to us, since it was found: the others are read all the same.
        if (!(error instanceof PortError) || error.operation !== 'probe') throw error;
        problems.push({ name: input.name, reason: reasonOf(error.cause) });
      }
    }
    options.progress.done();

    const before = await factsOf(state, files, options.names);
    let seen: ReturnType<typeof seenIn>;
    if (hasPeriod(before)) {
      const { startMs, endMs } = before.period;
      const scopes = await state.scopesOf(files.map(({ inputId }) => inputId));
      const dataEndsMs = await endOfData(state.counts, scopes, before.period);
      const judged = dataEndsMs === undefined ? policy : { ...policy, dataEndsMs };
      seen = seenIn(ledger, scopes, dataEndsMs);
      const found = seen === undefined ? [] : findingsOfMatters(mattersOf(seen.content, seen.span), seen.content);
      await state.transaction(async () => {
        await scoreWindows(ports, judged, startMs, endMs);
        for (const finding of found) await raiseFinding(ports, policy, finding);
      });
    }
    const { selection = {} } = options;
    const after = await factsOf(state, files, options.names, ({ period, scopes }) => ({
      period: selectPeriod(period, selection),
      scopes: selectScopes(scopes, ledger.content.sources, selection),
    }));
    const reported = seen && {
      span: seen.span,
      content: ofScopes(seen.content, selectScopes([...seen.content.sources.keys()], seen.content.sources, selection)),
    };
    const facts = await completeFacts(state, after, reported, { selection, stateFolder: options.stateDirectory });
    const narrator = await chooseNarrator(options.modelId);
    const narration = await narrator.narrate(sentencesOf(facts));
    await writeReport(reportPath, renderHtml(facts, narration));
    return { files, problems, facts, narration, reportPath };
  } finally {
    options.progress.done();
    await spool.close();
    await state.close();
  }
};
