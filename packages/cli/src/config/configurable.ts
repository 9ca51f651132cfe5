import type { Command, Option } from 'commander';
import { commandsBelow, optionsOf } from '../command-tree.ts';

/** Commands that a configuration does not change: what acts, or is asked once. */
const leftOut = /^(?:replay|simulate|completion|manual|rules import)(?: |$)/;
/** Options of one call. */
const ofOneCall = new Set(['help', 'version', 'mark', 'at', 'dryRun', 'train', 'score', 'labels']);

/** The name of an option in a configuration: `fail-on` of `--fail-on`, `color` of `--no-color`. */
export const nameOf = (option: Option): string => option.name().replace(/^no-/, '');

/** Forms of an option that share a name: `--redact <classes>` and `--no-redact`. */
export interface ConfigurableOption {
  readonly name: string;
  /** The form that takes a value; absent where there are only `--x` or `--no-x`. */
  readonly withValue?: Option;
  /** `--x`, or `--no-x`. */
  readonly forms: readonly Option[];
}

/** Options that mean the same in every command that has them. */
const shared = new Set(['color', 'quiet', 'redact', 'rules', 'settings', 'state']);

/** Options of a command that `defaults` may set. */
export const sharedOptions = (command: Command): readonly ConfigurableOption[] =>
  configurableOptions(command).filter(({ name }) => shared.has(name));

/** Options of a command that a configuration may set. */
export const configurableOptions = (command: Command): readonly ConfigurableOption[] => {
  const byName = new Map<string, Option[]>();
  for (const option of optionsOf(command)) {
    if (ofOneCall.has(option.attributeName())) continue;
    byName.set(nameOf(option), [...(byName.get(nameOf(option)) ?? []), option]);
  }
  return [...byName].map(([name, forms]) => {
    const withValue = forms.find((option) => !option.isBoolean() && !option.negate);
    return { name, forms, ...(withValue === undefined ? {} : { withValue }) };
  });
};

/** Commands that a configuration may set options of, by their words. */
export const configurableCommands = (program: Command): ReadonlyMap<string, Command> =>
  new Map(
    commandsBelow(program)
      .filter(({ words, command }) => !leftOut.test(words) && configurableOptions(command).length > 0)
      .map(({ words, command }) => [words, command]),
  );
