import {
  countWindowMs,
  type FailureLedger,
  type Finding,
  type LedgerContent,
  type LedgerSpan,
  newFailureRule,
  type Window,
  windowStart,
} from '@bellwether/log-model';
import { failureGroupsOf, foundFailures } from '@bellwether/log-model/failures';
import { ownRules } from '@bellwether/detections';
import { fileLake, type LocalState } from '@bellwether/local-adapters';
import { judgeAbsences, raiseFinding, scoreWindows, type ScorePolicy } from '@bellwether/pipeline';
import { gatherFacts, type ReportFacts } from '@bellwether/report';
import { correlateArchive } from '../rules/correlate-archive.ts';
import type { LoadedRules } from '../rules/load-rules.ts';
import type { AnalyzedFile } from './analyze-file.ts';
import { standardInput } from './collect-files.ts';
import { completeFacts } from './complete-facts.ts';
import { endOfData } from './end-of-data.ts';
import { hasPeriod, noPeriod, selectPeriod, selectScopes, type FactSelection } from './select-facts.ts';

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

/** What a ledger contains of log sources. */
const ofScopes = (content: LedgerContent, scopes: readonly string[]): LedgerContent => {
  const { kinds, sources, measures, examples, uncounted } = content;
  const asked = new Set(scopes);
  const only = <Entry extends { readonly scope: string }>(
    entries: ReadonlyMap<string, Entry>,
  ): ReadonlyMap<string, Entry> => new Map([...entries].filter(([, { scope }]) => asked.has(scope)));
  return { kinds: only(kinds), sources: only(sources), measures: only(measures), examples: only(examples), uncounted };
};

/** What the ledger contains of the analysed files, and the span of it; undefined without an event. */
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

/** What a run is judged with. */
export interface RunJudging {
  readonly state: LocalState;
  readonly ports: Parameters<typeof scoreWindows>[0] & Parameters<typeof raiseFinding>[0];
  readonly policy: ScorePolicy;
  readonly ledger: FailureLedger;
  /** As the user named the inputs. */
  readonly names: readonly string[];
  /** What is reported. */
  readonly selection: FactSelection;
  /** Rules of a folder, whose correlations are looked for in what was archived. */
  readonly loaded?: LoadedRules | undefined;
  /** As the user named it. */
  readonly stateFolder: string;
}

/**
 * Judges the windows and failures of the files as far as they were read, keeps the findings, and gives the facts to report. Judging again
 * after more was read adds nothing twice.
 */
export const judgeRun = async (
  { state, ports, policy, ledger, names, selection, loaded, stateFolder }: RunJudging,
  files: readonly AnalyzedFile[],
): Promise<ReportFacts> => {
  const before = await factsOf(state, files, names);
  let seen: ReturnType<typeof seenIn>;
  if (hasPeriod(before)) {
    const { startMs, endMs } = before.period;
    const scopes = await state.scopesOf(files.map(({ inputId }) => inputId));
    const dataEndsMs = await endOfData(state.counts, scopes, before.period);
    const judged = dataEndsMs === undefined ? policy : { ...policy, dataEndsMs };
    seen = seenIn(ledger, scopes, dataEndsMs);
    const found = seen === undefined ? [] : foundFailures(failureGroupsOf(seen.content, seen.span), seen.content);
    const correlated =
      loaded === undefined
        ? []
        : await correlateArchive(fileLake(state.layout.archive), loaded, { fromMs: startMs, toMs: endMs });
    await state.transaction(async () => {
      const newFailures = found.flatMap(({ finding, isNewFailure }) => (isNewFailure ? [finding] : []));
      await scoreWindows(ports, { ...judged, newFailures }, startMs, endMs);
      await judgeAbsences(ports, judged, ownRules, { fromMs: startMs, toMs: Math.min(endMs, dataEndsMs ?? endMs) });
      for (const { finding, detectedAs } of found) {
        const isDetected = ({ rule, scope, dedupeKey }: Finding): boolean =>
          rule === newFailureRule && scope === finding.scope && detectedAs.has(dedupeKey);
        const absorbed = before.findings.filter(isDetected).map(({ id }) => id);
        await raiseFinding(ports, policy, finding, { absorbed });
      }
      for (const finding of correlated) await raiseFinding(ports, policy, finding);
    });
  }
  const after = await factsOf(state, files, names, ({ period, scopes }) => ({
    period: selectPeriod(period, selection),
    scopes: selectScopes(scopes, ledger.content.sources, selection),
  }));
  const reported = seen && {
    span: seen.span,
    content: ofScopes(seen.content, selectScopes([...seen.content.sources.keys()], seen.content.sources, selection)),
  };
  return completeFacts(state, after, reported, { selection, stateFolder });
};
