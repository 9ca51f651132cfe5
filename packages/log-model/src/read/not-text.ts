/** Characters looked at: binary data shows itself at once. */
const sampleLength = 64;
/** Above this share of control characters a record is no text. */
const limitScore = 0.3;

/** Share of control characters and of U+FFFD, which stands for invalid UTF-8, in the record's beginning; in [0, 1]. */
export const controlScore = (text: string): number => {
  const length = Math.min(text.length, sampleLength);
  let control = 0;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 ? code !== 9 && code !== 10 && code !== 13 && code !== 27 : code === 0xfffd || code === 127)
      control += 1;
  }
  return length === 0 ? 0 : control / length;
};

export const isNotText = (score: number): boolean => score > limitScore;

const colour = /\u001b\[[\d;]{0,16}[A-Za-z]/g;

/** The text without the terminal colours that consoles write around levels. */
export const withoutColours = (text: string): string => (text.includes('\u001b') ? text.replace(colour, '') : text);
