import { Lexer } from 'yaml';

/** What the lexer puts before a text without quotes. */
const textFollows = '\u001f';
const opening = new Set(['[', '{']);
const closing = new Set([']', '}']);
/** What begins a value inside of another on its line. */
const indicators = new Set(['-', '?', ':']);

/**
 * Whether values of a text may nest deeper than this. Asked before a text is parsed: a parser calls itself for each level, and an expression
 * that V8 compiles near the end of its stack ends the process.
 *
 * @param maxDepth  levels: indents and brackets that are open, and dashes and keys of one line
 */
export const nestsDeeperThan = (text: string, maxDepth: number): boolean => {
  let brackets = 0;
  let inLine = 0;
  let isLineStart = true;
  let indent = 0;
  let isText = false;
  const indents: number[] = [];
  for (const token of new Lexer().lex(text)) {
    if (isText) {
      isText = false;
      continue;
    }
    if (token === textFollows) isText = true;
    if (token === '\n' || token === '\r\n') {
      [inLine, indent, isLineStart] = [0, 0, true];
      continue;
    }
    if (isLineStart && token.startsWith(' ')) {
      indent = token.length;
      continue;
    }
    if (isLineStart) {
      isLineStart = false;
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      indents.push(indent);
    }
    if (opening.has(token)) brackets += 1;
    else if (closing.has(token)) brackets = Math.max(0, brackets - 1);
    else if (indicators.has(token)) inLine += 1;
    if (indents.length + brackets + (brackets === 0 ? inLine : 0) > maxDepth) return true;
  }
  return false;
};
