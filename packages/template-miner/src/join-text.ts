import type { Shape } from './lists.ts';

/** The text of words and the gaps around them. */
export const joinText = ({ words, gaps }: Shape): string => {
  let text = gaps[0] ?? '';
  for (let position = 0; position < words.length; position += 1)
    text += (words[position] ?? '') + (gaps[position + 1] ?? '');
  return text;
};
