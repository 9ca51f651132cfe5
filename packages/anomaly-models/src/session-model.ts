import type { Session } from './session-log.ts';

/** What the sessions of the training did with one template. */
interface TemplateNorm {
  /** By the age in milliseconds a session has done with the template what it will do: the 99th percentile of the last use. */
  readonly settledMs: number;
  /** Sessions old enough to be counted. */
  readonly sessions: number;
  /** How many of them used it how often. */
  readonly byCount: ReadonlyMap<number, number>;
}

/** What is usual in a session: each template by itself. */
export interface SessionModel {
  readonly sessions: number;
  /** Age in milliseconds that half of the sessions had reached when the training ended: what comes later in a session is not known. */
  readonly horizonMs: number;
  readonly norms: ReadonlyMap<string, TemplateNorm>;
}

export interface SessionScore {
  readonly id: string;
  /** How rare what the session did is, in [0, 1). */
  readonly score: number;
  readonly isAnomaly: boolean;
  /** Sentences, the most unusual first; those of an anomaly. */
  readonly reasons: readonly string[];
}

/** Sessions that did as a session did, out of all: as few are an anomaly. */
export const maxShare = 0.02;
/** What more of the scored sessions than this have in common is a change of the program, not an anomaly of each. */
const maxCommon = 0.05;
/** Sessions without which a template has no norm, and a training is refused. */
export const minSessions = 50;
/** Quantile of the last uses of a template after which no more is expected. */
const settledShare = 0.99;
const maxReasons = 5;

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** What sessions of at least an age did with a template. */
const normOf = (template: string, sessions: readonly Session[], endMs: number, settledMs: number): TemplateNorm => {
  const byCount = new Map<number, number>();
  let counted = 0;
  for (const { firstMs, uses } of sessions) {
    if (endMs - firstMs < settledMs) continue;
    counted += 1;
    const count = uses.get(template)?.count ?? 0;
    byCount.set(count, (byCount.get(count) ?? 0) + 1);
  }
  return { settledMs, sessions: counted, byCount };
};

/**
 * Learns what is usual. Sessions known to be anomalous are best left out; without labels they count as they are, since they are few.
 *
 * @param endMs  when the training ended, epoch milliseconds UTC: a session that had just begun says nothing about what it would have done
 * @throws RangeError when there are too few sessions
 */
export const trainSessions = (sessions: readonly Session[], endMs: number): SessionModel => {
  if (sessions.length < minSessions)
    throw new RangeError(`There are ${sessions.length} sessions to learn from, and ${minSessions} are needed.`);
  const lastAges = new Map<string, number[]>();
  for (const { uses } of sessions)
    for (const [template, { lastAgeMs }] of uses) {
      const ages = lastAges.get(template);
      if (ages) ages.push(lastAgeMs);
      else lastAges.set(template, [lastAgeMs]);
    }
  const norms = new Map(
    Array.from(lastAges, ([template, ages]) => [
      template,
      normOf(template, sessions, endMs, quantile(ages, settledShare)),
    ]),
  );
  const horizonMs = quantile(
    sessions.map(({ firstMs }) => endMs - firstMs),
    0.5,
  );
  return { sessions: sessions.length, horizonMs, norms };
};

/** Share of sessions that used a template at most, and at least, as often. Never 0: the next session may be the first of its kind. */
const sharesOf = ({ sessions, byCount }: TemplateNorm, count: number): { atMost: number; atLeast: number } => {
  let [atMost, atLeast] = [0.5, 0.5];
  for (const [other, times] of byCount) {
    if (other <= count) atMost += times;
    if (other >= count) atLeast += times;
  }
  return { atMost: atMost / (sessions + 1), atLeast: atLeast / (sessions + 1) };
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;

interface Oddity {
  readonly share: number;
  readonly reason: string;
}

/** What the scored sessions did with each template, by which a change of all is known. */
type Common = (template: string) => TemplateNorm;

/** Whether many of the scored sessions are like it: one fewer than counted, since it is one of them. */
const isCommon = (share: number, sessions: number): boolean =>
  sessions >= minSessions && share - 1.5 / (sessions + 1) > maxCommon;

/** What of a session is judged: its templates, each by itself. */
const odditiesOf = (
  { norms, sessions, horizonMs }: SessionModel,
  { uses, firstMs }: Session,
  endMs: number,
  common: Common,
): readonly Oddity[] => {
  const oddities: Oddity[] = [];
  for (const [template, norm] of norms) {
    if (norm.sessions < minSessions) continue;
    const count = uses.get(template)?.count ?? 0;
    const { atMost, atLeast } = sharesOf(norm, count);
    const scored = common(template);
    const now = sharesOf(scored, count);
    if (count > 0 && !isCommon(now.atLeast, scored.sessions))
      oddities.push({
        share: atLeast,
        reason: `It has "${template}" ${times(count)}; ${percent(atLeast)} of the sessions have it as often.`,
      });
    // What may still come is not missed.
    if (endMs - firstMs >= norm.settledMs && !isCommon(now.atMost, scored.sessions))
      oddities.push({
        share: atMost,
        reason: `It has "${template}" ${count === 0 ? 'not at all' : `only ${times(count)}`}; ${percent(atMost)} of the sessions have it as rarely.`,
      });
  }
  for (const [template, { firstAgeMs }] of uses) {
    const scored = common(template);
    if (norms.has(template) || firstAgeMs > horizonMs) continue;
    if (isCommon(sharesOf(scored, 1).atLeast, scored.sessions)) continue;
    oddities.push({
      share: 0.25 / (sessions + 1),
      reason: `It has "${template}", which no session of the training has.`,
    });
  }
  return oddities;
};

/**
 * Scores sessions by the rarest thing that each did or left out. What one in twenty of the scored sessions does is a change of the program,
 * not an anomaly of each.
 *
 * @param endMs  up to when the sessions were seen, epoch milliseconds UTC
 */
export const scoreSessions = (
  model: SessionModel,
  sessions: readonly Session[],
  endMs: number,
): readonly SessionScore[] => {
  const templates = new Set(sessions.flatMap(({ uses }) => [...uses.keys()]));
  for (const template of model.norms.keys()) templates.add(template);
  const scored = new Map<string, TemplateNorm>();
  // A few sessions say nothing about a change.
  if (sessions.length >= minSessions)
    for (const template of templates)
      scored.set(template, normOf(template, sessions, endMs, model.norms.get(template)?.settledMs ?? 0));
  const unknown: TemplateNorm = { settledMs: 0, sessions: 0, byCount: new Map() };
  return sessions.map((session) => {
    const oddities = odditiesOf(model, session, endMs, (template) => scored.get(template) ?? unknown).toSorted(
      (left, right) => left.share - right.share,
    );
    const share = Math.min(1, oddities[0]?.share ?? 1);
    const isAnomaly = share <= maxShare;
    const reasons = oddities.filter((oddity) => oddity.share <= maxShare).slice(0, maxReasons);
    return { id: session.id, score: 1 - share, isAnomaly, reasons: reasons.map(({ reason }) => reason) };
  });
};
