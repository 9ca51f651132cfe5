import { riskOfCall, type ApiCall } from './call-risk.ts';

/** One rule that an event matches. */
export interface RuleHit {
  readonly rule: string;
  /** Of the rule, in [0, 1]. */
  readonly score: number;
  /** Of a rule that counts: how many it needs, what it counts together, and the value that counts once. */
  readonly threshold?: { readonly count: number; readonly group: string; readonly distinctValue?: string };
  /** Of a rule that comes after so many matches of another that are counted under the same group; without them it says nothing. */
  readonly after?: { readonly rule: string; readonly count: number; readonly group: string };
}

/** What an event is judged by. */
export interface JudgedEvent {
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly hits: readonly RuleHit[];
  /** Absent where the event is not a call of an AWS API. */
  readonly call?: ApiCall;
  /** Who did it: the issuer of a session where there is one; absent where nobody is named. */
  readonly principal?: string;
}

export interface EventRisk {
  /** In [0, 1). */
  readonly score: number;
  /** Whether a rule speaks: one that counts speaks once, when its threshold is reached. */
  readonly isFlagged: boolean;
  readonly rules: readonly string[];
}

/** Matches of a rule that counts are counted together within this time, in milliseconds. */
const countedMs = 6 * 3_600_000;
/** Share of a rule's score that a match has before its threshold is reached, when it is, and after. */
const thresholdShares = { before: 0.4, now: 1, after: 0.6 } as const;
/** How much each repetition takes: the tenth like event has two thirds of the first one's risk. */
const repetition = 0.05;
/** Time in which half of what a principal did is forgotten, in milliseconds. */
const halfLifeMs = 30 * 60_000;
/** How much of a principal's risk colours its other calls. */
const principalShare = 0.3;
/** Calls of a principal before a call that it never made says something. */
const minCalls = 50;
const firstSeenRisk = 0.1;
/** Rules from this score on flag an event. */
const minFlagScore = 0.5;
const maxRemembered = 100_000;

interface Principal {
  risk: number;
  atMs: number;
  calls: number;
  readonly names: Set<string>;
}

/** What two reasons together come to: as if each were a chance of its own. */
const either = (one: number, other: number): number => 1 - (1 - one) * (1 - other);

/**
 * Gives each event a risk, in the order in which they come: the rules that it matches, what the call can do, what its principal did before, and whether
 * the principal ever made such a call.
 *
 * @example
 * const risks = new EventRisks();
 * risks.next({ timestampMs: 0, hits: [{ rule: 'root-activity', score: 0.8 }] }); // { score: 0.8, isFlagged: true, rules: ['root-activity'] }
 */
export class EventRisks {
  readonly #repeats = new Map<string, number>();
  readonly #counted = new Map<string, { readonly fromMs: number; readonly values: Set<string> }>();
  readonly #principals = new Map<string, Principal>();
  #events = 0;

  next({ timestampMs, hits: matched, call, principal }: JudgedEvent): EventRisk {
    this.#events += 1;
    const hits = matched.filter(({ after }) => after === undefined || this.#isAfter(after, timestampMs));
    let [spoken, score] = [0, 0];
    for (const hit of hits) {
      const stage = hit.threshold === undefined ? 'now' : this.#stageOf(hit, hit.threshold, timestampMs);
      score = either(score, hit.score * thresholdShares[stage]);
      if (stage === 'now') spoken = Math.max(spoken, hit.score);
    }
    const byRules = score;
    if (call !== undefined) score = either(score, riskOfCall(call));
    if (principal !== undefined) score = either(score, this.#riskOf(principal, timestampMs, call, byRules));
    const rules = hits.map(({ rule }) => rule);
    const before = this.#repeatsOf(
      [principal ?? '', call?.eventSource ?? '', call?.eventName ?? '', ...rules].join('\n'),
    );
    return {
      score: Math.min(score, 0.9999) / (1 + repetition * before),
      isFlagged: spoken >= minFlagScore,
      rules,
    };
  }

  /** How many like events there were before. */
  #repeatsOf(key: string): number {
    if (this.#repeats.size >= maxRemembered) this.#repeats.clear();
    const before = this.#repeats.get(key) ?? 0;
    this.#repeats.set(key, before + 1);
    return before;
  }

  #isAfter({ rule, count, group }: NonNullable<RuleHit['after']>, timestampMs: number): boolean {
    const counted = this.#counted.get(`${rule}\n${group}`);
    return counted !== undefined && counted.values.size >= count && Math.abs(timestampMs - counted.fromMs) <= countedMs;
  }

  #stageOf(
    { rule }: RuleHit,
    { count, group, distinctValue }: NonNullable<RuleHit['threshold']>,
    timestampMs: number,
  ): keyof typeof thresholdShares {
    const key = `${rule}\n${group}`;
    let counted = this.#counted.get(key);
    if (counted === undefined || Math.abs(timestampMs - counted.fromMs) > countedMs) {
      if (this.#counted.size >= maxRemembered) this.#counted.clear();
      this.#counted.set(key, (counted = { fromMs: timestampMs, values: new Set() }));
    }
    if (counted.values.size >= count) return 'after';
    counted.values.add(distinctValue ?? `#${this.#events}`);
    return counted.values.size >= count ? 'now' : 'before';
  }

  /** What a principal's past adds to an event, and remembers the event. */
  #riskOf(name: string, timestampMs: number, call: ApiCall | undefined, byRules: number): number {
    let principal = this.#principals.get(name);
    if (principal === undefined) {
      if (this.#principals.size >= maxRemembered) this.#principals.clear();
      this.#principals.set(name, (principal = { risk: 0, atMs: timestampMs, calls: 0, names: new Set() }));
    }
    principal.risk *= 2 ** (-Math.max(0, timestampMs - principal.atMs) / halfLifeMs);
    principal.atMs = Math.max(principal.atMs, timestampMs);
    const callName = call === undefined ? undefined : `${call.eventSource} ${call.eventName}`;
    const isNew = callName !== undefined && principal.calls >= minCalls && !principal.names.has(callName);
    // What a service does for somebody says nothing about that somebody.
    const past = call?.isByService === true ? 0 : principal.risk * principalShare;
    principal.calls += 1;
    if (callName !== undefined && principal.names.size < maxRemembered) principal.names.add(callName);
    principal.risk = either(principal.risk, byRules);
    return either(past, isNew && call?.isByService !== true ? firstSeenRisk : 0);
  }
}
