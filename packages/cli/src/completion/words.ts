import type { Command, Option } from 'commander';
import { choicesOf, commandsBelow, optionsOf } from '../command-tree.ts';

/** What may come after the words of a command. */
export interface CompletionWords {
  /** Words so far, such as `findings show`; empty for the program itself. */
  readonly words: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CompletionOption[];
  /** Choices of its first argument, such as the shells of `completion`. */
  readonly argumentChoices: readonly string[];
}

export interface CompletionOption {
  /** `--format`, and `-f` where there is one. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** Values that it takes; empty where any text is. */
  readonly choices: readonly string[];
}

const completionOption = (option: Option): CompletionOption => ({
  flags: [option.long, option.short].filter((flag): flag is string => flag !== undefined && flag !== null),
  description: option.description,
  takesValue: option.required || option.optional,
  choices: choicesOf(option) ?? [],
});

/** The words of a program and of every command below it. */
export const completionWords = (program: Command): readonly CompletionWords[] => {
  const shared = optionsOf(program).filter(({ long }) => long !== '--help' && long !== '--version');
  return [{ words: '', command: program }, ...commandsBelow(program)].map(({ words, command }) => {
    const own = optionsOf(command);
    const options = command === program ? own : [...own, ...shared];
    return {
      words,
      commands: commandsBelow(command)
        .filter(({ words: below }) => !below.includes(' '))
        .map(({ words: name, command: child }) => ({ name, description: child.description() })),
      options: options.map(completionOption),
      argumentChoices: command.registeredArguments[0]?.argChoices ?? [],
    };
  });
};
