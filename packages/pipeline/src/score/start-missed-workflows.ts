import { countWindowMs, shouldNotify, type NotifyPolicy } from '@bellwether/log-model';
import { admissionsFromText, type Admissions, type Grant } from '@bellwether/log-model/decide';
import { raiseFinding, type NotifyPorts } from '../commit/raise-finding.ts';

/** How far back missed workflows are looked for, by when a finding was last seen: one hour, and once per hour a day. Milliseconds. */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** An event may be this far ahead of the clock, milliseconds: a finding with one is looked for too. */
const aheadMs = 3 * hourMs;
/** Findings that one run looks at, those seen last first. */
const maxLookedAt = 1_000;

/**
 * Starts the workflow, and where there is a sink sends the alert, of findings that were raised and not marked: a process died between
 * the two, and nothing has raised them since. Running twice starts nothing twice: a workflow is named after its finding.
 *
 * A finding that its log source's bounds hold back stays held back: it has the grants that it was admitted with.
 *
 * @param nowMs  when the run is due, epoch milliseconds UTC
 * @returns ids of the findings whose workflow was started
 * @throws PortError when a store or the workflow fails; the next run goes on
 */
export const startMissedWorkflows = async (
  ports: NotifyPorts,
  policy: NotifyPolicy,
  nowMs: number,
): Promise<readonly string[]> => {
  const backMs = nowMs % hourMs < countWindowMs ? dayMs : hourMs;
  const unmarked = (
    await ports.findings.find({ state: 'new', fromMs: nowMs - backMs, toMs: nowMs + aheadMs, limit: maxLookedAt })
  ).filter(({ finding, notifiedAtMs }) => notifiedAtMs === undefined && shouldNotify(finding, undefined, policy));
  const bySource = new Map<string, Admissions>();
  const grantsOf = async (id: string, scope: string, windowStartMs: number): Promise<readonly Grant[] | undefined> => {
    const key = `${windowStartMs} ${scope}`;
    const known =
      bySource.get(key) ?? admissionsFromText((await ports.findings.loadAdmissions(scope, windowStartMs))?.state);
    bySource.set(key, known);
    // Findings of windows, and notices, are raised without admission.
    return known.listed.find((listed) => listed.id === id)?.grants;
  };
  const started: string[] = [];
  for (const { finding } of unmarked) {
    const grants = await grantsOf(finding.id, finding.scope, finding.windowStartMs);
    if (grants !== undefined && !grants.includes('notify')) continue;
    await raiseFinding(ports, policy, finding, { grants });
    started.push(finding.id);
  }
  return started;
};
