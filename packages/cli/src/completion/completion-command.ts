import { Argument, Command } from 'commander';
import { completionScript, shells, type Shell } from './scripts.ts';
import { completionWords } from './words.ts';

/** `bellwether completion`: prints the script that completes commands and options in a shell. */
export const completionCommand = (): Command =>
  new Command('completion')
    .description('Print a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
Examples:
  echo 'source <(bellwether completion bash)' >> ~/.bashrc
  echo 'source <(bellwether completion zsh)' >> ~/.zshrc
  bellwether completion fish > ~/.config/fish/completions/bellwether.fish`,
    )
    .action((shell: Shell, _flags: unknown, command: Command) => {
      process.stdout.write(completionScript(shell, completionWords(command.parent ?? command)));
    });
