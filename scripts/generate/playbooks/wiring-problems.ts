import type { DetectionRule } from '@bellwether/log-model';
import { defineEnv } from '@bellwether/env';
import type { PlaybookStatement } from '../../../packages/playbooks/src/deployment.ts';
import type { PlaybookFolder } from './playbook-folders.ts';

const statementsOf = ({ deployment }: PlaybookFolder): readonly PlaybookStatement[] => [
  ...deployment.look,
  ...deployment.act,
];

/** What is among these and not among those, each once. */
const difference = (these: readonly string[], those: readonly string[]): readonly string[] =>
  [...new Set(these)].filter((text) => !those.includes(text));

function* identityProblems({ id, playbook }: PlaybookFolder): Generator<string> {
  if (playbook.id !== id) yield `names itself ${playbook.id}`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) yield 'is not called by two or more words in kebab-case';
  if (playbook.title.length < 10 || playbook.title.endsWith('.'))
    yield 'has no title of some words without a full stop';
}

function* triggerProblems({ playbook }: PlaybookFolder, rules: readonly DetectionRule[]): Generator<string> {
  if (playbook.triggers.length === 0) yield 'has no trigger, so no finding starts it';
  for (const trigger of playbook.triggers) {
    const rule = rules.find(({ id, dataset }) => id === trigger.rule && dataset === trigger.dataset);
    if (rule === undefined) yield `is started by ${trigger.rule} of ${trigger.dataset}, which is not a detection rule`;
    else
      for (const name of difference(playbook.resources, Object.keys(rule.resources ?? {})))
        yield `reads the resource ${name}, which the rule ${rule.id} does not give`;
  }
}

function* variableProblems({ playbook, deployment }: PlaybookFolder): Generator<string> {
  const { variables } = defineEnv(playbook.variables).contract;
  for (const [name, { required, description }] of Object.entries(variables)) {
    if (!/^[A-Z][A-Z0-9_]+$/.test(name)) yield `has a variable ${name}, which is not in capitals`;
    if (required) yield `requires ${name}: a variable of one playbook must not keep the functions of all from starting`;
    if (!/^.{15,}\.$/.test(description)) yield `does not describe ${name} in a sentence`;
  }
  for (const [name] of (deployment.stackDefaults ?? '').matchAll(/\b[A-Z][A-Z0-9_]{3,}(?=\s*=[^=])/g))
    if (!(name in variables)) yield `gives a default for ${name}, which it does not read`;
}

function* permissionProblems(folder: PlaybookFolder): Generator<string> {
  const { commands, act, look } = folder.deployment;
  for (const command of difference(folder.sent, Object.keys(commands)))
    yield `sends ${command} without its IAM actions`;
  for (const command of difference(Object.keys(commands), folder.sent)) yield `lists ${command} and does not send it`;
  const granted = statementsOf(folder).flatMap(({ actions }) => actions);
  const used = Object.values(commands).flat();
  for (const action of difference(used, granted)) yield `uses ${action} and is not granted it`;
  for (const action of difference(granted, used)) yield `is granted ${action} and does not use it`;
  if (act.length === 0) yield 'has no statement to act with';
  if (look.length === 0) yield 'has no statement to look with, so it could neither plan nor verify';
  for (const { sid, actions, resources, reason } of statementsOf(folder)) {
    if (!/^[A-Z][A-Za-z0-9]+$/.test(sid)) yield `has a statement called ${sid}, which is not letters and digits`;
    for (const action of actions)
      if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/.test(action)) yield `grants ${action}, which is not one action by name`;
    for (const resource of resources)
      if (resource !== '*' && !/^arn:\{partition\}:[\w.*{}:/-]+$/.test(resource))
        yield `grants on ${resource}, which is neither an ARN with placeholders nor *`;
    if (resources.includes('*') !== (reason !== undefined))
      yield `gives ${sid} ${reason === undefined ? 'every resource without a reason' : 'a reason without every resource'}`;
  }
}

function* scenarioProblems({ playbook, scenarios }: PlaybookFolder): Generator<string> {
  const all = [scenarios.usual, ...scenarios.others];
  if (scenarios.usual.expected !== 'ready') yield 'has a usual scenario in which there is nothing to do';
  for (const kind of ['refused', 'already_right'])
    if (!all.some(({ expected }) => expected === kind)) yield `has no scenario that is ${kind}`;
  for (const { name, finding } of all)
    if (!playbook.triggers.some(({ rule, dataset }) => rule === finding.rule && dataset === finding.dataset))
      yield `has a scenario "${name}" whose finding does not start it`;
  for (const resource of difference(playbook.resources, Object.keys(scenarios.usual.finding.resources)))
    yield `has a usual scenario without the resource ${resource}`;
}

/** What two playbooks may not share: a finding that starts both, a statement's id, a variable. */
function* sharedProblems(folders: readonly PlaybookFolder[]): Generator<string> {
  const owners = new Map<string, string>();
  for (const folder of folders) {
    const parts = [
      ...folder.playbook.triggers.map(({ rule, dataset }) => `the trigger ${rule} of ${dataset}`),
      ...statementsOf(folder).map(({ sid }) => `the statement ${sid}`),
      ...Object.keys(folder.playbook.variables).map((name) => `the variable ${name}`),
    ];
    for (const part of parts) {
      const owner = owners.get(part);
      if (owner === undefined) owners.set(part, folder.id);
      else yield `${folder.id} has ${part}, which ${owner} has already.`;
    }
  }
}

/**
 * What is wrong with playbooks whose files are all there, one sentence each.
 *
 * @param rules  the detection rules that findings can come from
 */
export const wiringProblems = (
  folders: readonly PlaybookFolder[],
  rules: readonly DetectionRule[],
): readonly string[] => [
  ...folders.flatMap((folder) =>
    [
      ...identityProblems(folder),
      ...triggerProblems(folder, rules),
      ...variableProblems(folder),
      ...permissionProblems(folder),
      ...scenarioProblems(folder),
    ].map((problem) => `${folder.id} ${problem}.`),
  ),
  ...sharedProblems(folders),
];
