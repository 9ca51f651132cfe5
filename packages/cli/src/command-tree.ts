import type { Command, Option } from 'commander';

/** A command with the words that name it, such as `findings show`. */
export interface NamedCommand {
  readonly words: string;
  readonly command: Command;
}

/** Every command below a command, in the order of the help, with the commands below it. */
export const commandsBelow = (command: Command, words: readonly string[] = []): readonly NamedCommand[] =>
  command.commands.flatMap((child) => {
    if ((child as { readonly _hidden?: boolean })._hidden === true) return [];
    const path = [...words, child.name()];
    return [{ words: path.join(' '), command: child }, ...commandsBelow(child, path)];
  });

/** Options that a command takes besides those of the program, help among them. */
export const optionsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command);

/** What may be written after an option: `text` and `json` of `--format <format>`; undefined where it is not a choice. */
export const choicesOf = (option: Option): readonly string[] | undefined => option.argChoices;

/** Whether an option takes the name of a file or folder. */
export const isPath = (option: Option): boolean => /[<[](?:file|folder)[>\]]/.test(option.flags);

/** Whether an option may be given several times. */
export const isRepeatable = (option: Option): boolean => Array.isArray(option.defaultValue) || option.variadic;
