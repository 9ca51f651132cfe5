import { executeRemediation, type ExecuteRequest } from '@bellwether/execute-remediation';
import type { Finding } from '@bellwether/log-model';
import { planRemediationTask } from '@bellwether/plan-remediation';
import {
  type Bounds,
  type Guardrails,
  playbookById,
  preparePlaybook,
  type RemediationStart,
  reservationOf,
  usualApplyLimits,
  usualBounds,
} from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory, type MemoryAccount } from '@bellwether/playbooks/memory';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding, memoryPorts } from '@bellwether/testkit';
import { verifyRemediation, type VerifyRequest } from '@bellwether/verify-remediation';
import type { PlaybookScenarios } from '../packages/playbooks/src/scenario.ts';
import { askInMemory, type Answer } from './ask-in-memory.ts';
import { placeholdersOf, readDefinition, renderDefinition, runMachine, type TaskOverride } from './run-machine.ts';

const definition = readDefinition('remediate-finding');
const rendered = renderDefinition(
  definition,
  Object.fromEntries(placeholdersOf(definition).map((name) => [name, `arn:aws:lambda:us-east-1:1:function:${name}`])),
);
/** The states of the definition, by name. */
export const { States } = JSON.parse(rendered) as {
  readonly States: Readonly<
    Record<string, { readonly Type: string; readonly Next?: string; readonly End?: true; readonly Parameters?: object }>
  >;
};
/** Names of the states that notify. */
export const notices = Object.keys(States).filter((name) => name.startsWith('Notify '));

/** How a step fails, each time it is tried: before it did anything, or after all of it. */
export interface Failure {
  readonly when: 'before' | 'after';
  readonly name: string;
}

type Step =
  | 'Plan the remediation'
  | 'Ask a person'
  | 'Apply the playbook'
  | 'Verify the effect'
  | 'Put back what was captured'
  | 'Put back what a person asks for';

/** One run: what fails, who interferes, and what the guardrails say. */
export interface Arrangement {
  readonly bounds?: Partial<Bounds>;
  /** A finding about something else than the scenario's, and the setting that maps it to the playbook. */
  readonly about?: Partial<Finding>;
  readonly starts?: readonly RemediationStart[];
  /** What comes of the question, where a person has to approve; nobody is asked when absent. */
  readonly asked?: Answer;
  /** Whether another finding changes the same resource meanwhile. */
  readonly isTaken?: boolean;
  /** The step after which somebody switches remediation off; `before` all of them. */
  readonly switchedOff?: 'before' | Step;
  readonly failures?: Partial<Record<Step, Failure>>;
  readonly mode?: Guardrails['mode'];
  readonly noticesFail?: boolean;
  /** Changes the account before it is planned. */
  readonly before?: (memory: object, scenario: PlaybookScenarios<object>) => void;
}

/** How a verified remediation is put back: what the earlier run is described as, what happens before, and what fails. */
export interface PuttingBack {
  readonly described?: object | 'unknown';
  readonly meanwhile?: (memory: object, stores: Omit<ReturnType<typeof memoryPorts>, 'clock' | 'approvals'>) => unknown;
  readonly failed?: NonNullable<Arrangement['failures']>;
}

const failing =
  (task: TaskOverride, failure: Failure | undefined): TaskOverride =>
  async (input) => {
    if (failure?.when === 'before') throw Object.assign(new Error('It failed.'), { name: failure.name });
    const result = await task(input);
    if (failure !== undefined) throw Object.assign(new Error('It failed.'), { name: failure.name });
    return result;
  };

/** Runs the machine over a playbook's usual account, and says how it ended, what was sent and how the account is. */
export const remediate = async (
  id: string,
  {
    failures = {},
    mode = 'apply',
    noticesFail = false,
    before,
    bounds = {},
    switchedOff,
    isTaken = false,
    about,
    asked,
    starts = [],
  }: Arrangement,
) => {
  const scenario = scenarios[id] as PlaybookScenarios<object>;
  const account = memoryAccount();
  const memory = account[id as keyof MemoryAccount];
  scenario.usual.arrange(memory);
  before?.(memory, scenario);
  const usual = makeFinding({ ...scenario.usual.finding, provenance: 'declared' });
  const { provenance: _, ...undeclared } = usual;
  const finding: Finding = about === undefined ? usual : { ...undeclared, ...about };
  const guardrails: Guardrails = {
    mode,
    allowedPlaybooks: [id],
    targetAccounts: [usual.account],
    targetRegions: [usual.region],
    starts,
    ...(asked === undefined ? {} : { askFirst: [id] }),
    bounds: { ...usualBounds, ...bounds },
  };
  let nowMs = finding.lastSeenMs;
  const { approvals, ask } = askInMemory(asked ?? 'nobody', () => nowMs);
  const stores = { ...memoryPorts(), approvals, clock: { now: () => (nowMs += 1) } };
  await stores.findings.raise(finding);
  const ports = { ...stores, openPort: openPortInMemory(account) };
  const { settings } = scenario.usual;
  if (switchedOff === 'before') stores.remediationSwitch.set('off');
  const playbook = playbookById(id);
  if (isTaken && playbook)
    await stores.remediationLedger.reserve(
      reservationOf(playbook, { ...finding, id: 'other' }),
      usualApplyLimits,
      nowMs,
    );
  const asBefore = JSON.stringify(scenario.look(memory));
  const sent: unknown[] = [];
  const publish: TaskOverride = async (input) => {
    if (noticesFail) throw Object.assign(new Error('No topic.'), { name: 'SNS.NotFoundException' });
    sent.push(input);
    return {};
  };
  const execute: TaskOverride = (input) =>
    executeRemediation(ports, guardrails, settings, () => undefined)(input as ExecuteRequest);
  const tasks: Readonly<Record<Step, TaskOverride>> = {
    'Plan the remediation': (input) => planRemediationTask(ports, guardrails, settings)(input as Finding),
    'Ask a person': ask,
    'Apply the playbook': execute,
    'Verify the effect': (input) => verifyRemediation(ports, settings, () => undefined, starts)(input as VerifyRequest),
    'Put back what was captured': execute,
    'Put back what a person asks for': execute,
  };
  /** Runs the machine once. */
  const runOnce = (input: unknown, failed: NonNullable<Arrangement['failures']>, find: TaskOverride) =>
    runMachine(
      rendered,
      {
        'Find what was done': find,
        ...Object.fromEntries(notices.map((name) => [name, publish])),
        ...Object.fromEntries(
          Object.entries(tasks).map(([name, task]) => [
            name,
            failing(
              async (given) => {
                const result = await task(given);
                if (switchedOff === name) stores.remediationSwitch.set('off');
                return result;
              },
              failed[name as Step],
            ),
          ]),
        ),
      },
      input,
    );
  const run = await runOnce(finding, failures, () => Promise.reject(new Error('There is no earlier run.')));
  const prepared = await preparePlaybook(id, ports.openPort);
  const seen = async (ended: typeof run) => ({
    run: ended,
    end: ended.error?.name ?? (ended.output as { readonly outcome: string }).outcome,
    outcomes: sent.map(
      (message) =>
        (message as { MessageAttributes: { outcome: { StringValue: string } } }).MessageAttributes.outcome.StringValue,
    ),
    severities: sent.map(
      (message) =>
        (message as { MessageAttributes: { severity: { StringValue: string } } }).MessageAttributes.severity
          .StringValue,
    ),
    account:
      JSON.stringify(scenario.look(memory)) === asBefore
        ? 'as before'
        : (await prepared.verify(usual, settings))
          ? 'as wanted'
          : 'neither',
  });
  return {
    ...(await seen(run)),
    /** Has the machine put back what it did, as a person may ask, over the same account. `described` is how Step Functions describes the run. */
    putBack: async ({ described, meanwhile, failed = {} }: PuttingBack = {}) => {
      await meanwhile?.(memory, stores);
      sent.length = 0;
      const description = described ?? { Status: 'SUCCEEDED', Output: JSON.stringify(run.output) };
      const find: TaskOverride = async () => {
        if (described === 'unknown')
          throw Object.assign(new Error('None.'), { name: 'Sfn.ExecutionDoesNotExistException' });
        return description;
      };
      const ended = await runOnce({ rollBackOf: finding.id }, failed, find);
      return { ...(await seen(ended)), status: (await stores.findings.get(finding.id))?.status?.state };
    },
  };
};
