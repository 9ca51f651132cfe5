import { describe, expect, it } from '@jest/globals';
import { outputStyle } from '../src/output-style.ts';

const terminal = { isTTY: true, columns: 120 };

describe('the style of text', () => {
  it.each<[string, Parameters<typeof outputStyle>, ReturnType<typeof outputStyle>]>([
    ['a terminal', [terminal, {}, true], { width: 120, color: true }],
    ['a pipe', [{}, {}, true], { width: 100, color: false }],
    ['a terminal with NO_COLOR', [terminal, { NO_COLOR: '1' }, true], { width: 120, color: false }],
    ['a terminal with an empty NO_COLOR', [terminal, { NO_COLOR: '' }, true], { width: 120, color: true }],
    ['a pipe with FORCE_COLOR', [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true], { width: 100, color: true }],
    ['a pipe with FORCE_COLOR=0', [{}, { FORCE_COLOR: '0' }, true], { width: 100, color: false }],
    ['--no-color', [terminal, { FORCE_COLOR: '1' }, false], { width: 120, color: false }],
    ['COLUMNS', [terminal, { COLUMNS: '80' }, true], { width: 80, color: true }],
    ['COLUMNS that no text fits into', [terminal, { COLUMNS: '3' }, true], { width: 120, color: true }],
    ['COLUMNS that is not a number', [{}, { COLUMNS: 'wide' }, true], { width: 100, color: false }],
  ])('suits %s', (_, args, expected) => {
    expect(outputStyle(...args)).toEqual(expected);
  });
});
