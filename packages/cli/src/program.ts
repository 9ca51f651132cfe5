import { Command } from 'commander';
import { analyzeCommand } from './analyze/analyze-command.ts';
import { standardInput } from './analyze/collect-files.ts';
import { anomaliesCommand } from './anomalies/anomalies-command.ts';
import { completionCommand } from './completion/completion-command.ts';
import { manPageOf } from './completion/man-page.ts';
import { applyConfig } from './config/apply-config.ts';
import { configName, findConfig } from './config/find-config.ts';
import { detectCommand } from './detect/detect-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { findingsCommand } from './findings/findings-command.ts';
import { mineCommand } from './mine/mine-command.ts';
import { parseCommand } from './parse/parse-command.ts';
import { environmentTexts, exitCodeTexts, fileTexts, programExamples } from './program-texts.ts';
import { queryCommand } from './query/query-command.ts';
import { remediationCommand } from './remediation/remediation-command.ts';
import { replayCommand } from './replay/replay-command.ts';
import { reportCommand } from './report/report-command.ts';
import { rulesCommand } from './rules/rules-command.ts';
import { simulateCommand } from './simulate/simulate-command.ts';
import { tailCommand } from './tail/tail-command.ts';

const version = '0.1.0';
const forScripts = 'Commands for scripts:';

/** What surrounds the program. */
export interface ProgramParts {
  /** Whether errors are printed as JSON, at the end, instead of by commander. */
  readonly asJson: boolean;
  /** The working folder. */
  readonly folder: string;
  readonly isInputTerminal: boolean;
  /** Says something to a person, on standard error. */
  readonly say: (sentence: string) => void;
}

/** Words of a command as it is called: `findings show`. */
const wordsOf = (command: Command): string => {
  const above = command.parent;
  return above === null || above.parent === null ? command.name() : `${wordsOf(above)} ${command.name()}`;
};

/** Commands that are added, instead of made by the program, do not take over how it ends; nor do the commands below them. */
const inherit = (parent: Command): void => {
  for (const command of parent.commands) inherit(command.copyInheritedSettings(parent));
};

/** Prints the man page; the packed command contains it. */
const manualCommand = (): Command =>
  new Command('manual').description('Print the man page.').action((_flags: unknown, command: Command) => {
    const texts = {
      version,
      exitCodes: exitCodeTexts,
      environment: environmentTexts,
      files: fileTexts,
      examples: programExamples,
    };
    process.stdout.write(manPageOf(command.parent ?? command, texts));
  });

interface ProgramFlags {
  /** A path; false for `--no-config`, true where the nearest is looked for. */
  readonly config?: string | boolean;
  readonly input: boolean;
}

/** Reading what somebody types is allowed, said, and refused with `--no-input`. */
const checkInput = (command: Command, { input }: ProgramFlags, { isInputTerminal, say }: ProgramParts): void => {
  if (!isInputTerminal || !command.args.includes(standardInput)) return;
  if (!input) throw new RangeError('Standard input is a terminal, and --no-input is set: nothing can be read from it.');
  say('Reading what is typed. Ctrl-D ends it.');
};

/** The `bellwether` command with every command below it. */
export const createProgram = (parts: ProgramParts): Command => {
  const { asJson, folder } = parts;
  const program = new Command('bellwether')
    .description('Reads logs, learns what is usual, and reports what is not.')
    .version(version)
    .option('--config <file>', `take options from this file instead of the nearest ${configName}`)
    .option('--no-config', `take no options from a ${configName}`)
    .option('--no-input', 'end with an error instead of reading what is typed')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError(asJson ? false : 'Run with --help to see the options.')
    // An error is written once, at the end, where it may be JSON.
    .configureOutput(asJson ? { writeErr: () => undefined } : {})
    .exitOverride()
    .hook('preAction', async (all: Command, command: Command) => {
      const flags = all.opts<ProgramFlags>();
      checkInput(command, flags, parts);
      if (flags.config === false) return;
      const config = await findConfig(folder, typeof flags.config === 'string' ? flags.config : undefined);
      if (config !== undefined) applyConfig(config, all, command, wordsOf(command));
    })
    .commandsGroup('Commands:')
    .addCommand(analyzeCommand())
    .addCommand(tailCommand())
    .addCommand(findingsCommand())
    .addCommand(queryCommand())
    .addCommand(reportCommand())
    .addCommand(remediationCommand())
    .addCommand(replayCommand())
    .addCommand(rulesCommand())
    .addCommand(simulateCommand())
    .addCommand(doctorCommand())
    .addCommand(completionCommand())
    .addCommand(parseCommand().helpGroup(forScripts))
    .addCommand(mineCommand().helpGroup(forScripts))
    .addCommand(detectCommand().helpGroup(forScripts))
    .addCommand(anomaliesCommand().helpGroup(forScripts))
    .addCommand(manualCommand(), { hidden: true })
    .addHelpText(
      'after',
      `
Exit codes:
${exitCodeTexts.map(({ code, meaning }) => `  ${code}  ${meaning}`).join('\n')}

Examples:
${programExamples.map((example) => `  ${example}`).join('\n')}`,
    );
  inherit(program);
  return program;
};
