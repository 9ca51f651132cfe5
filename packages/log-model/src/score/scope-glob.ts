import { textPattern } from '@bellwether/detection-engine';

/** Compiles a pattern in which `*` stands for any text and everything else for itself, letters as they are written. */
export const scopeGlob = (pattern: string): ((scope: string) => boolean) =>
  textPattern(pattern.replaceAll(/[\\?]/g, '\\$&'), 'equals', true).test;
