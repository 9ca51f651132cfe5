import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPlugins, terraform } from '../check/terraform-tools.ts';
import type { LocalAws } from './local-aws.ts';
import { unexpectedChanges, type PlanGap, type ShownPlan } from './plan-gaps.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'infra', 'environments', 'localstack');

/** The outputs of the stack. */
export interface StackOutputs {
  readonly lake_bucket: string;
  readonly counts_table: string;
  readonly findings_table: string;
  readonly alert_topic_arn: string;
  readonly remediation_machine_arn: string;
  readonly function_names: Readonly<Record<string, string>>;
  readonly audit_bucket: string | null;
  readonly audit_queue: string | null;
}

/** The `localstack` environment, applied to an endpoint. State and working files lie in a folder of their own. */
export interface Deployment {
  apply(): Promise<void>;
  /** Plans again and compares the changes with the gaps that the emulator is known to have. */
  expectNoChanges(gaps: readonly PlanGap[]): Promise<void>;
  outputs(): Promise<StackOutputs>;
  destroy(): Promise<void>;
  /** Removes the working files. */
  close(): Promise<void>;
}

// An emulator answers from memory: waits are the provider's own, and go by side by side.
const parallelism = ['-parallelism=24'];

// Colours are for terminals; what fails is shown in a log.
const must = async (args: readonly string[], dataDir: string): Promise<string> => {
  const { isGood, output } = await terraform(folder, args, dataDir);
  if (!isGood) throw new Error(`terraform ${args[0]}: ${output.slice(-3_000)}`);
  return output;
};

/** @param keptIn  folder for state and working files that outlive the run; a new one that `close` removes where there is none */
export const deployment = (
  aws: LocalAws,
  variables: Readonly<Record<string, unknown>>,
  keptIn?: string,
): Deployment => {
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  const ready = (async () => {
    if (keptIn !== undefined) await mkdir(keptIn, { recursive: true });
    const work = keptIn ?? (await mkdtemp(join(tmpdir(), 'bellwether-e2e-')));
    const values = join(work, 'values.tfvars.json');
    await writeFile(values, JSON.stringify({ emulator: aws.emulator, ...variables }));
    const plugins = findPlugins(process.env['TF_PLUGIN_DIR']);
    const dataDir = join(work, 'data');
    const from = plugins?.kind === 'folder' ? [`-plugin-dir=${plugins.path}`] : [];
    await must(
      ['init', '-input=false', '-reconfigure', `-backend-config=path=${join(work, 'terraform.tfstate')}`, ...from],
      dataDir,
    );
    return { work, dataDir, input: ['-input=false', `-var-file=${values}`] };
  })();
  return {
    apply: async () => {
      const { dataDir, input } = await ready;
      await must(['apply', '-auto-approve', ...parallelism, ...input], dataDir);
    },
    expectNoChanges: async (gaps) => {
      const { work, dataDir, input } = await ready;
      const plan = join(work, 'second.plan');
      await must(['plan', `-out=${plan}`, ...input], dataDir);
      const shown = await must(['show', '-json', plan], dataDir);
      const surprises = unexpectedChanges(JSON.parse(shown) as ShownPlan, gaps);
      if (surprises.length > 0) throw new Error(surprises.join('\n'));
    },
    outputs: async () => {
      const { dataDir } = await ready;
      return JSON.parse(await must(['output', '-json', 'deployment'], dataDir)) as StackOutputs;
    },
    destroy: async () => {
      const { dataDir, input } = await ready;
      await must(['destroy', '-auto-approve', ...parallelism, ...input], dataDir);
    },
    close: async () => {
      const { work } = await ready;
      if (keptIn === undefined) await rm(work, { recursive: true, force: true });
    },
  };
};

/** Names the tool that a deployment needs and this machine lacks; `undefined` when all are there. */
deployment.missingTool = async (): Promise<string | undefined> => {
  if (!(await terraform(folder, ['version'])).isGood) return 'terraform is not found';
  if (findPlugins(process.env['TF_PLUGIN_DIR']) === undefined) {
    return 'the AWS provider is not found (TF_PLUGIN_DIR names its folder, or the word registry)';
  }
  return undefined;
};
