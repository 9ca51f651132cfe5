import type { HclBlock } from '../hcl-blocks.ts';
import { membersOf, stringsIn } from '../hcl-text.ts';
import { actionOfTask, actionsOfPollers, actionsOfServiceRoles } from './service-roles.ts';
import { wrongSource } from './sent-sources.ts';
import { compare, localsOf, type Statement, statementsIn, stoppedBy } from './statements.ts';

/** What was found of one role; no problems when it may do what it does, and nothing else. */
export interface Verdict {
  readonly name: string;
  /** What it uses, as IAM names it. */
  readonly used: readonly string[];
  readonly problems: readonly string[];
}

const bodyOf = (block: HclBlock): ReadonlyMap<string, string> => membersOf(block.body.join('\n'));

const moduleOf = (body: ReadonlyMap<string, string>): string =>
  /modules\/([\w-]+)"/.exec(body.get('source') ?? '')?.[1] ?? '';

const modulesMade = (stack: readonly HclBlock[]) =>
  stack
    .filter(({ kind }) => kind === 'module')
    .map((block) => ({ label: block.labels[0] ?? '', body: bodyOf(block), from: moduleOf(bodyOf(block)) }));

/** Folders under `functions/` that the stack deploys, such as `ingest-stream`. */
export const deployedFunctions = (stack: readonly HclBlock[]): readonly string[] =>
  modulesMade(stack)
    .filter(({ from }) => from === 'lambda-function')
    .map(({ label }) => label.replaceAll('_', '-'));

/** What Lambda itself does in a function's name: its pollers read a queue or stream, and a bucket takes what was given up on. */
const doneByLambda = (label: string, stack: readonly HclBlock[]): readonly string[] => {
  const made = modulesMade(stack).filter(({ body }) => body.get('function_arn')?.includes(`module.${label}.`));
  const resources = stack
    .filter(
      ({ kind, body }) =>
        kind === 'resource' &&
        body.some((line) => line.includes(`module.${label}[`) || line.includes(`module.${label}.`)),
    )
    .map((block) => ({ type: block.labels[0], text: block.body.join('\n') }));
  return [
    ...made.flatMap(({ from }) => actionsOfPollers[from] ?? []),
    ...resources.flatMap(({ type, text }) => {
      if (type === 'aws_lambda_event_source_mapping')
        return actionsOfPollers[/event_source_arn\s*=.*queue/.test(text) ? 'queue-trigger' : 'stream-trigger'] ?? [];
      return type === 'aws_lambda_function_event_invoke_config' && /destination\s*=\s*module\.failures\./.test(text)
        ? ['s3:PutObject', 's3:ListBucket']
        : [];
    }),
  ];
};

/** Use of a key that is bound to services, each of which the function calls: the service then uses the key, in its name. */
const usedThroughServices = ({ actions, text }: Statement, used: ReadonlySet<string>): readonly string[] => {
  const services = Array.from(
    text.matchAll(/"(\w+)\.\$\{local\.region\}\.amazonaws\.com"/g),
    (match) => match[1] ?? '',
  );
  const isBound = text.includes('kms:ViaService') && services.length > 0;
  const callsAll = services.every((service) => [...used].some((action) => action.startsWith(`${service}:`)));
  return isBound && callsAll ? actions.filter((action) => action.startsWith('kms:')) : [];
};

/**
 * Compares what a function is granted with what it sends.
 *
 * @param sent  names of commands, such as `client-s3/PutObjectCommand`
 * @param actionsOf  IAM actions of each command
 */
export const judgeFunction = (
  name: string,
  stack: readonly HclBlock[],
  sent: ReadonlySet<string>,
  actionsOf: Readonly<Record<string, readonly string[]>>,
): Verdict => {
  const label = name.replaceAll('-', '_');
  const own = modulesMade(stack).find((made) => made.label === label && made.from === 'lambda-function');
  if (own === undefined) return { name, used: [], problems: ['has no module lambda-function in the stack'] };
  const granted = statementsIn(own.body.get('policy_statements') ?? '', localsOf(stack));
  const called = new Set([...[...sent].flatMap((command) => actionsOf[command] ?? []), ...doneByLambda(label, stack)]);
  const used = new Set([...called, ...granted.flatMap((statement) => usedThroughServices(statement, called))]);
  const unknown = [...sent].filter((command) => !(command in actionsOf));
  return {
    name,
    used: [...used],
    problems: [
      ...unknown.map((command) => `sends ${command}, whose IAM action the table beside the clients does not name`),
      ...compare(granted, used),
    ],
  };
};

/** Every role that a module makes for a service, against what that service does with it and against whom it trusts. */
export const judgeModule = (name: string, blocks: readonly HclBlock[]): readonly Verdict[] => {
  const locals = localsOf(blocks);
  const resources = blocks.filter(({ kind }) => kind === 'resource');
  const policies = resources.filter(({ labels }) => labels[0] === 'aws_iam_role_policy');
  const roles = resources.filter(({ labels }) => labels[0] === 'aws_iam_role');
  const trust = roles.flatMap((block) =>
    statementsIn(bodyOf(block).get('assume_role_policy') ?? '', locals).flatMap(({ text }) => {
      const service = /Service\s*=\s*"([^"]+)"/.exec(text)?.[1] ?? '';
      return wrongSource('role', service, text) ?? [];
    }),
  );
  const attached = resources.filter(({ labels }) => labels[0] === 'aws_iam_role_policy_attachment');
  const texts = [...attached.flatMap(({ body }) => body), ...(attached.length > 0 ? locals.values() : [])];
  const tooWide = texts.flatMap((text) => /\w*(?:FullAccess|AdministratorAccess|PowerUserAccess)/.exec(text) ?? []);
  return policies.map((block, index) => {
    const key = `${name}/${block.labels[1] ?? ''}`;
    const used = actionsOfServiceRoles[key];
    // What a state machine's definition calls is judged with the machine.
    const ofDefinition = name === 'stepfunction' ? ['lambda:InvokeFunction', 'sns:Publish', 'dynamodb:PutItem'] : [];
    const granted = statementsIn(bodyOf(block).get('policy') ?? '', locals);
    return {
      name: `role ${key}`,
      used: used ?? [],
      problems: [
        ...(used === undefined
          ? ['is for a service whose use of it nobody has stated in service-roles.ts']
          : compare(granted, new Set([...used, ...ofDefinition]))),
        ...(index === 0
          ? [...trust, ...tooWide.map((name) => `is attached ${name}, which is wider than any use`)]
          : []),
      ],
    };
  });
};

interface State {
  readonly Type?: string;
  readonly Resource?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly States?: Readonly<Record<string, State>>;
  readonly Branches?: readonly State[];
  readonly ItemProcessor?: State;
}

const tasksIn = (machine: State): readonly State[] =>
  Object.values(machine.States ?? {}).flatMap((state) => [
    ...(state.Type === 'Task' ? [state] : []),
    ...[...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap(tasksIn),
  ]);

/** Placeholders of a task that say what it acts on: the function, or what its integration is pointed at. */
const targetsOf = ({ Resource = '', Parameters = {} }: State): readonly string[] =>
  [Resource, ...['FunctionName', 'TopicArn', 'QueueUrl', 'TableName'].map((name) => Parameters[name])].flatMap(
    (text) => (typeof text === 'string' ? (/^\$\{(\w+)\}$/.exec(text)?.[1] ?? []) : []),
  );

/** A machine's role against its definition: every target of a task is in its lists, and nothing else is. */
export const judgeMachine = (label: string, stack: readonly HclBlock[], definition: string): Verdict => {
  const body = modulesMade(stack).find((made) => made.label === label)?.body ?? new Map<string, string>();
  const substitutions = membersOf((body.get('substitutions') ?? '').replace(/^\{|\}$/g, ''));
  const listed = ['function_arns', 'topic_arns', 'asks_in'].flatMap((name) =>
    Array.from((body.get(name) ?? '').matchAll(/module\.\w+(?:\[0\])?\.arn/g), ([arn]) => arn),
  );
  const tasks = tasksIn(JSON.parse(definition) as State);
  // A table is pointed at by its name, and granted by its ARN.
  const needed = new Set(
    tasks
      .flatMap(targetsOf)
      .map((name) => (substitutions.get(name) ?? `\${${name}}`).replace(/^(module\.\w+)\.name$/, '$1.arn')),
  );
  const actions = new Set(tasks.map(({ Resource = '' }) => actionOfTask(Resource) ?? `whatever ${Resource} asks for`));
  const asks = body.has('asks_in');
  const readsRuns = body.get('reads_its_runs') === 'true';
  const grantable = new Set([
    'lambda:InvokeFunction',
    'sns:Publish',
    ...(asks ? ['dynamodb:PutItem'] : []),
    ...(readsRuns ? ['states:DescribeExecution'] : []),
  ]);
  return {
    name: `machine ${label}`,
    used: [...actions],
    problems: [
      ...[...actions]
        .filter((action) => !grantable.has(action))
        .map((action) => `uses ${action} and is not granted it`),
      ...[...needed].filter((arn) => !listed.includes(arn)).map((arn) => `calls ${arn} and is not granted it`),
      ...listed.filter((arn) => !needed.has(arn)).map((arn) => `is granted ${arn} and does not call it`),
      ...(asks && !actions.has('dynamodb:PutItem') ? ['may keep questions and asks none'] : []),
      ...(readsRuns && !actions.has('states:DescribeExecution') ? ['may read its runs and reads none'] : []),
      ...(definition.includes('"ItemReader"') === body.has('listed_items')
        ? []
        : ['reads a list of items without listed_items, or has that and reads none']),
    ],
  };
};

/**
 * What a service does with its own key in the caller's name: the key's policy grants it to all of the account, so no role lists it, but a
 * boundary that leaves it out can stop it.
 */
const doneInCallersName: Readonly<Record<string, readonly string[]>> = {
  'ssm:PutParameter': ['kms:Encrypt'],
  'ssm:GetParameter': ['kms:Decrypt'],
};

/**
 * Adds what the deployment's own permissions boundary would stop. Roles of workloads take a boundary of their account or none,
 * since EKS, SSM and SageMaker go beyond ours.
 */
export const withinBoundary = (verdicts: readonly Verdict[], iamModule: readonly HclBlock[]): readonly Verdict[] => {
  const made = iamModule.find(({ labels }) => labels[0] === 'aws_iam_policy' && labels[1] === 'boundary');
  const boundary = statementsIn(made === undefined ? '' : (bodyOf(made).get('policy') ?? ''), localsOf(iamModule));
  const needed = (used: readonly string[]): readonly string[] => [
    ...new Set(used.flatMap((action) => [action, ...(doneInCallersName[action] ?? [])])),
  ];
  return verdicts.map((verdict) => ({
    ...verdict,
    problems: [
      ...verdict.problems,
      ...(/^role (?:ec2|eks|sagemaker)\//.test(verdict.name)
        ? []
        : stoppedBy(boundary, needed(verdict.used), verdict.name)
      ).map((action) => `uses ${action}, which the permissions boundary stops`),
    ],
  }));
};

/** Path of a machine's definition from the repository on; `undefined` for another kind of module. */
export const machinesOf = (stack: readonly HclBlock[]): ReadonlyMap<string, string> =>
  new Map(
    modulesMade(stack)
      .filter(({ from }) => from === 'stepfunction')
      .map(({ label, body }) => [
        label,
        /state-machines\/.+/.exec(stringsIn(body.get('definition_path') ?? '')[0] ?? '')?.[0] ?? '',
      ]),
  );
