import {
  spreadsheetField,
  createMiner,
  defaultRedactionPolicy,
  enumeratedText,
  redact,
  type RedactionPolicy,
  type Template,
  templateAsWildcards,
} from '@bellwether/log-model';
import { csvRow } from '../csv-rows.ts';
import type { Message } from './messages-of.ts';

/** One scope for the whole input: `mine` looks at a file as one kind of log. */
const scope = 'input';

/**
 * Learns the templates of all messages, then gives one CSV row for each: its number from 1, its template's id and text.
 *
 * Templates are those of the end: a message is shown with what its template became. A line without a message has neither.
 * Only an id a message is held, so memory grows by some bytes per line.
 *
 * @param listsValues  texts with typed masks, and the values of wildcards that have shown few; texts with `<*>` for all when false
 */
export async function* mine(
  messages: AsyncIterable<readonly Message[]>,
  redaction: RedactionPolicy = defaultRedactionPolicy,
  listsValues = false,
): AsyncGenerator<string, void, undefined> {
  const miner = createMiner();
  const ids: (string | undefined)[] = [];
  for await (const batch of messages) {
    for (const message of batch) {
      // Novelty is not asked of a file, so the line's number stands for its time.
      ids.push(
        message === undefined ? undefined : miner.learn(scope, redact(message, redaction).text, ids.length).templateId,
      );
    }
  }
  yield csvRow(['LineId', 'EventId', 'EventTemplate']);
  const textOf = (template: Template): string =>
    listsValues ? enumeratedText(template) : templateAsWildcards(template.text);
  const shown = new Map<string, string>();
  const fieldsOf = (id: string): string => {
    const known = shown.get(id);
    if (known !== undefined) return known;
    // A template that became part of another is named by that one; one that made room for others keeps its id alone.
    const template = miner.template(scope, id);
    const fields = csvRow([template?.id ?? id, template === undefined ? '' : spreadsheetField(textOf(template))]);
    shown.set(id, fields);
    return fields;
  };
  for (const [index, id] of ids.entries()) yield `${index + 1},${id === undefined ? ',' : fieldsOf(id)}`;
}
