import type { WorkflowRun, WorkflowRuns } from '@bellwether/ports';
import * as z from 'zod/mini';
import { checkQuery } from '../check-query.ts';
import { remediationsQuery, type CheckedRemediationsQuery, type RemediationView } from '../contracts/remediations.ts';
import { cursorOf, keyOfCursor } from '../cursor.ts';
import { QueryError } from '../query-error.ts';
import type { ActionReads } from '../read-model.ts';

/** Runs of a span that can be paged through. */
const maxRuns = 10_000;

/** Runs that one page may look at before it ends early with a cursor. */
const maxScanned = 500;

/** What the remediation machine ends with. */
const outputSchema = z.object({
  outcome: z.string(),
  playbookId: z.optional(z.string()),
  reason: z.optional(z.string()),
});

const statesByOutcome: Readonly<Record<string, RemediationView['state']>> = {
  verified: 'succeeded',
  rehearsed: 'dry_run',
  nothing_to_do: 'nothing_to_do',
  already_so: 'nothing_to_do',
  not_found: 'nothing_to_do',
  refused: 'refused',
  put_back: 'rolled_back',
};

const statesByError: Readonly<Record<string, RemediationView['state']>> = {
  RemediationRolledBack: 'rolled_back',
  RemediationRefused: 'refused',
  RemediationDenied: 'rejected',
  RemediationExpired: 'expired',
  RemediationLeft: 'left',
  AccessDenied: 'access_denied',
  NothingToPutBack: 'nothing_to_do',
};

/** The name of a run that puts back what was done about a finding, when it was asked for. */
const putBackName = /^put-back-(.+)-\d{14}$/;

/**
 * The name of a run that puts back what was done about a finding. A second one in the same second has the same name, and is not started.
 *
 * @param findingId  at most 56 characters of `[A-Za-z0-9_-]`
 * @example putBackRunName('3f2a91', Date.UTC(2026, 0, 15, 12)) // 'put-back-3f2a91-20260115120000'
 */
export const putBackRunName = (findingId: string, nowMs: number): string =>
  `put-back-${findingId}-${new Date(nowMs).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;

const findingIdOf = (runName: string): string => putBackName.exec(runName)?.[1] ?? runName;

const outputOf = ({ output }: WorkflowRun): z.output<typeof outputSchema> | undefined => {
  if (output === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(output);
  } catch {
    // Another machine's, or one that was cut off: the run ended all the same.
    return undefined;
  }
  const checked = z.safeParse(outputSchema, parsed);
  return checked.success ? checked.data : undefined;
};

const stateOf = ({ state, error = '' }: WorkflowRun, outcome: string | undefined): RemediationView['state'] => {
  if (state === 'running') return 'running';
  if (state === 'failed') return Object.hasOwn(statesByError, error) ? (statesByError[error] ?? 'failed') : 'failed';
  return outcome !== undefined && Object.hasOwn(statesByOutcome, outcome)
    ? (statesByOutcome[outcome] ?? 'failed')
    : 'failed';
};

/**
 * A run of the remediation machine as people see it. The run's name tells its finding. One that ended in a way that is not known
 * counts as failed, so that somebody looks.
 */
export const remediationViewOf = (run: WorkflowRun): RemediationView => {
  const output = outputOf(run);
  const summary = output?.reason ?? run.cause;
  return {
    id: run.name,
    findingId: findingIdOf(run.name),
    ...(output?.playbookId === undefined ? {} : { playbook: output.playbookId }),
    state: stateOf(run, output?.outcome),
    startedMs: run.startedMs,
    ...(run.endedMs === undefined ? {} : { endedMs: run.endedMs }),
    ...(summary === undefined ? {} : { summary }),
  };
};

type Begun = Pick<WorkflowRun, 'name' | 'startedMs'>;

const newestFirst = (left: Begun, right: Begun): number =>
  right.startedMs - left.startedMs || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);

/** The runs that began in the span, the newest first. */
const begunIn = async (runs: WorkflowRuns, { fromMs, toMs }: CheckedRemediationsQuery): Promise<readonly Begun[]> => {
  const begun: Begun[] = [];
  for await (const run of runs.newest()) {
    if (run.startedMs < fromMs) break;
    if (run.startedMs >= toMs) continue;
    if (begun.length === maxRuns)
      throw new QueryError('too_broad', `More than ${maxRuns} remediations began in the span. Narrow it.`);
    begun.push(run);
  }
  return begun.sort(newestFirst);
};

/** The read model's question about remediations, over the runs of their machine. */
export const readRemediations = (runs: WorkflowRuns): Pick<ActionReads, 'remediations'> => ({
  remediations: async (asked) => {
    const query = checkQuery(remediationsQuery, asked);
    const { cursor, findingId, state, limit } = query;
    const [startedMs, name] =
      cursor === undefined ? [Infinity, ''] : keyOfCursor(cursor, 'remediations', ['number', 'string']);
    const begun = (await begunIn(runs, query)).filter(
      (run) =>
        newestFirst(run, { startedMs, name }) > 0 && (findingId === undefined || findingIdOf(run.name) === findingId),
    );
    const items: RemediationView[] = [];
    for (const [index, one] of begun.entries()) {
      const run = await runs.get(one.name);
      const view = run && remediationViewOf(run);
      if (view !== undefined && (state === undefined || state === view.state)) items.push(view);
      const isLast = index + 1 === begun.length;
      if (!isLast && (items.length === limit || index + 1 === maxScanned))
        return { items, next: cursorOf('remediations', [one.startedMs, one.name]) };
    }
    return { items };
  },
});
