import { openArchiveQueries, questionOf, readyViewNames, readyViews, stateLayout } from '@bellwether/local-adapters';
import { Command, Option } from 'commander';
import { writeLines } from '../write-lines.ts';
import { renderAnswer, type AnswerFormat } from './render-answer.ts';

interface QueryFlags {
  readonly state: string;
  readonly format: AnswerFormat;
}

/** The question: a ready view by its name, or SQL. */
const sqlOf = (asked: string): string => {
  const view = readyViewNames.find((name) => name === asked.trim());
  if (view !== undefined) return questionOf(view);
  // One word is not SQL, but may be meant as a view.
  if (/^\w+$/.test(asked.trim()))
    throw new RangeError(`There is no view ${asked.trim()}. Views are ${readyViewNames.join(', ')}; or ask in SQL.`);
  return asked;
};

/** `bellwether query`: asks the archive of a state folder in SQL. */
export const queryCommand = (): Command =>
  new Command('query')
    .description('Ask what was analysed in SQL, or show a ready view of it.')
    .argument('<view or sql>', `a view (${readyViewNames.join(', ')}) or one SELECT statement`)
    .option('-s, --state <folder>', 'state folder that is read', '.bellwether')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'csv', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Views, in DuckDB's SQL; nothing can be changed:
${readyViewNames.map((name) => `  ${name.padEnd(9)} ${readyViews[name].about}`).join('\n')}

Examples:
  bellwether query patterns
  bellwether query timeline --format csv > timeline.csv
  bellwether query "SELECT who, count(*) FROM events WHERE message ILIKE '%denied%' GROUP BY ALL ORDER BY 2 DESC"`,
    )
    .action(async (asked: string, { state, format }: QueryFlags) => {
      const sql = sqlOf(asked);
      const queries = await openArchiveQueries(stateLayout(state));
      try {
        await writeLines(renderAnswer(await queries.ask(sql), format), process.stdout);
      } finally {
        queries.close();
      }
    });
