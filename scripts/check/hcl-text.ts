/**
 * Cuts Terraform's text into parts without understanding all of it: brackets, strings and comments are honoured, and what is
 * inside an expression stays text.
 */

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** The index after the string that begins at `start`; templates may contain strings again. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 2;
    else if (text.startsWith('$${', at)) at += 3;
    else if (text.startsWith('${', at)) at = endOfBracket(text, at + 1);
    else at += 1;
  }
  return at + 1;
};

/** The index after the token at `at`: a string, a comment, a here-document or a single character. Brackets are not skipped. */
const endOfToken = (text: string, at: number): number => {
  if (text[at] === '"') return endOfString(text, at);
  if (text[at] === '#') {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  const heredoc = text[at] === '<' ? /^<<-?([A-Z]+)\n[\s\S]*?\n\s*\1(?=\n|$)/.exec(text.slice(at)) : null;
  return at + (heredoc?.[0].length ?? 1);
};

/** The index after the bracket that closes the one at `start`. */
export const endOfBracket = (text: string, start: number): number => {
  const wanted = closing[text[start] ?? ''];
  let at = start + 1;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === wanted) return at + 1;
    at = character in closing ? endOfBracket(text, at) : endOfToken(text, at);
  }
  return at;
};

/** The parts between separators that stand outside of all brackets, strings and comments. Comments go with what follows them. */
const splitOutside = (text: string, separators: string): readonly string[] => {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    if (separators.includes(character)) {
      parts.push(text.slice(start, at));
      at += 1;
      start = at;
    } else at = character in closing ? endOfBracket(text, at) : endOfToken(text, at);
  }
  return [...parts, text.slice(start)];
};

/** The members of an object or of a block's body, given without its braces: name to the text of the value. */
export const membersOf = (inner: string): ReadonlyMap<string, string> => {
  const members = new Map<string, string>();
  for (const part of splitOutside(inner, '\n,')) {
    const member = /^\s*"?([\w.-]+)"?\s*=\s*(\S[\s\S]*)$/.exec(part);
    if (member !== null) members.set(member[1] ?? '', (member[2] ?? '').trim());
  }
  return members;
};

/** The text of a string's or list's quoted parts, in order. */
export const stringsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"/g), (match) => match[1] ?? '');

/** What an expression is made of that can contain a policy's statements: objects, and references such as `local.may.publish`. */
export type HclPart =
  { readonly kind: 'object'; readonly inner: string } | { readonly kind: 'local'; readonly path: readonly string[] };

/** The outermost objects and the references to locals of an expression, in order. */
export const partsOf = (text: string): readonly HclPart[] => {
  const parts: HclPart[] = [];
  for (let at = 0; at < text.length;) {
    const reference = /^local((?:\.[A-Za-z_][\w-]*)+)/.exec(text.slice(at));
    const isWordStart = at === 0 || !/[\w.]/.test(text[at - 1] ?? '');
    if (text[at] === '{') {
      const end = endOfBracket(text, at);
      parts.push({ kind: 'object', inner: text.slice(at + 1, end - 1) });
      at = end;
    } else if (reference !== null && isWordStart) {
      parts.push({ kind: 'local', path: (reference[1] ?? '').slice(1).split('.') });
      at += reference[0].length;
    } else at = endOfToken(text, at);
  }
  return parts;
};
