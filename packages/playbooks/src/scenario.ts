import type { Finding } from '@bellwether/log-model';
import type { Precheck, PlaybookSettings } from './playbook.ts';

/** The part of a finding that a playbook reads. The suite fills in the rest. */
export type ScenarioFinding = Pick<Finding, 'rule' | 'dataset' | 'resources'>;

/** One account and one finding, and what the playbook makes of them before it acts. */
export interface Scenario<Memory> {
  /** Ends the sentence "given ...", such as `a trail that is gone`. */
  readonly name: string;
  readonly finding: ScenarioFinding;
  readonly settings: PlaybookSettings;
  /** Puts the account in memory into the state that the scenario is about. */
  arrange(memory: Memory): void;
  readonly expected: Precheck['kind'];
  /** The plan's steps when it is ready; part of the reason when it is not. */
  readonly says: readonly string[];
}

/** What every playbook brings for the conformance suite, `docs/playbooks.md` and the demo. */
export interface PlaybookScenarios<Memory> {
  /** An account in which there is something to do: `expected` is `ready`. */
  readonly usual: Scenario<Memory>;
  /** Accounts in which there is nothing to do or in which acting would do harm. At least one is refused, one already right. */
  readonly others: readonly Scenario<Memory>[];
  /** Everything that the playbook can change in the account, to be compared before and after. */
  readonly look: (memory: Memory) => unknown;
  /** Gives what the usual scenario is about the tag that keeps every playbook away. Absent where AWS keeps no tags for it. */
  readonly protect?: (memory: Memory) => void;
}
