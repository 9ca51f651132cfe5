import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { timeOption } from '../time-option.ts';

// Loaded with the command that needs them: most runs of the program ask for no rules.
const loading = () => import('./load-rules.ts');
const rendering = () => import('./render-rules.ts');

interface RulesFlags {
  readonly rules?: string;
  readonly format: 'text' | 'json';
}

const formatOption = (): Option =>
  new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text');
const folderOption = (): Option => new Option('--rules <folder>', 'also the rules of Sigma in this folder');

const loadedOf = async (folder: string | undefined) =>
  folder === undefined ? undefined : (await loading()).loadRules(folder);

const guidanceOf = async (id: string) => {
  const { ownGuidance } = await import('@bellwether/detections/guidance');
  return Object.hasOwn(ownGuidance, id) ? ownGuidance[id] : undefined;
};

const noSuchRule = async (id: string): Promise<void> => {
  const { oneLine } = await import('@bellwether/log-model');
  console.error(`bellwether: there is no rule ${oneLine(id, 120)}. bellwether rules list shows those there are.`);
  process.exitCode = exitCodes.inputFailed;
};

const importCommand = (): Command =>
  new Command('import')
    .description('Copy the rules of a SigmaHQ checkout that can run here, and say what is left out and why.')
    .argument('<checkout>', 'folder with rule files, and everything below it')
    .option('-o, --out <folder>', 'folder to copy to; an earlier import there is replaced', 'rules')
    .option('--dry-run', 'copy nothing')
    .addOption(formatOption())
    .action(async (checkout: string, flags: RulesFlags & { readonly out: string; readonly dryRun?: boolean }) => {
      const { importRules } = await import('./import-rules.ts');
      const { jsonOfImport, textOfImport } = await rendering();
      const result = await importRules(checkout, flags.dryRun === true ? undefined : flags.out);
      console.log(flags.format === 'json' ? jsonOfImport(result) : textOfImport(result));
      if (result.rules.length === 0) process.exitCode = exitCodes.inputFailed;
    });

const listCommand = (): Command =>
  new Command('list')
    .description('List our own rules, and those of a folder.')
    .addOption(folderOption())
    .addOption(formatOption())
    .action(async ({ rules: folder, format }: RulesFlags) => {
      const [{ rulesOf }, { jsonOfRule, textOfListed }] = await Promise.all([loading(), rendering()]);
      for (const rule of rulesOf(await loadedOf(folder)))
        console.log(format === 'json' ? jsonOfRule(rule, await guidanceOf(rule.id)) : textOfListed(rule));
    });

const explainCommand = (): Command =>
  new Command('explain')
    .description('Say what a rule looks for, what it means and what to do.')
    .argument('<id>', 'id of the rule')
    .addOption(folderOption())
    .addOption(formatOption())
    .action(async (id: string, { rules: folder, format }: RulesFlags) => {
      const [{ rulesOf }, { jsonOfRule, textOfRule }] = await Promise.all([loading(), rendering()]);
      const rule = rulesOf(await loadedOf(folder)).find((one) => one.id === id || one.id === `sigma-${id}`);
      if (rule === undefined) await noSuchRule(id);
      else {
        const guidance = await guidanceOf(rule.id);
        console.log(format === 'json' ? jsonOfRule(rule, guidance) : textOfRule(rule, guidance));
      }
    });

const testCommand = (): Command =>
  new Command('test')
    .description('Run rules on events of their own: those that must hit and those that must miss.')
    .argument('[folder]', 'folder with rules of Sigma, each beside <name>.events.yml; our own rules without it')
    .addOption(formatOption())
    .action(async (folder: string | undefined, { format }: RulesFlags) => {
      const { testRules } = await import('./test-rules.ts');
      const { lines, failed } = await testRules(folder, format);
      for (const line of lines) console.log(line);
      if (failed) process.exitCode = exitCodes.inputFailed;
    });

const backtestCommand = (): Command =>
  new Command('backtest')
    .description('Say what a rule would have found in the archive of a state folder, by day and with examples.')
    .argument('<id>', 'id of the rule')
    .addOption(timeOption('--since <time>', 'events at or after this time').makeOptionMandatory())
    .addOption(timeOption('--until <time>', 'events before this time'))
    .option('-s, --state <folder>', 'state folder that is read', '.bellwether')
    .addOption(folderOption())
    .addOption(formatOption())
    .action(
      async (
        id: string,
        flags: RulesFlags & { readonly since: number; readonly until?: number; readonly state: string },
      ) => {
        const [{ rulesOf }, { runBacktest }] = await Promise.all([loading(), import('./backtest-rule.ts')]);
        const loaded = await loadedOf(flags.rules);
        const rules = rulesOf(loaded);
        const rule = rules.find((one) => one.id === id || one.id === `sigma-${id}`);
        if (rule === undefined) return noSuchRule(id);
        const precedent = rules.find((one) => one.id === (rule.after ?? rule.absence)?.rule);
        const span = { fromMs: flags.since, toMs: flags.until ?? Date.now() };
        console.log(await runBacktest(rule, loaded?.dialect, flags.state, span, flags.format, precedent));
      },
    );

/** `bellwether rules`: imports, lists, explains and tries detection rules. */
export const rulesCommand = (): Command =>
  new Command('rules')
    .description('Import, list, explain and try detection rules.')
    .addCommand(importCommand())
    .addCommand(listCommand())
    .addCommand(explainCommand())
    .addCommand(testCommand())
    .addCommand(backtestCommand())
    .addHelpText(
      'after',
      `
Examples:
  bellwether rules import sigma/ --out rules
  bellwether rules list --rules rules --format json | jq -r .id
  bellwether rules explain root-activity
  bellwether rules test rules
  bellwether rules backtest root-activity --since 30d
  bellwether analyze logs/ --rules rules`,
    );
