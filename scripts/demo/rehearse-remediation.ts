import { executeRemediation, type ExecuteRequest } from '@bellwether/execute-remediation';
import type { Finding } from '@bellwether/log-model';
import { planRemediationTask } from '@bellwether/plan-remediation';
import type { PlaybookPorts, ProgressPorts } from '@bellwether/playbooks';
import type { AlertSink } from '@bellwether/ports';
import { memoryApprovals, memoryPlanning, memoryRemediationLedger } from '@bellwether/testkit';
import { verifyRemediation, type VerifyRequest } from '@bellwether/verify-remediation';
import {
  readDefinition,
  renderDefinition,
  runMachine,
  type MachineRun,
  type TaskOverride,
} from '../../state-machines/run-machine.ts';

const definition = renderDefinition(readDefinition('remediate-finding'), {
  plan_remediation_arn: 'arn:aws:lambda:us-east-1:111122223333:function:plan-remediation',
  execute_remediation_arn: 'arn:aws:lambda:us-east-1:111122223333:function:execute-remediation',
  verify_remediation_arn: 'arn:aws:lambda:us-east-1:111122223333:function:verify-remediation',
  alert_topic_arn: 'arn:aws:sns:us-east-1:111122223333:alerts',
  partition: 'aws',
  counts_table: 'counts',
  executions_arn: 'arn:aws:states:us-east-1:111122223333:execution:remediate-finding',
});

/** The message a `sns:publish` state sends, as far as the demo shows it. */
interface PublishedMessage {
  readonly Subject: string;
  readonly Message: string;
}

/** What the machine did about one finding. */
export interface Rehearsal {
  readonly finding: Finding;
  readonly run: MachineRun;
}

/** A rehearsal notes nothing. */
const onUnnoted = (error: unknown): never => {
  throw error;
};

/** Runs the remediation machine's own definition over a finding in dry-run, with the functions' own cores as its tasks. */
export const rehearseRemediation = async (
  stores: PlaybookPorts & ProgressPorts,
  alerts: AlertSink,
  finding: Finding,
  trailName: string,
): Promise<Rehearsal> => {
  // A rehearsal reserves nothing, and this day has no outage.
  const ports = {
    ...stores,
    ...memoryPlanning(finding.lastSeenMs),
    remediationLedger: memoryRemediationLedger(),
    approvals: memoryApprovals(),
  };
  const dryRun = {
    mode: 'dry-run',
    allowedPlaybooks: [],
    targetAccounts: [finding.account],
    targetRegions: [finding.region],
  } as const;
  const settings = { ISOLATION_SECURITY_GROUP_ID: 'sg-00000000000000001', TRAIL_NAME: trailName };
  const execute: TaskOverride = (input) =>
    executeRemediation(ports, dryRun, settings, onUnnoted)(input as ExecuteRequest);
  const publish: TaskOverride = async (input) => {
    const { Subject, Message } = input as PublishedMessage;
    const { kind, severity, dataset } = finding;
    await alerts.notify({ id: `${finding.id}-remediation`, kind, severity, dataset, subject: Subject, body: Message });
    return {};
  };
  const states = Object.keys((JSON.parse(definition) as { States: Record<string, unknown> }).States);
  const run = await runMachine(
    definition,
    {
      ...Object.fromEntries(states.filter((name) => name.startsWith('Notify ')).map((name) => [name, publish])),
      'Plan the remediation': (input) => planRemediationTask(ports, dryRun, settings)(input as Finding),
      'Apply the playbook': execute,
      'Put back what was captured': execute,
      'Put back what a person asks for': execute,
      // A finding starts every run of the demo.
      'Find what was done': () => Promise.reject(new Error('There is no earlier run.')),
      'Verify the effect': (input) => verifyRemediation(ports, settings, onUnnoted)(input as VerifyRequest),
    },
    finding,
  );
  return { finding, run };
};
