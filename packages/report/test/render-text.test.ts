import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderText } from '../src/index.ts';
import { emptyFacts, factsOf, hostileFacts } from './report-factory.ts';

const plain = { width: 100, color: false };

describe('renderText', () => {
  it('lays counts out as a table, the busiest dataset first', () => {
    const lines = renderText(factsOf(), undefined, plain).split('\n');
    const head = lines.findIndex((line) => line.startsWith('  dataset'));
    expect(lines.slice(head, head + 3)).toEqual([
      '  dataset      critical  error  warning   info    all',
      '  application         1     39        -  1,000  1,040',
      '  cloudtrail          -      -       10    100    110',
    ]);
  });

  it.each([
    '1,165',
    'bad json',
    'Order <num> placed (new)',
    '  CRITICAL CloudTrail logging',
    '- eventName is StopLogging.',
    'ATT&CK T1562.008',
    'The trail logs again.',
    '  MISSED  A host scans another',
  ])('shows %s', (part) => {
    expect(renderText(factsOf(), undefined, plain)).toContain(part);
  });

  it('shows a model’s words, and not the figures in words again', () => {
    const paragraphs = ['It was a quiet day.'];
    expect(renderText(factsOf(), { paragraphs, writtenBy: 'a-model' }, plain)).toContain('It was a quiet day.');
    expect(renderText(factsOf(), { paragraphs, writtenBy: 'facts' }, plain)).not.toContain('It was a quiet day.');
  });

  it('says so when there is nothing', () => {
    expect(renderText(emptyFacts, undefined, plain)).toContain('0 findings, and no event was an error');
  });

  it('writes colours only when asked, and they change no letter', () => {
    const colored = renderText(factsOf(), undefined, { width: 100, color: true });
    expect(colored).toContain('\u001b[1;31m');
    expect(colored.replace(/\u001b\[[\d;]*m/g, '')).toBe(renderText(factsOf(), undefined, plain));
  });

  it('keeps to the width, with hostile texts too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fc.constantFrom(factsOf(), emptyFacts, hostileFacts()),
        (width, facts) => {
          for (const line of renderText(facts, undefined, { width, color: false }).split('\n'))
            expect([...line].length).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('lets no log move the cursor or forge a line', () => {
    const text = renderText(hostileFacts(), undefined, plain);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202a-\u202e\u2066-\u2069]/);
    expect(text.split('\n')).not.toContain('second');
    expect(text.length).toBeLessThan(100_000);
  });
});
