import { type Finding, type Severity, severityNumberOf } from '@bellwether/log-events';
import type { FindingLimits } from './finding-limits.ts';

/** What a finding may set off besides being listed. */
export type Grant = 'notify' | 'workflow';

/** As much of a finding as decides about its admission. */
export type FindingToAdmit = Pick<Finding, 'id' | 'rule' | 'severity' | 'provenance'>;

/** A finding that is listed. */
export interface AdmittedFinding extends FindingToAdmit {
  readonly grants: readonly Grant[];
}

/**
 * What was admitted of one log source in one finding window.
 *
 * @example
 * const admissions: Admissions = {
 *   listed: [{ id: '4f0920af...', rule: 'ssh-brute-force', severity: 'ERROR', grants: ['notify', 'workflow'] }],
 *   granted: { 'notify ERROR': 1, 'workflow ERROR': 1 },
 *   rules: ['notify ssh-brute-force', 'workflow ssh-brute-force'],
 *   leastIds: ['4f0920afac52'],
 * };
 */
export interface Admissions {
  /** Listed findings, the first to keep first. */
  readonly listed: readonly AdmittedFinding[];
  /** Grants given so far, by grant and class of severity. */
  readonly granted: Readonly<Record<string, number>>;
  /** Rules that were given a grant, each with the grant. */
  readonly rules: readonly string[];
  /** The least beginnings of the ids of all findings, listed or not, ascending: they say how many there are. */
  readonly leastIds: readonly string[];
}

export const noAdmissions: Admissions = { listed: [], granted: {}, rules: [], leastIds: [] };

export interface Admitted {
  readonly admissions: Admissions;
  /** Ids of findings that were listed and have made room. */
  readonly displaced: readonly string[];
  /** How many findings are not listed; exact up to 256 findings in all, beyond that an estimate with a standard error of about 6 %. */
  readonly more: number;
}

/** Id prefixes that are kept. The relative standard error of the estimate is about `1 / sqrt(maxLeastIds)`. */
const maxLeastIds = 256;

/** Hex digits that are kept of an id: two of a million findings share theirs with a chance of less than one in 500. */
const idDigits = 12;
const idSpan = 16 ** idDigits;

/** A claim stands after everything that a source shows itself, whatever it claims to be. */
const classRank = ({ severity, provenance }: FindingToAdmit): number =>
  severityNumberOf[severity] - (provenance === 'claimed' ? 100 : 0);

const className = (severity: Severity, provenance: Finding['provenance']): string =>
  provenance === 'claimed' ? `${severity} claimed` : severity;

/**
 * The findings in the order in which they are kept: the more severe first; of one severity, the first of each rule, then the second of
 * each, and so on; then by id. Time and arrival decide nothing.
 *
 * The first `n` of a set do not depend on how it was gathered: a finding that is not among the first `n` of a part of the set is not
 * among those of the whole. More findings of a rule only push its later ones back, and those of other rules too.
 */
export const inOrderOfAdmission = <Item extends FindingToAdmit>(findings: readonly Item[]): readonly Item[] => {
  const byId = [...findings].sort((left, right) => (left.id < right.id ? -1 : 1));
  const seen = new Map<string, number>();
  const ranked = byId.map((item) => {
    const group = `${classRank(item)} ${item.rule}`;
    const ofRule = seen.get(group) ?? 0;
    seen.set(group, ofRule + 1);
    return { item, ofRule, rank: classRank(item) };
  });
  return ranked.sort((left, right) => right.rank - left.rank || left.ofRule - right.ofRule).map(({ item }) => item);
};

/** The distinct count by the least values of a set: the k-th least of n uniform values lies at about k / n. */
const countOf = (leastIds: readonly string[]): number => {
  const last = leastIds[maxLeastIds - 1];
  if (last === undefined) return leastIds.length;
  return Math.max(maxLeastIds, Math.round(((maxLeastIds - 1) * idSpan) / Math.max(1, Number.parseInt(last, 16))));
};

/** Which grants the listed findings have: those they had, and new ones to the first of them while there are any left. */
const withGrants = (
  listed: readonly AdmittedFinding[],
  before: Pick<Admissions, 'granted' | 'rules'>,
  limits: FindingLimits,
  mayHave: (finding: FindingToAdmit, grant: Grant) => boolean,
): Pick<Admissions, 'listed' | 'granted' | 'rules'> => {
  const granted: Record<string, number> = { ...before.granted };
  const rules = new Set(before.rules);
  const maxOf: Readonly<Record<Grant, number>> = { notify: limits.maxNotified, workflow: limits.maxWorkflows };
  const next = listed.map((item, index) => {
    const added = (['notify', 'workflow'] as const).filter((grant) => {
      if (item.grants.includes(grant) || index >= maxOf[grant] || !mayHave(item, grant)) return false;
      const name = `${grant} ${className(item.severity, item.provenance)}`;
      const rule = `${grant} ${className(item.severity, item.provenance)} ${item.rule}`;
      // The first of a rule is news, also after a flood of another rule has used everything up.
      if ((granted[name] ?? 0) >= maxOf[grant] && rules.has(rule)) return false;
      granted[name] = (granted[name] ?? 0) + 1;
      rules.add(rule);
      return true;
    });
    return added.length === 0 ? item : { ...item, grants: [...item.grants, ...added] };
  });
  return { listed: next, granted, rules: [...rules] };
};

/**
 * Admits findings of one log source and finding window.
 *
 * Which findings are listed, and how many are not, depends on the set of all findings alone: not on their order, not on how they were
 * cut into batches, and not on what was given twice. Grants go to the first findings; one that was given is never taken back.
 *
 * @param mayHave  whether a finding is to be notified, or its remediation started, were there no limits
 */
export const admitFindings = (
  before: Admissions,
  findings: readonly FindingToAdmit[],
  limits: FindingLimits,
  mayHave: (finding: FindingToAdmit, grant: Grant) => boolean,
): Admitted => {
  const known = new Map(before.listed.map((item) => [item.id, item]));
  const all = new Map(known);
  for (const { id, rule, severity, provenance } of findings)
    if (!all.has(id))
      all.set(id, { id, rule, severity, ...(provenance === undefined ? {} : { provenance }), grants: [] });
  const leastIds = [...new Set([...before.leastIds, ...findings.map(({ id }) => id.slice(0, idDigits))])]
    .sort()
    .slice(0, maxLeastIds);
  const kept = inOrderOfAdmission([...all.values()]).slice(0, limits.maxFindings);
  const isKept = new Set(kept.map(({ id }) => id));
  return {
    admissions: { ...withGrants(kept, before, limits, mayHave), leastIds },
    displaced: before.listed.flatMap(({ id }) => (isKept.has(id) ? [] : [id])),
    more: Math.max(0, countOf(leastIds) - kept.length),
  };
};

/** Whether the later admissions say anything that the earlier do not. */
export const areSameAdmissions = (left: Admissions, right: Admissions): boolean =>
  left.leastIds.length === right.leastIds.length &&
  left.listed.length === right.listed.length &&
  left.leastIds.every((id, index) => id === right.leastIds[index]) &&
  left.listed.every((item, index) => {
    const other = right.listed[index];
    return item.id === other?.id && item.grants.length === other.grants.length;
  });
