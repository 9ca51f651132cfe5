import { describe, expect, it } from '@jest/globals';
import { namedLayouts, namesAlone, strangeLayouts } from './layouts.ts';
import { scoreLayout } from './score-layout.ts';

/** Least share of lines in a group that is exactly that of their statement. */
const minGrouping = 0.9;
const lineCount = 600;

describe('lines of a layout that nobody configured', () => {
  it.each([...namedLayouts, ...strangeLayouts, ...namesAlone].map((layout) => [layout.name, layout] as const))(
    'are grouped by what they tell: %s',
    (_, layout) => {
      expect(scoreLayout(layout, lineCount).grouping).toBeGreaterThanOrEqual(minGrouping);
    },
  );

  it('scores layouts by what a header that stays in the message costs', () => {
    const torn = {
      name: 'torn',
      write: ({ request, message }: { request: string; message: string }) =>
        `${request.startsWith('0') ? 'from' : 'to'} ${message}`,
    };
    expect(scoreLayout(torn, lineCount).grouping).toBeLessThan(minGrouping);
  });
});
