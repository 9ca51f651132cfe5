import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How Terraform gets its provider: from a folder on this machine, or from the registry where that was asked for. */
export type PluginSource = { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'registry' };

/** Entries looked at in one folder; a folder with more is not a place for plugins. */
const maxEntries = 500;

const holdsProvider = (folder: string): boolean =>
  existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws'));

const foldersIn = (folder: string): readonly string[] => {
  if (!existsSync(folder)) return [];
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .slice(0, maxEntries)
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  } catch {
    return []; // A folder that this user may not read contains nothing for them.
  }
};

/** Looks for the provider one folder deep in the usual places; `undefined` when it is in none. */
const searchPlugins = (): string | undefined => {
  const roots = [
    join(homedir(), '.terraform.d'),
    homedir(),
    '/opt',
    '/usr/share',
    '/usr/local/share',
    '/usr/local/share/terraform',
  ];
  return roots.flatMap((root) => [root, ...foldersIn(root)]).find(holdsProvider);
};

/**
 * Where the provider comes from: TF_PLUGIN_DIR names the folder, and the word `registry` there lets Terraform download it;
 * otherwise the usual places are searched.
 */
export const findPlugins = (named: string | undefined): PluginSource | undefined => {
  if (named === 'registry') return { kind: 'registry' };
  if (named !== undefined && named !== '') return holdsProvider(named) ? { kind: 'folder', path: named } : undefined;
  const path = searchPlugins();
  return path === undefined ? undefined : { kind: 'folder', path };
};

export interface TerraformRun {
  readonly isGood: boolean;
  readonly output: string;
}

/** Runs Terraform; never throws: a failure is its output. `dataDir` keeps its files out of the tree. */
export const terraform = async (
  folder: string,
  args: readonly string[],
  dataDir: string | undefined = undefined,
): Promise<TerraformRun> => {
  const { TF_CLI_CONFIG_FILE: config, ...rest } = process.env;
  const env = {
    ...rest,
    // A settings file that is named and missing makes every command warn; leave it out.
    ...(config !== undefined && existsSync(config) ? { TF_CLI_CONFIG_FILE: config } : {}),
    ...(dataDir === undefined ? {} : { TF_DATA_DIR: dataDir }),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  };
  try {
    const { stdout } = await run('terraform', [...args], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
    return { isGood: true, output: stdout };
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return { isGood: false, output: `${stdout}${stderr}`.trim() || message };
  }
};
