/** Characters looked at first: binary data shows itself at once, and text is let through after few steps. */
const glanceLength = 24;
const sampleLength = 256;
/** Above this share of control characters a record is not text. */
const limitScore = 0.3;

const isControl = (code: number): boolean =>
  code < 32 ? code !== 9 && code !== 10 && code !== 13 && code !== 27 : code === 0xfffd || code === 127;

/** Whether the record's first characters contain anything that text does not. */
export const looksBinary = (text: string): boolean => {
  const length = Math.min(text.length, glanceLength);
  for (let index = 0; index < length; index += 1) if (isControl(text.charCodeAt(index))) return true;
  return false;
};

/** Share of control characters and of U+FFFD, which stands for invalid UTF-8, in the record's beginning; in [0, 1]. */
export const controlScore = (text: string): number => {
  const length = Math.min(text.length, sampleLength);
  let control = 0;
  for (let index = 0; index < length; index += 1) {
    if (isControl(text.charCodeAt(index))) control += 1;
  }
  return length === 0 ? 0 : control / length;
};

export const isNotText = (score: number): boolean => score > limitScore;

const colour = /\u001b\[[\d;]{0,16}[A-Za-z]/g;

/** The text without the terminal colours that consoles write around levels. */
export const withoutColours = (text: string): string => (text.includes('\u001b') ? text.replace(colour, '') : text);
