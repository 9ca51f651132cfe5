/**
 * `npm run check:iam`: what each role may do against what is done with it. A function's source is read for the SDK commands it
 * can send, a machine's definition for its tasks, and the services' roles for what their documentation asks. An action that is
 * granted and not used, used and not granted, or granted on every resource without a reason fails. Needs no Terraform.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { iamActionsOf } from '../../packages/aws-adapters/src/sdk/iam-actions.ts';
import { deployments } from '@bellwether/playbooks/deployments';
import { readBlocks, type HclBlock } from './hcl-blocks.ts';
import {
  deployedFunctions,
  judgeFunction,
  judgeMachine,
  judgeModule,
  machinesOf,
  type Verdict,
  withinBoundary,
} from './iam/judge.ts';
import { commandsSentBy, openProgram } from './iam/sent-commands.ts';

/** The table beside the clients, and what each playbook says of its own commands. */
const actionsOfCommands = Object.assign(
  {},
  iamActionsOf,
  ...Object.values(deployments).map(({ commands }) => commands),
) as typeof iamActionsOf;

const repository = resolve(import.meta.dirname, '..', '..');

const blocksIn = (folder: string): readonly HclBlock[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tf'))
    .flatMap((name) => readBlocks(readFileSync(join(folder, name), 'utf8')));

const handlerOf = (name: string): string => join(repository, 'functions', name, 'src', 'handler.ts');

const functionVerdicts = (stack: readonly HclBlock[]): readonly Verdict[] => {
  const deployed = deployedFunctions(stack);
  const found = deployed.filter((name) => existsSync(handlerOf(name)));
  const program = openProgram(found.map(handlerOf));
  const missing = deployed.filter((name) => !found.includes(name));
  return [
    ...found.map((name) => judgeFunction(name, stack, commandsSentBy(program, handlerOf(name)), actionsOfCommands)),
    ...missing.map((name) => ({ name, used: [], problems: ['has a role and no handler that could use it'] })),
  ];
};

const stack = blocksIn(join(repository, 'infra', 'stack'));
const modules = join(repository, 'infra', 'modules');
const judged = [
  ...functionVerdicts(stack),
  ...[...machinesOf(stack)].map(([label, path]) =>
    judgeMachine(label, stack, readFileSync(join(repository, path), 'utf8')),
  ),
  ...readdirSync(modules).flatMap((name) => judgeModule(name, blocksIn(join(modules, name)))),
];
const verdicts = withinBoundary(judged, blocksIn(join(modules, 'iam')));

for (const { name, used, problems } of verdicts) {
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${used.length} actions in use`);
  for (const problem of problems) console.log(`       ${name} ${problem}.`);
}
const deployed = deployedFunctions(stack);
for (const name of readdirSync(join(repository, 'functions')))
  if (!deployed.includes(name)) console.log(`--     ${name}: not in the stack, so it has no role to judge`);
const failed = verdicts.filter(({ problems }) => problems.length > 0).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
