/**
 * Whether a text is what a pattern describes: `*` stands for any text, everything else for itself.
 *
 * Each `*` takes the least it can and is only ever widened while no later one has matched, so the time is at most the product
 * of both lengths, whatever a log puts into the text.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  let [at, inText] = [0, 0];
  let [star, starText] = [-1, 0];
  while (inText < text.length) {
    if (pattern[at] === '*') {
      [star, starText] = [at, inText];
      at += 1;
    } else if (at < pattern.length && pattern[at] === text[inText]) {
      at += 1;
      inText += 1;
    } else if (star >= 0) {
      starText += 1;
      [at, inText] = [star + 1, starText];
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
};
