import { UnsupportedConstruct } from '../rule-content-error.ts';
import type { TextTest } from '../text-pattern.ts';

/** Compiles an expression of `|re`. @param flags  some of `i`, `m`, `s` */
export type ExpressionCompiler = (source: string, flags: string) => TextTest;

/** What PCRE has and an engine that runs in linear time has not. */
const unsupported: readonly (readonly [pattern: RegExp, construct: string])[] = [
  [/\(\?<?[=!]/, 'look-around in |re'],
  [/\\(?:[1-9]|k[<{'])/, 'a back reference in |re'],
  [/\(\?>/, 'an atomic group in |re'],
  [/\(\?(?:\(|R|\d|&|P>)/, 'a condition or recursion in |re'],
  [/[*+?}]\+/, 'a possessive quantifier in |re'],
  [/\\[KGRXhHN]/, 'an escape of PCRE alone in |re'],
];

const maxLength = 4_096;

/** Without escaped characters, and with an empty class in place of each, so that what is looked for is syntax. */
const skeleton = (source: string): string =>
  source.replace(/\\[^1-9kKGRXhHN]/gs, '_').replace(/\[\^?\]?[^\]]*\]/g, '[]');

interface Engine {
  compile(source: string, flags: number): { test(text: string): boolean };
  readonly CASE_INSENSITIVE: number;
  readonly MULTILINE: number;
  readonly DOTALL: number;
}

/** @param engine  RE2JS, which is loaded when it is needed */
export const linearExpressions =
  (engine: Engine): ExpressionCompiler =>
  (source, flags) => {
    if (source.length > maxLength) throw new RangeError(`an expression has at most ${maxLength} characters`);
    const syntax = skeleton(source);
    const found = unsupported.find(([pattern]) => pattern.test(syntax));
    if (found !== undefined) throw new UnsupportedConstruct(found[1]);
    const bits =
      (flags.includes('i') ? engine.CASE_INSENSITIVE : 0) |
      (flags.includes('m') ? engine.MULTILINE : 0) |
      (flags.includes('s') ? engine.DOTALL : 0);
    try {
      const expression = engine.compile(source, bits);
      return (text) => expression.test(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
      throw new RangeError(`not a regular expression (${reason})`, { cause: error });
    }
  };
