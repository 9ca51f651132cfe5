import {
  shouldNotify,
  type Finding,
  type FindingCandidate,
  type FindingLimits,
  type NotifyPolicy,
} from '@bellwether/log-model';
import {
  continueFinding,
  decideInWindow,
  inOrderOfAdmission,
  moreFindings,
  type Decision,
  type DecisionFacts,
} from '@bellwether/log-model/decide';
import { inParallel } from '@bellwether/ports';
import { admitOfSource } from './admit-findings.ts';
import type { AddContext } from './finding-contexts.ts';
import { nothingHeldBack, nothingRaised, type RaisedFindings } from './raised-findings.ts';
import { raiseFinding, type NotifyPorts } from './raise-finding.ts';

/** Candidates decided at a time. */
const decidedAtOnce = 8;

/**
 * Findings of one log source that are looked up in earlier windows, as a multiple of those that are listed: the first in the order of
 * admission. A finding that the present window lists has its look-up, unless most of those before it go on from earlier windows.
 */
const lookedUpPerListed = 5;

/** Groups items, each group in the order of its items; groups in the order of their first. */
const groupsOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
};

/**
 * The findings of candidates of one finding window, in their order. Which of them are looked up follows from their set alone, so a batch
 * that is given again comes to the same findings, whichever answer comes first.
 */
const decideAll = async (
  candidates: readonly FindingCandidate[],
  facts: DecisionFacts,
  limits: FindingLimits,
): Promise<readonly Decision[]> => {
  const decided = await inParallel(candidates, decidedAtOnce, async (candidate) => {
    const inWindow = await decideInWindow(candidate, facts);
    return inWindow && { candidate, inWindow };
  });
  const found = decided.filter((one) => one !== undefined);
  const lookedUp = new Set<string>();
  const findings = found.map(({ inWindow }) => inWindow.finding);
  for (const ofSource of groupsOf(findings, ({ scope }) => scope))
    for (const { id } of inOrderOfAdmission(ofSource).slice(0, lookedUpPerListed * limits.maxFindings))
      lookedUp.add(id);
  const decisions = await inParallel(found, decidedAtOnce, async ({ candidate, inWindow }) => {
    const { finding } = inWindow;
    return lookedUp.has(finding.id) ? continueFinding(candidate, inWindow, facts) : { finding, absorbed: [] };
  });
  return decisions.filter((decision) => decision !== undefined);
};

/**
 * Decides candidates and raises what they come to, as many as their log source may have; one finding speaks for the rest.
 *
 * @param withContext  adds what people see first of a finding, before it is stored
 * @param candidates  those of earlier finding windows first: a finding that goes on is stored before its continuation is decided
 */
export const raiseCandidates = async (
  ports: NotifyPorts,
  policy: NotifyPolicy,
  limits: FindingLimits,
  facts: DecisionFacts,
  candidates: readonly FindingCandidate[],
  withContext: AddContext = async (finding) => finding,
): Promise<RaisedFindings> => {
  const findings: Finding[] = [];
  let alertsSent = 0;
  const heldBack = { ...nothingHeldBack };
  for (const ofWindow of groupsOf(candidates, ({ windowStartMs }) => String(windowStartMs))) {
    const decided = await decideAll(ofWindow, facts, limits);
    for (const ofSource of groupsOf(decided, ({ finding }) => `${finding.windowStartMs} ${finding.scope}`)) {
      const first = ofSource[0]?.finding;
      if (first === undefined) continue;
      const found = ofSource.map(({ finding }) => finding);
      const { admissions, more } = await admitOfSource(ports.findings, policy, limits, first, found);
      const grantsOf = new Map(admissions.listed.map(({ id, grants }) => [id, grants]));
      for (const { finding, absorbed } of ofSource) {
        const grants = grantsOf.get(finding.id);
        if (grants === undefined) {
          heldBack.findings += 1;
          continue;
        }
        findings.push(finding);
        const raised = await withContext(finding);
        if (await raiseFinding(ports, policy, raised, { grants, absorbed })) alertsSent += 1;
        if (!shouldNotify(finding, undefined, policy)) continue;
        if (!grants.includes('notify')) heldBack.notifications += 1;
        if (!grants.includes('workflow') && finding.provenance !== 'claimed') heldBack.workflows += 1;
      }
      if (more === 0) continue;
      const lastSeenMs = Math.max(...found.map((finding) => finding.lastSeenMs));
      const notice = moreFindings({ ...first, lastSeenMs }, more, limits.maxFindings);
      findings.push(notice);
      if (await raiseFinding(ports, policy, notice, { grants: ['notify'] })) alertsSent += 1;
    }
  }
  return { ...nothingRaised, findings, alertsSent, heldBack };
};
