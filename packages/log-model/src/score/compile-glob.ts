import { textPattern } from '@bellwether/detection-engine';

/**
 * Compiles a pattern in which `*` stands for any text and everything else for itself, letters as they are written. Its time is at most the
 * product of both lengths, whatever a log puts into the text.
 *
 * @example compileGlob('111122223333:/aws/*')('111122223333:/aws/eks') // true
 */
export const compileGlob = (pattern: string): ((text: string) => boolean) =>
  textPattern(pattern.replaceAll(/[\\?]/g, '\\$&'), 'equals', true).test;
