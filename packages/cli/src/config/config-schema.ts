import type { Command } from 'commander';
import { choicesOf, isPath, isRepeatable } from '../command-tree.ts';
import { configurableCommands, configurableOptions, sharedOptions, type ConfigurableOption } from './configurable.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What is said of a path besides its description. */
const pathNote = ' Relative to the folder of the configuration.';

const schemaOfOption = ({ withValue, forms }: ConfigurableOption): Schema => {
  const option = withValue ?? forms[0];
  if (option === undefined) return {};
  const description = `${option.description}.${isPath(option) ? pathNote : ''}`;
  if (withValue === undefined) return { description, type: 'boolean' };
  const choices = choicesOf(withValue);
  const value: Schema = choices === undefined ? { type: ['string', 'number'] } : { enum: choices };
  if (isRepeatable(withValue)) return { description, type: 'array', items: value };
  // `false` stands for the form with `--no-`.
  if (forms.some(({ negate }) => negate)) return { description, anyOf: [value, { const: false }] };
  return { description, ...value };
};

const schemaOfOptions = (options: readonly ConfigurableOption[], description: string): Schema => ({
  description,
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(options.map((option) => [option.name, schemaOfOption(option)])),
});

/** The JSON schema of `bellwether.config.json`, made of the options of all commands. */
export const configSchemaOf = (program: Command): Schema => {
  const commands = [...configurableCommands(program)];
  const shared = new Map(
    commands.flatMap(([, command]) => sharedOptions(command)).map((option) => [option.name, option]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of the bellwether command',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      defaults: schemaOfOptions([...shared.values()], 'Options of every command that has them.'),
      ...Object.fromEntries(
        commands.map(([words, command]) => [
          words,
          schemaOfOptions(configurableOptions(command), `Options of bellwether ${words}.`),
        ]),
      ),
    },
  };
};
