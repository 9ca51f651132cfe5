import {
  compileRules,
  countEvidence,
  dayMs,
  evidenceOfMatch,
  gatherCandidates,
  judgeRules,
  matchRules,
  scopeOf,
  type CompiledRules,
  type DetectionRule,
  type EventEvidence,
  type Finding,
  type LogEvent,
  type RuleDialect,
  type WindowCounts,
} from '@bellwether/log-model';
import type { EventView } from '@bellwether/queries';
import { archivedFields, namesIn } from './archived-fields.ts';

/** An archived event that a rule matches. */
export interface BacktestExample {
  readonly id: string;
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly logGroup: string;
  readonly message: string;
  readonly reasons: readonly string[];
}

/** What a rule would have found. */
export interface Backtest {
  /** Events of the rule's dataset. */
  readonly events: number;
  /** Events that match for certain. */
  readonly matches: number;
  /** Events that could match: it depends on fields that the archive does not keep. */
  readonly possible: number;
  readonly findings: number;
  /** Whether there may be more findings: what they are about is a field that the archive does not keep. */
  readonly isAtLeast: boolean;
  readonly unknownFields: readonly string[];
  /** Days with a match, UTC. A finding belongs to the day that it began on. */
  readonly days: readonly {
    readonly day: string;
    readonly findings: number;
    readonly matches: number;
    readonly possible: number;
  }[];
  readonly examples: readonly BacktestExample[];
}

const maxExamples = 5;
/** Matches that are kept to be counted; a rule that matches more is not one to switch on. */
const maxMatches = 200_000;
const maxUnknown = 20;

/** Rows of counters as a store would have them. */
const rowsOf = (found: readonly EventEvidence[]): ReadonlyMap<string, readonly WindowCounts[]> => {
  const rows = new Map<string, Map<number, Record<string, number>>>();
  for (const { scope, windowStartMs, field, count } of countEvidence(found)) {
    const ofScope = rows.get(scope) ?? new Map<number, Record<string, number>>();
    rows.set(scope, ofScope);
    const fields = ofScope.get(windowStartMs) ?? {};
    ofScope.set(windowStartMs, fields);
    fields[field] = (fields[field] ?? 0) + count;
  }
  return new Map([...rows].map(([scope, byStart]) => [scope, [...byStart].map(([windowStartMs, fields]) => ({ scope, windowStartMs, fields }))])); // prettier-ignore
};

/** The findings that matches come to, by the code that decides about them in an analysis. */
const findingsOf = async (found: readonly EventEvidence[]): Promise<readonly Finding[]> => {
  const { findingOfCandidate } = await import('@bellwether/log-model/decide');
  const { countWindowMs, findingWindowMs } = await import('@bellwether/log-model');
  const rows = rowsOf(found);
  return gatherCandidates(found).flatMap((candidate) => {
    const { counters, windowStartMs } = candidate;
    const mine = (counters === undefined ? [] : (rows.get(counters.scope) ?? [])).filter(
      (row) =>
        row.windowStartMs >= windowStartMs - countWindowMs && row.windowStartMs < windowStartMs + findingWindowMs,
    );
    return findingOfCandidate(candidate, mine) ?? [];
  });
};

const dayOf = (timestampMs: number): string => new Date(Math.floor(timestampMs / dayMs) * dayMs).toISOString().slice(0, 10); // prettier-ignore

/** Tries a rule on archived events, one after the other. */
export const createBacktest = (
  rule: DetectionRule,
  dialect: RuleDialect | undefined,
): { readonly take: (event: EventView) => void; readonly conclude: () => Promise<Backtest> } => {
  const compiled: CompiledRules = compileRules([rule], dialect === undefined ? {} : { sigma: dialect });
  const names = namesIn(rule);
  const found: EventEvidence[] = [];
  const unknown = new Set<string>();
  const examples: BacktestExample[] = [];
  const days = new Map<string, { findings: number; matches: number; possible: number }>();
  let isAtLeast = false;
  const totals = { events: 0, matches: 0, possible: 0 };
  const dayAt = (timestampMs: number) => {
    const day = dayOf(timestampMs);
    const known = days.get(day) ?? { findings: 0, matches: 0, possible: 0 };
    days.set(day, known);
    return known;
  };
  return {
    take: (event) => {
      totals.events += 1;
      const partial = archivedFields(event, names);
      const [judged] = judgeRules(compiled, partial);
      if (judged === undefined) return;
      const attributes = Object.fromEntries(partial.fields) as LogEvent['attributes'];
      const [match] = judged.isCertain ? matchRules(compiled, { ...event, attributes }) : [];
      const day = dayAt(event.timestampMs);
      if (match === undefined) {
        totals.possible += 1;
        day.possible += 1;
        for (const name of names) if (unknown.size < maxUnknown && !partial.fields.has(name)) unknown.add(name);
        return;
      }
      totals.matches += 1;
      isAtLeast ||= rule.dedupeBy.some((name) => !partial.fields.has(name));
      day.matches += 1;
      const { id, timestampMs, logGroup, message } = event;
      if (examples.length < maxExamples) examples.push({ id, timestampMs, logGroup, message, reasons: match.reasons });
      if (found.length >= maxMatches) return;
      const evidence = evidenceOfMatch({ ...rule, mode: 'live' }, { ...match, dedupeKey: rule.threshold ? match.group : match.dedupeKey }); // prettier-ignore
      found.push({ sequence: String(totals.matches).padStart(12, '0'), event, scope: scopeOf(event), evidence });
    },
    conclude: async () => {
      const findings = await findingsOf(found);
      for (const { firstSeenMs } of findings) dayAt(firstSeenMs).findings += 1;
      return {
        ...totals,
        findings: findings.length,
        isAtLeast,
        unknownFields: [...unknown],
        days: [...days].map(([day, counts]) => ({ day, ...counts })).toSorted((left, right) => (left.day < right.day ? -1 : 1)), // prettier-ignore
        examples,
      };
    },
  };
};
