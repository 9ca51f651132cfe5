import { escapeMarkdown } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import { factsNarrator, renderMarkdown, sentencesOf, type ReportFacts } from '../src/index.ts';
import { emptyFacts, factsOf, findingOf, hostileFacts } from './report-factory.ts';

const render = async (facts: ReportFacts): Promise<string> =>
  renderMarkdown(facts, await factsNarrator.narrate(sentencesOf(facts)));

describe('renderMarkdown', () => {
  it.each([
    '# A day of account 111122223333',
    '### CRITICAL: CloudTrail logging was stopped or narrowed',
    '| application | 1 | 39 | 0 | 1,000 | 0 | 0 | 1,040 |',
    '**missed**',
    '| unreadable | bad\\_json | 12 |',
  ])('shows %s', async (part) => {
    expect(await render(factsOf())).toContain(part);
  });

  it('says plainly that there is nothing to say', async () => {
    expect(await render(emptyFacts)).toContain('0 findings, and no event was an error');
  });

  it.each([
    ['<script>', '&lt;script\\>'],
    ['a | b', 'a \\| b'],
    ['[x](javascript:1)', '\\[x\\]\\(javascript:1\\)'],
    ['https://evil.example', 'https\\://evil.example'],
    ['www.evil.example', 'www\\.evil.example'],
    ['1. one', '1\\. one'],
    ['- one', '\\- one'],
    ['# one', '\\# one'],
    ['one\n\n# two', 'one \\# two'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ])('escapes %j', (text, expected) => {
    expect(escapeMarkdown(text, 100)).toBe(expected);
  });

  it('names ids of events whole, and says how many it does not name', async () => {
    const evidence = ['a'.repeat(121), ...Array.from({ length: 7 }, (_, index) => `${index}`.repeat(120))];
    const markdown = await render(factsOf({ findings: [findingOf({ evidence })] }));
    expect(markdown).toContain(`- Evidence: ${evidence.slice(1, 6).join(', ')}, 3 event ids not shown\n`);
    expect(markdown).not.toContain('aaa');
  });

  it('keeps hostile texts bounded, each in its cell', async () => {
    const markdown = await render(hostileFacts());
    expect(markdown).not.toMatch(/<(?!br)[a-z/]/i);
    expect(markdown.length).toBeLessThan(200_000);
    for (const line of markdown.split('\n').filter((one) => one.startsWith('| '))) {
      expect([5, 7, 10]).toContain(line.replace(/\\\|/g, '').split('|').length);
    }
  });
});
