import {
  compileRules,
  countWindowMs,
  dayMs,
  evidenceOfMatch,
  isGrouped,
  judgeRules,
  matchRules,
  scopeOf,
  type CompiledRules,
  type DetectionRule,
  type EventEvidence,
  type Finding,
  type FindingCandidate,
  type LogEvent,
  type RuleDialect,
  type RuleMatch,
  type WindowCounts,
} from '@bellwether/log-model';
import {
  absencesIn,
  absenceWaitMs,
  counterScopesOf,
  countEvidence,
  findingOfCandidate,
  findingWindowMs,
  gatherCandidates,
  hasPrecedent,
  isAbsenceRule,
  profileScopeOf,
  settleFirstSeen,
  type AbsenceRule,
} from '@bellwether/log-model/decide';
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
  return new Map(
    [...rows].map(([scope, byStart]) => [
      scope,
      [...byStart].map(([windowStartMs, fields]) => ({ scope, windowStartMs, fields })),
    ]),
  );
};

/** Matches that are about something new, as the span alone says: what was before it is unknown. */
const freshAmong = (all: readonly EventEvidence[]): readonly EventEvidence[] => {
  const byScope = new Map<string, EventEvidence[]>();
  for (const item of all) {
    const scope = profileScopeOf(item.event.account, item.evidence.principal ?? '');
    byScope.set(scope, [...(byScope.get(scope) ?? []), item]);
  }
  return [...byScope].flatMap(([scope, items]) => settleFirstSeen(scope, items, new Map(), 1).fresh);
};

/** Matches that were not followed by what must follow, of those whose wait was over when the span ends. */
const absencesAmong = (
  rule: AbsenceRule,
  end: DetectionRule,
  { found, others, untilMs }: Tried,
): readonly Finding[] => {
  const rows = rowsOf([...found, ...others]);
  return [...new Set(found.map(({ event }) => event.account))].flatMap((account) => {
    const [began, ended] = [rule.id, end.id].map((id) =>
      counterScopesOf(id, account).flatMap((scope) => rows.get(scope) ?? []),
    );
    const waited = (began ?? []).filter(({ windowStartMs }) => windowStartMs + absenceWaitMs(rule) <= untilMs);
    return absencesIn(rule, end.title, account, waited, ended ?? []);
  });
};

/** What was tried. */
interface Tried {
  readonly found: readonly EventEvidence[];
  /** Matches of the rule that must come before, or that must follow. */
  readonly others: readonly EventEvidence[];
  /** Epoch milliseconds UTC. */
  readonly untilMs: number;
}

/** The findings that matches come to, by the code that decides about them in an analysis. */
const findingsOf = async (
  rule: DetectionRule,
  other: DetectionRule | undefined,
  tried: Tried,
): Promise<readonly Finding[]> => {
  if (isAbsenceRule(rule) && other !== undefined) return absencesAmong(rule, other, tried);
  const found = rule.firstSeen === undefined ? tried.found : freshAmong(tried.found);
  const rows = rowsOf([...found, ...tried.others]);
  const countsOf = ({ counters, windowStartMs }: FindingCandidate): readonly WindowCounts[] =>
    (counters === undefined ? [] : (rows.get(counters.scope) ?? [])).filter(
      (row) =>
        row.windowStartMs >= windowStartMs - countWindowMs && row.windowStartMs < windowStartMs + findingWindowMs,
    );
  const findings: Finding[] = [];
  for (const candidate of gatherCandidates(found)) {
    const finding = findingOfCandidate(candidate, countsOf(candidate));
    if (finding !== undefined && (await hasPrecedent(candidate, async (of) => countsOf(of)))) findings.push(finding);
  }
  return findings;
};

const dayOf = (timestampMs: number): string =>
  new Date(Math.floor(timestampMs / dayMs) * dayMs).toISOString().slice(0, 10);

/**
 * Tries a rule on archived events, one after the other.
 *
 * @param precedent  the rule that it comes after or that must follow it, where it names one
 * @param untilMs  end of the events, epoch milliseconds UTC: what waits until later is left out
 */
export const createBacktest = (
  rule: DetectionRule,
  dialect: RuleDialect | undefined,
  precedent?: DetectionRule,
  untilMs: number = Infinity,
): { readonly take: (event: EventView) => void; readonly conclude: () => Promise<Backtest> } => {
  const compiled: CompiledRules = compileRules(
    precedent === undefined ? [rule] : [rule, precedent],
    dialect === undefined ? {} : { sigma: dialect },
  );
  const names = [...new Set([rule, ...(precedent === undefined ? [] : [precedent])].flatMap((of) => namesIn(of)))];
  const [found, before]: [EventEvidence[], EventEvidence[]] = [[], []];
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
      const certain = judgeRules(compiled, partial).map(({ rule: of, isCertain }) => ({ of, isCertain }));
      if (certain.length === 0) return;
      const attributes = Object.fromEntries(partial.fields) as LogEvent['attributes'];
      const matches = certain.some(({ isCertain }) => isCertain) ? matchRules(compiled, { ...event, attributes }) : [];
      const evidenceOf = (match: RuleMatch): EventEvidence => {
        const dedupeKey = isGrouped(match.rule) ? match.group : match.dedupeKey;
        const { mode: _mode, ...live } = match.rule;
        const evidence = evidenceOfMatch(live, { ...match, dedupeKey });
        return { sequence: String(totals.events).padStart(12, '0'), event, scope: scopeOf(event), evidence };
      };
      const earlier = matches.find((match) => match.rule === precedent);
      if (earlier !== undefined && before.length < maxMatches) before.push(evidenceOf(earlier));
      const judged = certain.find(({ of }) => of === rule);
      if (judged === undefined) return;
      const match = judged.isCertain ? matches.find((one) => one.rule === rule) : undefined;
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
      found.push(evidenceOf(match));
    },
    conclude: async () => {
      const findings = await findingsOf(rule, precedent, { found, others: before, untilMs });
      for (const { firstSeenMs } of findings) dayAt(firstSeenMs).findings += 1;
      return {
        ...totals,
        findings: findings.length,
        isAtLeast,
        unknownFields: [...unknown],
        days: [...days]
          .map(([day, counts]) => ({ day, ...counts }))
          .toSorted((left, right) => (left.day < right.day ? -1 : 1)),
        examples,
      };
    },
  };
};
