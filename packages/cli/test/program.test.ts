import { describe, expect, it } from '@jest/globals';
import { createProgram } from '../src/program.ts';

/** Runs the program with a terminal for standard input; gives back what it said to the person, or the error. */
const typedAt = async (...args: readonly string[]): Promise<{ readonly said: string[]; readonly error?: unknown }> => {
  const said: string[] = [];
  const program = createProgram({ asJson: true, folder: '/', isInputTerminal: true, say: (text) => said.push(text) });
  // What the command does is of no interest here.
  for (const command of program.commands) command.action(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return { said };
  } catch (error) {
    return { said, error };
  }
};

describe('standard input that is a terminal', () => {
  it('is read, and that is said', async () => {
    expect(await typedAt('analyze', '-')).toEqual({ said: ['Reading what is typed. Ctrl-D ends it.'] });
  });

  it('is refused with --no-input', async () => {
    const { error } = await typedAt('tail', '-', '--no-input');
    expect(String(error)).toContain('Standard input is a terminal, and --no-input is set');
  });

  it('is not mentioned where it is not read', async () => {
    expect(await typedAt('analyze', 'x.log', '--no-input')).toEqual({ said: [] });
  });
});

describe('the help', () => {
  it('lists about ten commands, and those for scripts apart', () => {
    const help = createProgram({
      asJson: false,
      folder: '/',
      isInputTerminal: false,
      say: () => undefined,
    }).helpInformation();
    const [forPeople = '', forScripts = ''] = help.split('Commands for scripts:');
    const commandsIn = (text: string): readonly string[] =>
      [...text.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(commandsIn(forPeople.split('Commands:')[1] ?? '')).toEqual([
      'analyze',
      'tail',
      'findings',
      'query',
      'report',
      'remediation',
      'replay',
      'rules',
      'simulate',
      'doctor',
      'completion',
      'help',
    ]);
    expect(commandsIn(forScripts)).toEqual(['parse', 'mine', 'detect', 'anomalies']);
  });
});
