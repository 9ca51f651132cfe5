import { Command, InvalidArgumentError, Option } from 'commander';
import { oneLine } from '@bellwether/log-model';
import type { WorkflowRuns, WorkflowStarter } from '@bellwether/ports';
import { readRemediations, remediationStates, remediationViewOf, type RemediationView } from '@bellwether/queries';
import { exitCodes } from '../exit-codes.ts';
import { timeOption } from '../time-option.ts';
import { decideCommand } from './decide-command.ts';
import { lineOf, listRemediations } from './list-remediations.ts';
import { findingIdOf, rollBack } from './roll-back.ts';

interface MachineFlags {
  readonly machine: string;
  readonly format: 'text' | 'json';
}

interface Flags extends MachineFlags {
  readonly from?: number;
  readonly until?: number;
  readonly status?: RemediationView['state'];
  readonly limit: number;
}

/** The runs of a machine. */
export type OpenRuns = (machineArn: string) => Promise<WorkflowRuns>;

// Loaded only when a command asks for runs.
const openOnAws: OpenRuns = async (machineArn) => (await import('./open-runs.ts')).openRuns(machineArn);

/** Starts runs of a machine. */
export type OpenStarter = (machineArn: string) => Promise<WorkflowStarter>;

const startOnAws: OpenStarter = async (machineArn) => (await import('./open-runs.ts')).openStarter(machineArn);

const weekMs = 7 * 86_400_000;

/** Executions are kept for 90 days. */
const maxListed = 10_000;

const machineOf = (text: string): string => {
  if (!/^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:[\w-]{1,80}$/.test(text))
    throw new InvalidArgumentError(
      'It takes the ARN of the machine, the output remediation_machine_arn of a deployment.',
    );
  return text;
};

const countOf = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > maxListed)
    throw new InvalidArgumentError(`It takes a number from 1 to ${maxListed}.`);
  return count;
};

const withMachine = (command: Command): Command =>
  command
    .addOption(
      new Option('--machine <arn>', 'remediation machine of a deployment, its output remediation_machine_arn')
        .argParser(machineOf)
        .makeOptionMandatory(),
    )
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'));

const listCommand = (openRuns: OpenRuns, now: () => number): Command =>
  withMachine(new Command('list'))
    .description('List what the remediation machine did, the newest first.')
    .addOption(timeOption('--from <time>', 'begun at or after (default: 7d)'))
    .addOption(timeOption('--until <time>', 'begun before (default: now)'))
    .addOption(new Option('--status <status>', 'only those that ended so').choices(remediationStates))
    .option('--limit <count>', 'at most this many', countOf, 50)
    .action(async ({ machine, from, until, ...flags }: Flags) => {
      const nowMs = now();
      const reads = readRemediations(await openRuns(machine));
      const span = { from: from ?? nowMs - weekMs, until: until ?? nowMs + 1 };
      await listRemediations(reads, { ...flags, ...span }, (line) => console.log(line));
    });

const showCommand = (openRuns: OpenRuns): Command =>
  withMachine(new Command('show'))
    .description('Print what the remediation machine did about one finding.')
    .argument('<finding>', 'id of the finding')
    .action(async (findingId: string, { machine, format }: MachineFlags) => {
      const run = await (await openRuns(machine)).get(findingId);
      if (run !== undefined) {
        console.log(lineOf(remediationViewOf(run), format));
        return;
      }
      console.error(`bellwether: the machine has no run about the finding ${oneLine(findingId, 80)}.`);
      process.exitCode = exitCodes.inputFailed;
    });

const rollBackCommand = (openRuns: OpenRuns, openStarter: OpenStarter, now: () => number): Command =>
  withMachine(new Command('rollback'))
    .description('Have what was done about one finding, and verified, put back.')
    .argument('<finding>', 'id of the finding', findingIdOf)
    .action(async (findingId: string, { machine, format }: MachineFlags) => {
      const asked = await rollBack(await openRuns(machine), await openStarter(machine), findingId, now());
      if ('started' in asked) {
        console.log(format === 'json' ? JSON.stringify(asked) : `${asked.started} was started.`);
        return;
      }
      console.error(`bellwether: ${asked.reason}`);
      process.exitCode = exitCodes.inputFailed;
    });

/** `bellwether remediation`: what was done about findings, what is asked before, and having it put back. */
export const remediationCommand = (
  openRuns: OpenRuns = openOnAws,
  now: () => number = Date.now,
  openStarter: OpenStarter = startOnAws,
): Command =>
  new Command('remediation')
    .description(
      'List what was done about findings on AWS, show it of one, decide what is asked before, or have it put back.',
    )
    .addCommand(listCommand(openRuns, now))
    .addCommand(showCommand(openRuns))
    .addCommand(decideCommand('approved'))
    .addCommand(decideCommand('denied'))
    .addCommand(rollBackCommand(openRuns, openStarter, now));
