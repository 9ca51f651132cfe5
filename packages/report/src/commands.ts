import type { ReportFacts } from './facts.ts';

/** A word for a shell. */
const quoted = (word: string): string =>
  /^[\w./:@%+=-]{1,400}$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const usualFolder = '.bellwether';

/** Commands that show more than a report has room for. They work where the state of the run is. */
export const commandsOf = ({ stateFolder }: Pick<ReportFacts, 'stateFolder'>) => {
  const state = stateFolder === undefined || stateFolder === usualFolder ? '' : ` --state ${quoted(stateFolder)}`;
  return {
    lines: (id: string): string => `bellwether findings show ${quoted(id)}${state}`,
    resolve: (id: string): string => `bellwether findings ${quoted(id)} --mark resolved${state}`,
    findings: `bellwether findings --limit 10000${state}`,
    failures: `bellwether analyze <files>${state} --format json`,
  };
};
