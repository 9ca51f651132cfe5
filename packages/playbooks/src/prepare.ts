import type { Finding } from '@bellwether/log-model';
import type { CapturedState, OpenPort, Playbook, PlaybookSettings, PlaybookSteps, Precheck } from './playbook.ts';
import { loadSteps, playbooks } from './registry/playbooks.ts';

/** A playbook whose steps are loaded and whose port is open. */
export interface PreparedPlaybook {
  precheck(finding: Finding, settings: PlaybookSettings): Promise<Precheck>;
  apply(finding: Finding, settings: PlaybookSettings): Promise<void>;
  verify(finding: Finding, settings: PlaybookSettings): Promise<boolean>;
  rollback(finding: Finding, captured: CapturedState): Promise<void>;
}

export const playbookById = (id: string): Playbook | undefined => playbooks.find((playbook) => playbook.id === id);

/**
 * Whether a playbook is for a finding: its rule starts it and it names what the playbook reads. Whether it may act is what its `precheck`
 * finds out.
 */
export const matchesFinding = (
  { triggers, resources }: Playbook,
  finding: Pick<Finding, 'rule' | 'dataset' | 'resources'>,
): boolean =>
  triggers.some(({ rule, dataset }) => finding.rule === rule && finding.dataset === dataset) &&
  resources.every((name) => Boolean(finding.resources[name]));

export const playbookFor = (finding: Finding): Playbook | undefined =>
  playbooks.find((playbook) => matchesFinding(playbook, finding));

/**
 * Loads the steps of one playbook and opens its port, so that a process pays for the playbooks that it runs and for no other.
 *
 * @throws Error when there is no such playbook or it cannot be loaded
 */
export const preparePlaybook = async (id: string, openPort: OpenPort): Promise<PreparedPlaybook> => {
  const load = Object.hasOwn(loadSteps, id) ? loadSteps[id] : undefined;
  if (load === undefined) throw new Error(`There is no playbook ${id}.`);
  // The registry pairs steps and port by id; the suite runs every pair.
  const steps: PlaybookSteps<object> = await load();
  const port = await openPort(id);
  const prepared: PreparedPlaybook = {
    precheck: async (finding, settings) => steps.precheck(port, finding, settings),
    apply: async (finding, settings) => steps.apply(port, finding, settings),
    verify: async (finding, settings) => steps.verify(port, finding, settings),
    rollback: async (finding, captured) => steps.rollback(port, finding, captured),
  };
  return prepared;
};
