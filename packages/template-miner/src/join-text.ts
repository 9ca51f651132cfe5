import type { Shape } from './lists.ts';

/** The text of words and the gaps around them. */
export const joinText = ({ words, gaps }: Shape): string => {
  let text = gaps[0] ?? '';
  for (let place = 0; place < words.length; place += 1) text += (words[place] ?? '') + (gaps[place + 1] ?? '');
  return text;
};
