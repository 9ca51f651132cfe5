import type { EnumeratedParameter } from './enumerated.ts';
import { joinText } from './join-text.ts';
import { isVariable } from './masks.ts';
import type { Template } from './miner.ts';
import { splitWords } from './split-words.ts';

/** Values that are written out; of more, the most frequent and how many others there are. */
const maxWritten = 8;

const listOf = ({ values }: EnumeratedParameter): string => {
  const written = values.slice(0, values.length > maxWritten ? maxWritten - 2 : maxWritten).map(([value]) => value);
  return `{${written.join('|')}${values.length > maxWritten ? `|+${values.length - written.length}` : ''}}`;
};

/**
 * The text of a template for people: a wildcard that has shown few values lists them, the most frequent first.
 *
 * @example
 * enumeratedText({ text: 'order <num> is <*>', enumerated: [{ parameter: 1, values: [['PAID', 41], ['SENT', 12]] }] });
 * // 'order <num> is {PAID|SENT}'
 */
export const enumeratedText = ({ text, enumerated }: Pick<Template, 'text' | 'enumerated'>): string => {
  if (enumerated === undefined) return text;
  const { words, gaps } = splitWords(text);
  const lists = new Map(enumerated.map((one) => [one.parameter, one]));
  let parameter = -1;
  const shown = words.map((word) => {
    if (!isVariable(word)) return word;
    parameter += 1;
    const list = lists.get(parameter);
    return list === undefined || word !== '<*>' ? word : listOf(list);
  });
  return joinText({ words: shown, gaps });
};
