import { dirname, resolve } from 'node:path';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import { choicesOf, isPath, isRepeatable } from '../command-tree.ts';
import { configurableCommands, configurableOptions, sharedOptions, type ConfigurableOption } from './configurable.ts';
import type { ReadConfig } from './find-config.ts';

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a value is called in a sentence. */
const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

/** Reads one value as the command line would. @throws RangeError */
const valueOf = (option: Option, written: unknown, config: ReadConfig, where: string): unknown => {
  const refuse = (why: string): never => {
    throw new RangeError(`${config.path}: ${where} is ${shown(written)}. ${why}`);
  };
  const one = (value: unknown, before: unknown): unknown => {
    if (typeof value !== 'string' && typeof value !== 'number') return refuse('It takes a text or a number.');
    const text = isPath(option) ? resolve(dirname(config.path), String(value)) : String(value);
    const choices = choicesOf(option);
    if (choices !== undefined && !choices.includes(text)) return refuse(`It takes one of ${choices.join(', ')}.`);
    try {
      return option.parseArg === undefined ? text : option.parseArg(text, before);
    } catch (error) {
      if (error instanceof InvalidArgumentError) return refuse(error.message);
      throw error;
    }
  };
  if (!isRepeatable(option)) return one(written, undefined);
  if (!Array.isArray(written)) return refuse('It takes a list.');
  return written.reduce<unknown>((before, value) => one(value, before), []);
};

/** The values that a configuration gives a command, by the names of options; its own ones win over `defaults`. */
const valuesFor = (config: ReadConfig, program: Command, words: string): Values => {
  const { content, path } = config;
  if (!isObject(content)) throw new RangeError(`${path} must contain a JSON object.`);
  const commands = configurableCommands(program);
  const known = new Map([...commands].map(([name, command]) => [name, configurableOptions(command)]));
  const every = [...commands.values()].flatMap(sharedOptions);
  const check = (section: string, options: readonly ConfigurableOption[]): Values => {
    const values = content[section] ?? {};
    if (!isObject(values)) throw new RangeError(`${path}: ${section} must be an object.`);
    const names = new Set(options.map(({ name }) => name));
    const wrong = Object.keys(values).find((name) => !names.has(name));
    if (wrong !== undefined)
      throw new RangeError(
        `${path}: ${section} has no option ${shown(wrong)}. Options are ${[...names].sort().join(', ')}.`,
      );
    return values;
  };
  const wrong = Object.keys(content).find((name) => name !== '$schema' && name !== 'defaults' && !known.has(name));
  if (wrong !== undefined)
    throw new RangeError(
      `${path}: ${shown(wrong)} is not a command with options. Names are defaults, ${[...known.keys()].join(', ')}.`,
    );
  for (const [name, options] of known) check(name, options);
  const own = new Set((known.get(words) ?? []).map(({ name }) => name));
  const shared = Object.entries(check('defaults', every)).filter(([name]) => own.has(name));
  return { ...Object.fromEntries(shared), ...(known.has(words) ? check(words, known.get(words) ?? []) : {}) };
};

/** Whether the command line or the environment has set an option already. */
const isSet = (command: Command, { attributeName }: { readonly attributeName: string }): boolean => {
  const source = command.getOptionValueSource(attributeName);
  return source !== undefined && source !== 'default';
};

/**
 * Gives a command the values of a configuration, for options that neither the command line nor the environment sets.
 *
 * @param words  the command, such as `findings show`
 * @throws RangeError naming the file, the option, what was written and what is taken
 */
export const applyConfig = (config: ReadConfig, program: Command, command: Command, words: string): void => {
  const values = valuesFor(config, program, words);
  for (const { name, withValue, forms } of configurableOptions(command)) {
    const written = values[name];
    const attributeName = (withValue ?? forms[0])?.attributeName();
    if (written === undefined || attributeName === undefined || isSet(command, { attributeName })) continue;
    const where = `${words}.${name}`;
    const hasSwitch = withValue === undefined || forms.some(({ negate }) => negate);
    if (typeof written === 'boolean' && hasSwitch && (written === false || withValue === undefined)) {
      command.setOptionValueWithSource(attributeName, written, 'config');
      continue;
    }
    if (withValue === undefined)
      throw new RangeError(`${config.path}: ${where} is ${shown(written)}. It takes true or false.`);
    command.setOptionValueWithSource(attributeName, valueOf(withValue, written, config, where), 'config');
  }
};
