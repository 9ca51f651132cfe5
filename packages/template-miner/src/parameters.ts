import { collapseLists, isListMask } from './lists.ts';
import { isVariable, type MaskName, maskNameIn } from './masks.ts';
import { splitWords } from './split-words.ts';

/**
 * One value of a message, at a position where its template varies.
 *
 * @example
 * // In "Connection from 10.0.0.1 closed after 35 ms", whose template is "Connection from <ip> closed after <num> ms":
 * const parameter: MinedParameter = { type: 'ip', value: '10.0.0.1' };
 */
export interface MinedParameter {
  /** The mask at this position of the template: `ip`, `num` ...; `*` when it had values of several kinds. */
  readonly type: MaskName;
  /** The text as the message has it; for a list, from its first value to its last. */
  readonly value: string;
}

/** The value in a word, without the constant parts around the mask: `2275` of `core.2275` for `core.<num>`. */
const valueInside = (templateWord: string, word: string): string => {
  const prefix = templateWord.slice(0, templateWord.indexOf('<'));
  const suffix = templateWord.slice(templateWord.lastIndexOf('>') + 1);
  const fits = word.length >= prefix.length + suffix.length && word.startsWith(prefix) && word.endsWith(suffix);
  return fits ? word.slice(prefix.length, word.length - suffix.length) : word;
};

/**
 * The values of a message at the positions where its template varies, in order.
 *
 * @param templateText  `text` of the template that `learn` or `match` gave for the message
 * @returns undefined when the message has other words or delimiters than the template
 * @example
 * extractParameters('Connection from <ip> closed after <num> ms', 'Connection from 10.0.0.1 closed after 35 ms');
 * // [{ type: 'ip', value: '10.0.0.1' }, { type: 'num', value: '35' }]
 */
export const extractParameters = (templateText: string, message: string): readonly MinedParameter[] | undefined => {
  const template = splitWords(templateText);
  const split = splitWords(message);
  const holdsList = template.words.some(isListMask);
  const shape = holdsList ? collapseLists(split) : split;
  if (shape.words.length !== template.words.length || shape.gaps.join('\u0000') !== template.gaps.join('\u0000'))
    return undefined;
  const lengths = holdsList ? collapseLists(split).lengths : undefined;
  const parameters: MinedParameter[] = [];
  let first = 0;
  for (let position = 0; position < template.words.length; position += 1) {
    const templateWord = template.words[position] ?? '';
    const last = first + (lengths?.[position] ?? 1) - 1;
    if (isVariable(templateWord)) {
      const raw = message.slice(split.spans[first * 2], split.spans[last * 2 + 1]);
      parameters.push({ type: maskNameIn(templateWord), value: valueInside(templateWord, raw) });
    } else if (templateWord !== shape.words[position]) return undefined;
    first = last + 1;
  }
  return parameters;
};
