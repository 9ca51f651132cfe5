import { minuteMs, severityNumberOf, type LogEvent, type Severity } from '@bellwether/log-events';
import { oneLine } from '@bellwether/log-events';
import type { RedactionCounts } from '@bellwether/redaction';
import { scopeOf } from '../count/scope.ts';
import { failureTextOf, statusOf } from './failure-text.ts';
import { addressOf, countSignIn } from './sign-ins.ts';
import { noteExample } from './examples.ts';
import { measureLatency } from './latency.ts';
import { measureNumbers } from './measures.ts';
import { mayReportChange, noteChange } from './note-change.ts';
import { isNotice } from './notice.ts';
import { countProbe } from './probes.ts';
import { countSecrets } from './secrets.ts';
import { countTransfer } from './transfers.ts';
import {
  type EvidenceLine,
  type FailureKind,
  type LogSourceSketch,
  type Measure,
  type TemplateExample,
} from './records.ts';
import { addToSeries, emptySeries } from './series.ts';
import { emptySource } from './source-sketch.ts';
import { countValue } from './value-counts.ts';

/** Greatest numbers of what is kept. Beyond them events are counted, and the less severe kinds make room for the more severe. */
export const ledgerLimits = {
  kinds: 2_000,
  sources: 2_000,
  measures: 2_000,
  notices: 200,
  examples: 4_000,
} as const;

const kindBins = 128;
const firstLines = 2;
const maxText = 400;
/** A clock counts as set back from this on: less is a line that waited. Milliseconds. */
const clockStepMs = 2 * minuteMs;

/** What a ledger holds. */
export interface LedgerContent {
  readonly kinds: ReadonlyMap<string, FailureKind>;
  readonly sources: ReadonlyMap<string, LogSourceSketch>;
  readonly measures: ReadonlyMap<string, Measure>;
  /** By log source and template. */
  readonly examples: ReadonlyMap<string, TemplateExample>;
  /** Events of kinds that found no room. */
  readonly uncounted: number;
}

/** A ledger's entries that changed, by name; `undefined` values never occur. */
export interface LedgerChanges {
  readonly kinds: readonly FailureKind[];
  readonly sources: readonly LogSourceSketch[];
  readonly measures: readonly Measure[];
  readonly examples: readonly TemplateExample[];
}

/**
 * Failures by kind, with what helps to judge them: when each log source wrote, what changed in it, and which numbers it wrote.
 * Events are observed one by one, in the order of their files; memory is bounded by `ledgerLimits`.
 */
export interface FailureLedger {
  /**
   * @param lineNumber  of its line as an editor counts, from 1
   * @param redacted  what was taken out of the event; a mark in its text proves nothing, since anybody can write one
   * @param changed  names of what a call of the trail changes
   */
  observe(event: LogEvent, lineNumber?: number, redacted?: RedactionCounts, changed?: string): void;
  readonly content: LedgerContent;
  /** Puts back what was stored; an entry that is there already stays. */
  restore(stored: LedgerChanges): void;
  /** What changed since the last call. */
  takeChanges(): LedgerChanges;
}

const tracked = ['source.ip', 'user.name', 'host.hostname', 'service.version'] as const;

/** The less severe first; of one severity, the rarer first. */
const compareKinds = (left: FailureKind, right: FailureKind): number =>
  severityNumberOf[left.severity] - severityNumberOf[right.severity] || left.count - right.count;

export const createFailureLedger = (): FailureLedger => {
  const kinds = new Map<string, FailureKind>();
  const sources = new Map<string, LogSourceSketch>();
  const measures = new Map<string, Measure>();
  const examples = new Map<string, TemplateExample>();
  const nothing = () => ({
    kinds: new Set<FailureKind>(),
    sources: new Set<LogSourceSketch>(),
    measures: new Set<Measure>(),
    examples: new Set<TemplateExample>(),
  });
  let touched = nothing();
  /** Whether a template's messages may be notices or changes, by scope and template: asked once each. */
  const asked = new Map<string, { readonly notice: boolean; readonly change: boolean }>();
  let [uncounted, noticeKinds] = [0, 0];
  /** No kind is less severe than this, as far as is known: kinds only become more severe. */
  let minRank = 0;

  const sourceOf = (scope: string, event: LogEvent, location: string): LogSourceSketch | undefined => {
    const known = sources.get(scope);
    if (known !== undefined) return known;
    if (sources.size >= ledgerLimits.sources) return undefined;
    const source = emptySource(scope, event, location);
    sources.set(scope, source);
    return source;
  };

  const watchClock = (source: LogSourceSketch, event: LogEvent, line: () => EvidenceLine): void => {
    const backMs = source.streamLastMs - event.timestampMs;
    // Lines before the first one with a time of its own are given another, such as the file's: no clock ran until then.
    const isBeginning = backMs > 0 && source.streamLastMs === source.streamFirstMs;
    if (source.stream !== event.logStream || isBeginning) {
      [source.stream, source.streamLastMs, source.streamFirstMs] = [
        event.logStream,
        event.timestampMs,
        event.timestampMs,
      ];
      source.streamLast = line();
      return;
    }
    if (backMs <= 0) {
      source.streamLastMs = event.timestampMs;
      source.streamLast = line();
      return;
    }
    const { clock } = source;
    if (clock !== undefined) {
      if (event.timestampMs < clock.before.timeMs) clock.behind += 1;
    } else if (backMs >= clockStepMs && source.streamLast !== undefined)
      source.clock = { backMs, before: source.streamLast, after: line(), behind: 1 };
  };

  /** Whether there is room for a kind: a full ledger gives up its least severe, rarest kind for a more severe one. */
  const makeRoom = (severity: Severity): boolean => {
    if (kinds.size < ledgerLimits.kinds) return true;
    const rank = severityNumberOf[severity];
    if (rank <= minRank) return false;
    let least: FailureKind | undefined;
    for (const kind of kinds.values()) if (least === undefined || compareKinds(kind, least) < 0) least = kind;
    minRank = least === undefined ? 0 : severityNumberOf[least.severity];
    if (least === undefined || rank <= minRank) return false;
    kinds.delete(least.key);
    touched.kinds.delete(least);
    uncounted += least.count;
    return true;
  };

  const noteKind = (scope: string, location: string, event: LogEvent, line: EvidenceLine, notice: boolean): void => {
    const text = failureTextOf(event);
    const key = `${scope}|${text.key}`;
    let kind = kinds.get(key);
    if (kind === undefined) {
      const isFull = (notice && noticeKinds >= ledgerLimits.notices) || !makeRoom(event.severity);
      if (isFull) {
        uncounted += 1;
        return;
      }
      if (notice) noticeKinds += 1;
      const { title, cause, frame, isException } = text;
      kind = {
        key,
        scope,
        location,
        title,
        isException,
        isRequest: text.key.startsWith('request|'),
        ...(cause === undefined ? {} : { cause }),
        ...(frame === undefined ? {} : { frame }),
        severity: event.severity,
        templateId: event.templateId,
        count: 0,
        firstMs: event.timestampMs,
        lastMs: event.timestampMs,
        times: emptySeries(kindBins),
        lines: [],
        values: {},
      };
      kinds.set(key, kind);
    }
    if (severityNumberOf[event.severity] > severityNumberOf[kind.severity]) kind.severity = event.severity;
    kind.count += 1;
    kind.firstMs = Math.min(kind.firstMs, event.timestampMs);
    kind.lastMs = Math.max(kind.lastMs, event.timestampMs);
    addToSeries(kind.times, event.timestampMs);
    if (kind.lines.length <= firstLines) kind.lines.push(line);
    else kind.lines[firstLines] = line;
    for (const field of tracked) {
      const value = event.attributes[field];
      if (typeof value === 'string') countValue((kind.values[field] ??= {}), value);
    }
    if (typeof event.attributes['source.ip'] !== 'string') {
      const address = addressOf(event);
      if (address !== undefined) countValue((kind.values['source.ip'] ??= {}), address);
    }
    touched.kinds.add(kind);
  };

  const observe = (event: LogEvent, lineNumber?: number, redacted?: RedactionCounts, changed?: string): void => {
    const scope = scopeOf(event);
    const location = event.logGroup || event.dataset;
    const source = sourceOf(scope, event, location);
    if (source === undefined) {
      uncounted += 1;
      return;
    }
    const { timestampMs } = event;
    let made: EvidenceLine | undefined;
    const line = (): EvidenceLine =>
      (made ??= {
        eventId: event.id,
        location: event.logStream || location,
        ...(lineNumber === undefined ? {} : { line: lineNumber }),
        timeMs: timestampMs,
        text: oneLine(event.message, maxText),
      });
    touched.sources.add(source);
    source.count += 1;
    source.firstMs = Math.min(source.firstMs, timestampMs);
    if (timestampMs >= source.lastMs) {
      source.lastMs = timestampMs;
      source.lastLine = line();
    }
    addToSeries(source.activity, timestampMs);
    watchClock(source, event, line);
    const status = statusOf(event);
    if (status > 0) addToSeries(source.requests, timestampMs, status >= 500 ? 1 : 0);
    const kindOfTemplate = `${scope}|${event.templateId}`;
    const example = noteExample(examples, kindOfTemplate, scope, event, line, ledgerLimits.examples);
    if (example !== undefined) touched.examples.add(example);
    let is = asked.get(kindOfTemplate);
    if (is === undefined) {
      is = { notice: isNotice(event), change: mayReportChange(event) };
      if (asked.size > 50_000) asked.clear();
      asked.set(kindOfTemplate, is);
    }
    if (is.change && status === 0) noteChange(source, event, changed, line);
    const isFailure = severityNumberOf[event.severity] >= severityNumberOf.WARNING;
    const notice = !isFailure && status === 0 && is.notice && event.severity === 'INFO';
    if (isFailure || notice) noteKind(scope, location, event, line(), notice);
    if (status > 0) countProbe(source, event, status, line);
    countSignIn(source, event, line);
    countTransfer(source, event, line);
    countSecrets(source, event, redacted, line);
    const latency = measureLatency(measures, scope, location, event, line, ledgerLimits.measures);
    if (latency !== undefined) touched.measures.add(latency);
    const measured = status === 0 && measureNumbers(measures, scope, location, event, line, ledgerLimits.measures);
    if (measured) for (const one of measured) touched.measures.add(one);
  };

  return {
    observe,
    get content() {
      return { kinds, sources, measures, examples, uncounted };
    },
    restore: (stored) => {
      const bySeverity = stored.kinds.toSorted((left, right) => compareKinds(right, left));
      for (const kind of bySeverity)
        if (!kinds.has(kind.key) && kinds.size < ledgerLimits.kinds) kinds.set(kind.key, kind);
      for (const source of stored.sources) if (!sources.has(source.scope)) sources.set(source.scope, source);
      for (const measure of stored.measures) if (!measures.has(measure.key)) measures.set(measure.key, measure);
      for (const example of stored.examples) if (!examples.has(example.key)) examples.set(example.key, example);
    },
    takeChanges: () => {
      const taken = {
        kinds: [...touched.kinds],
        sources: [...touched.sources],
        measures: [...touched.measures],
        examples: [...touched.examples],
      };
      touched = nothing();
      return taken;
    },
  };
};
