import type { Command, Option } from 'commander';
import { commandsBelow, optionsOf } from '../command-tree.ts';

/** Text as troff reads it: hyphens stay hyphens, and no line begins a request. */
const troff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const optionText = (option: Option): string => {
  const values = option.argChoices === undefined ? '' : ` (${option.argChoices.join(', ')})`;
  const plain = ['string', 'number'].includes(typeof option.defaultValue);
  const standard = option.defaultValueDescription ?? (plain ? String(option.defaultValue) : '');
  const environment = option.envVar === undefined ? '' : ` Environment: ${option.envVar}.`;
  return `${option.description}${values}.${standard === '' ? '' : ` Default: ${standard}.`}${environment}`;
};

const optionLines = (options: readonly Option[]): readonly string[] =>
  options.flatMap((option) => ['.TP', `.B ${troff(option.flags)}`, troff(optionText(option))]);

const commandLines = (words: string, command: Command): readonly string[] => [
  `.SS "bellwether ${troff(words)} ${troff(command.usage())}"`,
  troff(command.description()),
  ...command.registeredArguments.flatMap((argument) => [
    '.TP',
    `.I ${troff(argument.name())}`,
    troff(`${argument.description}${argument.argChoices === undefined ? '' : ` (${argument.argChoices.join(', ')})`}.`),
  ]),
  ...optionLines(optionsOf(command).filter(({ long }) => long !== '--help')),
];

/** What the man page says besides the commands. */
export interface ManPageTexts {
  readonly version: string;
  readonly exitCodes: readonly { readonly code: number; readonly meaning: string }[];
  readonly environment: readonly { readonly name: string; readonly meaning: string }[];
  readonly files: readonly { readonly name: string; readonly meaning: string }[];
  readonly examples: readonly string[];
}

const listed = (items: readonly { readonly name: string; readonly meaning: string }[]): readonly string[] =>
  items.flatMap(({ name, meaning }) => ['.TP', `.B ${troff(name)}`, troff(meaning)]);

/** The man page of the command, section 1, in the macros of man(7). */
export const manPageOf = (program: Command, texts: ManPageTexts): string =>
  `${[
    `.TH BELLWETHER 1 "" "bellwether ${troff(texts.version)}" "User Commands"`,
    '.SH NAME',
    `bellwether \\- ${troff(program.description().replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    '.B bellwether',
    '.I command',
    '[options]',
    '.SH OPTIONS',
    ...optionLines(optionsOf(program)),
    '.SH COMMANDS',
    ...commandsBelow(program)
      .filter(({ command }) => command.name() !== 'help')
      .flatMap(({ words, command }) => commandLines(words, command)),
    '.SH EXIT STATUS',
    ...listed(texts.exitCodes.map(({ code, meaning }) => ({ name: String(code), meaning }))),
    '.SH ENVIRONMENT',
    ...listed(texts.environment),
    '.SH FILES',
    ...listed(texts.files),
    '.SH EXAMPLES',
    '.nf',
    ...texts.examples.map(troff),
    '.fi',
  ].join('\n')}\n`;
