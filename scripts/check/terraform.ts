// The Terraform tier: format, our own rules, validity of every folder, and the tests, which need no account and no network.
// usage: tsx scripts/check/terraform.ts [folder ...]     such as modules/kms; TF_PLUGIN_DIR names the provider's folder
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { staleReadmes } from '../generate/terraform-docs.ts';
import { terraformFolders } from './terraform-folders.ts';
import { alarmedMetrics, lintTerraform, shownMetrics, type TerraformFolder } from './terraform-lint.ts';
import { differingMajors } from './terraform-majors.ts';
import { confusedDeputies } from './terraform-policies.ts';
import { untidyTerraform } from './terraform-tidy.ts';
import { findPlugins, terraform, type PluginSource, type TerraformRun } from './terraform-tools.ts';

/** Folders worked on at a time; each contains a provider of several hundred MB in memory. */
const maxAtOnce = 2;

const repository = resolve(import.meta.dirname, '..', '..');
const infra = join(repository, 'infra');
const totals = { passed: 0, failed: 0 };

const say = (step: string, { isGood, output }: TerraformRun, startedMs: number, note = ''): boolean => {
  totals[isGood ? 'passed' : 'failed'] += 1;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${step}${note} (${seconds} s)`);
  if (!isGood) console.log(output.replaceAll(/^/gm, '     '));
  return isGood;
};

const listed = (problems: readonly string[]): TerraformRun => ({
  isGood: problems.length === 0,
  output: problems.join('\n'),
});

/** What alarms and widgets read and no function emits: such an alarm never fires, and such a widget looks like calm. */
const unknownMetrics = (folders: readonly TerraformFolder[]): readonly string[] => {
  const emitted = readFileSync(join(repository, 'packages', 'lambda-kit', 'src', 'metric-names.ts'), 'utf8');
  const read = { alarm: alarmedMetrics(folders), widget: shownMetrics(folders) };
  return Object.entries(read).flatMap(([reader, names]) =>
    names.length === 0
      ? [`No ${reader} reads a metric of our own.`]
      : names
          .filter((name) => !emitted.includes(`${name}:`))
          .map((name) => `A ${reader}, at least, reads ${name}, which no function emits.`),
  );
};

const countRuns = (output: string): string => / (\d+ passed), 0 failed/.exec(output)?.[1] ?? 'no run';

const checkFolder = async ({ name, tests }: TerraformFolder, plugins: PluginSource, scratch: string): Promise<void> => {
  const folder = join(infra, name);
  const dataDir = join(scratch, name);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const hadLock = existsSync(lockFile);
  const from = plugins.kind === 'folder' ? [`-plugin-dir=${plugins.path}`] : [];
  try {
    const startedMs = performance.now();
    const initialised = await terraform(
      folder,
      ['init', '-backend=false', '-input=false', '-no-color', ...from],
      dataDir,
    );
    if (!initialised.isGood) {
      say(`init ${name}`, initialised, startedMs);
      return;
    }
    // Each run of a test validates its folder first; an environment's tests stand in for the stack, so it is validated too.
    const isTested = Object.keys(tests).length > 0;
    if (!isTested || name.startsWith('environments/')) {
      say(
        `validate ${name}, with all it is made of`,
        await terraform(folder, ['validate', '-no-color'], dataDir),
        startedMs,
      );
    }
    if (!isTested) return;
    const testedMs = performance.now();
    const tested = await terraform(folder, ['test', '-no-color'], dataDir);
    say(`validate and test ${name}`, tested, testedMs, tested.isGood ? `: ${countRuns(tested.output)}` : '');
  } finally {
    // A lock made here names one platform's hashes only.
    if (!hadLock) rmSync(lockFile, { force: true });
  }
};

const main = async (wanted: readonly string[]): Promise<void> => {
  const version = await terraform(repository, ['version']);
  const plugins = findPlugins(process.env['TF_PLUGIN_DIR']);
  const folders = terraformFolders(infra);

  let startedMs = performance.now();
  say('own rules', listed(lintTerraform(folders)), startedMs);
  say('nothing unused, needlessly quoted, or untried', listed(untidyTerraform(folders)), startedMs);
  say('both majors of the provider', listed(differingMajors(folders)), startedMs);
  const deputies = confusedDeputies(folders);
  say('no service is let in for whoever asks', listed(deputies.problems), startedMs, `: ${deputies.judged} statements`);
  say('alarms and widgets read what functions emit', listed(unknownMetrics(folders)), startedMs);
  say('tables in the READMEs', listed(staleReadmes(infra).map((path) => `${path} is stale.`)), startedMs);
  if (!version.isGood || plugins === undefined) {
    const reason = version.isGood
      ? 'the aws provider is in no usual place; TF_PLUGIN_DIR names its folder'
      : 'terraform is not on the path';
    if (totals.failed === 0) console.log(`terraform tier skipped: ${reason}`);
    return;
  }

  startedMs = performance.now();
  say('format', await terraform(infra, ['fmt', '-check', '-recursive', '-diff', '-no-color']), startedMs);
  const scratch = mkdtempSync(join(tmpdir(), 'terraform-tier-'));
  try {
    // The stack and its environments take longest: first, so that the small ones fill the gaps.
    const queue = folders.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).toReversed();
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        await checkFolder(next, plugins, scratch);
    };
    await Promise.all(Array.from({ length: maxAtOnce }, work));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

await main(process.argv.slice(2));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
