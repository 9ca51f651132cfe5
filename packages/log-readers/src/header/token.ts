const space = 0x20;
const tab = 0x09;

export const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;
export const isUpperCode = (code: number): boolean => code >= 65 && code <= 90;
export const isLowerCode = (code: number): boolean => code >= 97 && code <= 122;
export const isAlnumCode = (code: number): boolean => isDigitCode(code) || isUpperCode(code) || isLowerCode(code);

/** Whether the character ends a token: white space or the end of the text. */
export const isGapCode = (code: number): boolean =>
  code === space || code === tab || code === 0x0a || code === 0x0d || Number.isNaN(code);

/** Longest token looked at; a header's words are short. */
export const maxTokenLength = 160;

/** Index after the run of characters that are not white space, at most `maxTokenLength` characters on. */
export const tokenEnd = (text: string, at: number): number => {
  const stop = Math.min(text.length, at + maxTokenLength);
  let index = at;
  while (index < stop && !isGapCode(text.charCodeAt(index))) index += 1;
  return index;
};

const closers: Readonly<Record<number, number>> = { 0x5b: 0x5d, 0x28: 0x29, 0x3c: 0x3e, 0x7b: 0x7d };

/** Index of the bracket that closes the one at `at`, nested ones counted; -1 when none follows within `maxTokenLength` characters or the line. */
export const closingBracket = (text: string, at: number): number => {
  const open = text.charCodeAt(at);
  const close = closers[open];
  if (close === undefined) return -1;
  const stop = Math.min(text.length, at + maxTokenLength);
  let depth = 0;
  for (let index = at; index < stop; index += 1) {
    const code = text.charCodeAt(index);
    if (code === open) depth += 1;
    else if (code === close) {
      depth -= 1;
      if (depth === 0) return index;
    } else if (code === 0x0a) return -1;
  }
  return -1;
};

const codeLocation = /[({]([\w$./-]{1,100}\.[A-Za-z]{1,6}:(?:[\w$<>-]{1,80}\()?\d{1,6}\)?)[)}]/y;

/** Where in the sources a line was written, if that stands at `at` in brackets: `(App.java:42)`, `{task.py:12}`. */
export const codeLocationAt = (text: string, at: number): string | undefined => {
  const code = text.charCodeAt(at);
  if (code !== 0x28 && code !== 0x7b) return undefined;
  codeLocation.lastIndex = at;
  return codeLocation.exec(text)?.[1];
};

/** Index after spaces and lone separators (`-`, `--`, `---`, `:`, `|`, `>`, `,`) that stand between the parts of a header. */
export const skipSeparators = (text: string, at: number): number => {
  let index = at;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code === space || code === tab) index += 1;
    else if (code === 0x7c || code === 0x2c || code === 0x3b) index += 1;
    else if (code === 0x3a || code === 0x3e) {
      if (!isGapCode(text.charCodeAt(index + 1))) return index;
      index += 1;
    } else if (code === 0x2d) {
      let end = index;
      while (text.charCodeAt(end) === 0x2d && end - index < 4) end += 1;
      if (!isGapCode(text.charCodeAt(end)) || Number.isNaN(text.charCodeAt(end))) return index;
      index = end;
    } else return index;
  }
};

/** Whether the token is one that programs write, not people: a digit, an inner capital, `.`, `_`, `/`, `$`, `-`, `@`, or capitals only. */
export const isCodeLike = (text: string, start: number, end: number): boolean => {
  let lower = 0;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (
      isDigitCode(code) ||
      code === 0x5f ||
      code === 0x24 ||
      code === 0x40 ||
      code === 0x2f ||
      code === 0x5c ||
      code === 0x23
    )
      return true;
    if ((code === 0x2e || code === 0x2d || code === 0x3a) && index > start && index < end - 1) return true;
    if (isUpperCode(code) && index > start && lower > 0) return true;
    if (isLowerCode(code)) lower += 1;
    else if (!isUpperCode(code)) return false;
  }
  return lower === 0 && end - start > 1;
};

/** Whether every character may stand in the name of a logger, program or module. */
export const isName = (text: string, start: number, end: number): boolean => {
  if (end <= start) return false;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (
      isAlnumCode(code) ||
      (code >= 0x2d && code <= 0x2f) ||
      code === 0x5f ||
      code === 0x24 ||
      code === 0x23 ||
      code === 0x40
    )
      continue;
    // `std::vector`, `Foo#bar`, `worker[3]`, `Class<T>`, `sshd(pam_unix)`, `a\b`, `*`, `+`.
    if (
      code === 0x3a ||
      code === 0x5b ||
      code === 0x5d ||
      code === 0x3c ||
      code === 0x3e ||
      code === 0x28 ||
      code === 0x29 ||
      code === 0x5c ||
      code === 0x2a ||
      code === 0x2b
    )
      continue;
    return false;
  }
  return true;
};

/** Whether the token is digits only, at most ten of them: a process or thread id. */
export const isInteger = (text: string, start: number, end: number): boolean => {
  if (end <= start || end - start > 10) return false;
  for (let index = start; index < end; index += 1) if (!isDigitCode(text.charCodeAt(index))) return false;
  return true;
};
