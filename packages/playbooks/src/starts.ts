import type { Finding } from '@bellwether/log-model';
import { accountOfScope } from '@bellwether/log-model';
import * as z from 'zod/mini';
import type { Playbook } from './playbook.ts';
import { matchesFinding, playbookById } from './prepare.ts';
import { playbooks } from './registry/playbooks.ts';

const line = z.string().check(z.regex(/^[^\p{Cc}\p{Cf}]{1,256}$/u));

/**
 * Which findings about a workload start which playbook, besides those that a playbook names itself. The setting vouches for the workload: a
 * finding of its log source need not be of a declared dataset, but must not rest on a claim.
 *
 * @example
 * // Far more errors than usual in the log of the function orders: keep it from running, rehearsed.
 * { rule: 'error-spike', scope: '111122223333:/aws/lambda/orders', playbook: 'throttle-function', resources: { functionName: 'orders' }, mode: 'dry-run' }
 */
const startSchema = z.strictObject({
  /** Id of a rule, or the name of an anomaly such as `error-spike`, `volume-silence` or `new-failure`. */
  rule: z.string().check(z.regex(/^[a-z0-9][a-z0-9:._-]{0,127}$/i)),
  /** The workload's log source: account and log group, joined by a colon. */
  scope: z.string().check(z.regex(/^\d{12}:[^\p{Cc}\p{Cf}]{1,512}$/u)),
  playbook: z.string(),
  /** What the playbook acts on, by the names that it reads. Never taken from the finding: lines could name another. */
  resources: z.record(z.string(), line),
  mode: z._default(z.enum(['dry-run', 'apply']), 'dry-run'),
});
export type RemediationStart = z.output<typeof startSchema>;

const startsSchema = z.array(startSchema);

/** A playbook and the finding as it reads it; `start` where a setting mapped the one on the other. */
export interface ClaimedFinding {
  readonly playbook: Playbook;
  readonly finding: Finding;
  readonly start?: RemediationStart;
}

const lacks = ({ playbook, resources }: RemediationStart): string | undefined => {
  const known = playbookById(playbook);
  if (known === undefined)
    return `There is no playbook ${playbook}. Those are: ${playbooks.map(({ id }) => id).join(', ')}.`;
  const missing = known.resources.filter((name) => resources[name] === undefined);
  return missing.length === 0 ? undefined : `The playbook ${playbook} needs ${missing.join(' and ')} in resources.`;
};

/**
 * Reads the setting, a JSON list.
 *
 * @throws Error that says what is wrong with it: what acts must not run on half of a setting
 */
export const readStarts = (text: string): readonly RemediationStart[] => {
  const starts = z.parse(startsSchema, JSON.parse(text));
  const problem = starts.map(lacks).find((one) => one !== undefined);
  if (problem !== undefined) throw new Error(problem);
  return starts;
};

/** Whether a text is a setting that `readStarts` reads. */
export const isStarts = (text: string): boolean => {
  try {
    readStarts(text);
    return true;
  } catch {
    // The variable's own message says what is expected; the text is not repeated.
    return false;
  }
};

/**
 * The playbook for a finding: its own by rule and dataset, else the one that a setting maps it to. A mapped finding gets the resources of
 * the setting, and none of its own.
 */
export const claimPlaybook = (finding: Finding, starts: readonly RemediationStart[]): ClaimedFinding | undefined => {
  const own = playbooks.find((playbook) => matchesFinding(playbook, finding));
  if (own) return { playbook: own, finding };
  const start = starts.find(
    ({ rule, scope }) => rule === finding.rule && scope === finding.scope && accountOfScope(scope) === finding.account,
  );
  const playbook = start && playbookById(start.playbook);
  return playbook && { playbook, start, finding: { ...finding, resources: start.resources } };
};
