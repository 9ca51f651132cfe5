import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { completionScript, shells } from '../../src/completion/scripts.ts';
import { completionWords } from '../../src/completion/words.ts';
import { createProgram } from '../../src/program.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();
const run = promisify(execFile);
const words = completionWords(
  createProgram({ asJson: false, folder: '/', isInputTerminal: false, say: () => undefined }),
);

const has = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** What bash offers for a line whose last word is being written. */
const offered = async (...line: readonly string[]): Promise<readonly string[]> => {
  const path = await workspace.write('completion.bash', completionScript('bash', words));
  const script = `source '${path}'; COMP_WORDS=(bellwether "$@"); COMP_CWORD=${line.length}; _bellwether; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['--norc', '-c', script, 'bash', ...line]);
  return stdout.split('\n').filter((word) => word !== '');
};

describe('completion in bash', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['commands', ['an'], ['analyze', 'anomalies']],
    ['commands below commands', ['rules', 'ba'], ['backtest']],
    ['options', ['analyze', '--fa'], ['--fail-on']],
    ['options after files', ['analyze', 'app.log', '--sev'], ['--severity']],
    ['options of all commands', ['tail', '--no-c'], ['--no-config', '--no-color']],
    ['choices', ['query', '--format', ''], ['text', 'csv', 'json']],
    ['choices of a short option', ['analyze', '-f', 'j'], ['json']],
    ['choices of an argument', ['completion', 'z'], ['zsh']],
    ['nothing, so that the shell offers files, after an option that takes one', ['analyze', '--report', ''], []],
    ['nothing, so that the shell offers files, where a file is named', ['analyze', ''], []],
  ])('offers %s', async (_, line, expected) => {
    expect([...(await offered(...line))].sort()).toEqual([...expected].sort());
  });
});

describe('a completion script', () => {
  it.each(shells)('of %s is understood by the shell, where it is installed', async (shell) => {
    const path = await workspace.write(`completion.${shell}`, completionScript(shell, words));
    expect(words.length).toBeGreaterThan(12);
    for (const { words: command } of words)
      for (const word of command.split(' ')) expect(completionScript(shell, words)).toContain(word);
    if (has(shell)) await run(shell, ['-n', path]);
  });
});
