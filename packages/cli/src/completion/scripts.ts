import type { CompletionOption, CompletionWords } from './words.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A text inside single quotes, for every shell: without quotes and backslashes. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '')}'`;
const flagsOf = (options: readonly CompletionOption[]): readonly string[] => options.flatMap(({ flags }) => flags);

/** Patterns of a `case` for each option with choices: the words, a bar, and the option. */
const choiceCases = (all: readonly CompletionWords[]): readonly (readonly [string, readonly string[]])[] =>
  all.flatMap(({ words, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flags, choices }) => [flags.map((flag) => quoted(`${words}|${flag}`)).join('|'), choices] as const),
  );

/** Options that take any text or path: files are offered after them. */
const valueFlags = (all: readonly CompletionWords[]): readonly string[] => [
  ...new Set(
    all.flatMap(({ options }) =>
      flagsOf(options.filter(({ takesValue, choices }) => takesValue && choices.length === 0)),
    ),
  ),
];

const wordPatterns = (all: readonly CompletionWords[]): string =>
  all
    .filter(({ words }) => words !== '')
    .map(({ words }) => quoted(words))
    .join('|');

const bash = (
  all: readonly CompletionWords[],
): string => `# bash completion of bellwether. Load it with: source <(bellwether completion bash)
_bellwether() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    word="\${command:+$command }$word"
    case "$word" in ${wordPatterns(all)}) command="$word" ;; esac
  done
  COMPREPLY=()
  case "$command|$previous" in
${choiceCases(all)
  .map(
    ([pattern, choices]) =>
      `    ${pattern}) COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$current")); return ;;`,
  )
  .join('\n')}
  esac
  case "$previous" in ${valueFlags(all).join('|')}) return ;; esac
  if [[ "$current" == -* ]]; then
    case "$command" in
${all.map(({ words, options }) => `      ${quoted(words)}) COMPREPLY=($(compgen -W ${quoted(flagsOf(options).join(' '))} -- "$current")) ;;`).join('\n')}
    esac
    return
  fi
  case "$command" in
${all
  .map(({ words, commands, argumentChoices }) => ({
    words,
    next: [...commands.map(({ name }) => name), ...argumentChoices],
  }))
  .filter(({ next }) => next.length > 0)
  .map(
    ({ words, next }) => `    ${quoted(words)}) COMPREPLY=($(compgen -W ${quoted(next.join(' '))} -- "$current")) ;;`,
  )
  .join('\n')}
  esac
}
complete -o default -F _bellwether bellwether
`;

const zshDescribed = (name: string, description: string): string =>
  quoted(`${name}:${description.replaceAll(':', ',')}`);

const zsh = (all: readonly CompletionWords[]): string => `#compdef bellwether
# zsh completion of bellwether. Load it with: source <(bellwether completion zsh)
_bellwether() {
  local command="" word previous="\${words[CURRENT-1]}"
  local -a described
  for word in "\${(@)words[2,CURRENT-1]}"; do
    word="\${command:+$command }$word"
    case "$word" in (${wordPatterns(all)}) command="$word" ;; esac
  done
  case "$command|$previous" in
${choiceCases(all)
  .map(([pattern, choices]) => `    (${pattern}) compadd -- ${choices.map(quoted).join(' ')}; return ;;`)
  .join('\n')}
  esac
  case "$previous" in (${valueFlags(all).join('|')}) _files; return ;; esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    case "$command" in
${all
  .map(
    ({ words, options }) =>
      `      (${quoted(words)}) described=(${options.flatMap(({ flags, description }) => flags.map((flag) => zshDescribed(flag, description))).join(' ')}) ;;`,
  )
  .join('\n')}
    esac
    _describe option described
    return
  fi
  case "$command" in
${all
  .filter(({ commands, argumentChoices }) => commands.length + argumentChoices.length > 0)
  .map(
    ({ words, commands, argumentChoices }) =>
      `    (${quoted(words)}) described=(${[...commands.map(({ name, description }) => zshDescribed(name, description)), ...argumentChoices.map(quoted)].join(' ')}); _describe command described ;;`,
  )
  .join('\n')}
  esac
  _files
}
compdef _bellwether bellwether
`;

const fishCondition = (words: string): string =>
  words === ''
    ? '__fish_use_subcommand'
    : words
        .split(' ')
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join('; and ');

const fishOption = (words: string, { flags, description, takesValue, choices }: CompletionOption): string => {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const value = choices.length > 0 ? ` -xa ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
  return `complete -c bellwether -n ${quoted(fishCondition(words))} ${names}${value} -d ${quoted(description)}`;
};

const fish = (all: readonly CompletionWords[]): string =>
  `${[
    '# fish completion of bellwether. Load it with: bellwether completion fish | source',
    ...all.flatMap(({ words, commands, options, argumentChoices }) => [
      ...commands.map(
        ({ name, description }) =>
          `complete -c bellwether -n ${quoted(fishCondition(words))} -a ${name} -d ${quoted(description)}`,
      ),
      ...argumentChoices.map((choice) => `complete -c bellwether -n ${quoted(fishCondition(words))} -fa ${choice}`),
      ...options.map((option) => fishOption(words, option)),
    ]),
  ].join('\n')}\n`;

/** The script that completes commands, options and their values in a shell. */
export const completionScript = (shell: Shell, all: readonly CompletionWords[]): string =>
  ({ bash, zsh, fish })[shell](all);
