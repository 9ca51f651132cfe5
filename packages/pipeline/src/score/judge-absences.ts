import { accountOfScope, type DetectionRule, type Finding, type NotifyPolicy } from '@bellwether/log-model';
import { absencesIn, absenceWaitMs, counterScopesOf, isAbsenceRule } from '@bellwether/log-model/decide';
import type { Ports } from '@bellwether/ports';
import { findingContexts } from '../commit/finding-contexts.ts';
import { raiseFinding, type NotifyPorts } from '../commit/raise-finding.ts';

/**
 * Raises what was not followed by what must follow it, where the wait was over in `[fromMs, toMs)`. Judging a time again raises nothing new.
 *
 * @param rules  those without an absence are left out
 * @param fromMs  epoch milliseconds UTC
 * @param toMs  up to when records have come
 * @throws PortError when a store fails
 */
export const judgeAbsences = async (
  ports: Pick<Ports, 'counts'> & NotifyPorts,
  policy: NotifyPolicy,
  rules: readonly DetectionRule[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<readonly Finding[]> => {
  const waiting = rules.filter(isAbsenceRule);
  if (waiting.length === 0 || !(fromMs < toMs)) return [];
  const longestMs = Math.max(...waiting.map(absenceWaitMs));
  const accounts = new Set((await ports.counts.scopes(fromMs - longestMs, toMs)).map(accountOfScope));
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const withContext = findingContexts(ports.counts);
  const rowsOf = async (rule: string, account: string, startMs: number, endMs: number) =>
    (await Promise.all(counterScopesOf(rule, account).map((scope) => ports.counts.rows(scope, startMs, endMs)))).flat();
  const findings: Finding[] = [];
  for (const rule of waiting) {
    const waitMs = absenceWaitMs(rule);
    const { rule: end } = rule.absence;
    for (const account of accounts) {
      const began = await rowsOf(rule.id, account, fromMs - waitMs, toMs - waitMs + 1);
      if (began.length === 0) continue;
      const ended = await rowsOf(end, account, fromMs - waitMs, toMs);
      findings.push(...absencesIn(rule, titles.get(end) ?? end, account, began, ended));
    }
  }
  for (const finding of findings) await raiseFinding(ports, policy, await withContext(finding));
  return findings;
};
