import { InvalidArgumentError } from 'commander';
import type { WorkflowRuns, WorkflowStarter } from '@bellwether/ports';
import { putBackRunName, remediationViewOf } from '@bellwether/queries';

/** The id of a finding, as the machine names its runs. */
export const findingIdOf = (text: string): string => {
  if (!/^[\w-]{1,56}$/.test(text)) throw new InvalidArgumentError('It takes the id of a finding.');
  return text;
};

/**
 * Asks the remediation machine to put back what it did about a finding. The machine takes the plan from its own run, reads the resource again and
 * says in a notice what came of it.
 *
 * @returns the name of the run that was started, or why none was
 * @throws PortError when the machine cannot be asked
 */
export const rollBack = async (
  runs: Pick<WorkflowRuns, 'get'>,
  starter: WorkflowStarter,
  findingId: string,
  nowMs: number,
): Promise<{ readonly started: string } | { readonly reason: string }> => {
  const done = await runs.get(findingId);
  if (done === undefined) return { reason: `the machine has no run about the finding ${findingId}.` };
  const { state } = remediationViewOf(done);
  if (state !== 'succeeded')
    return { reason: `the run about the finding ${findingId} is ${state}: only what was verified can be put back.` };
  const name = putBackRunName(findingId, nowMs);
  return (await starter.start(name, { rollBackOf: findingId })) === 'started'
    ? { started: name }
    : { reason: `it was asked for in this second already, by the run ${name}.` };
};
