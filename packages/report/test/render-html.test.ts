import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsNarrator, renderHtml, sentencesOf, type ReportFacts } from '../src/index.ts';
import { thinTimeline } from '../src/html/chart.ts';
import { style, styleHash } from '../src/html/style.ts';
import { emptyFacts, factsOf, findingOf, hostileFacts } from './report-factory.ts';

const render = async (facts: ReportFacts): Promise<string> =>
  renderHtml(facts, await factsNarrator.narrate(sentencesOf(facts)));
const tagsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.replace(/<style>[^]*?<\/style>/, '<style>').matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag ?? ''));

describe('renderHtml', () => {
  it.each([
    ['the title', '<h1>A day of account 111122223333</h1>'],
    ['the period', '<time datetime="2026-03-02T00:00:00Z">'],
    ['the figures', '<dt>Records received</dt><dd>1,165</dd>'],
    ['a severity badge', '<span class="badge critical">CRITICAL</span>'],
    ['the reasons', 'requestParameters.name is main.'],
    ['the evidence', '0f4c7e52-6f0e'],
    ['the technique', 'T1562.008 (tactic TA0005)'],
    ['the remediation', 'The trail logs again.'],
    ['what was missed', '<td class="bad">missed</td>'],
    ['what became of the records', 'bad json'],
    ['the chart', '<svg viewBox='],
  ])('shows %s', async (_name, part) => {
    expect(await render(factsOf())).toContain(part);
  });

  it('allows its own style by hash and nothing else', async () => {
    expect(styleHash).toBe(createHash('sha256').update(style).digest('base64'));
    const html = await render(factsOf());
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toContain(`<style>${style}</style>`);
  });

  it('asks nothing of the network and runs nothing', async () => {
    const html = await render(factsOf());
    expect(html).not.toMatch(/https?:|url\(|@import|<script|<link|<img|<iframe|\sstyle="|\son\w+=/);
  });

  it('puts headings in order and a caption on every table', async () => {
    const html = await render(factsOf());
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<caption>/g)?.length).toBe(html.match(/<table>/g)?.length);
    expect(html).toContain('<html lang="en">');
    expect(html.indexOf('CRITICAL</span>')).toBeLessThan(html.indexOf('WARNING</span>'));
  });

  it('says plainly that there is nothing to say', async () => {
    const html = await render(emptyFacts);
    expect(html).toContain('0 findings, and no event was an error');
    expect(html).not.toContain('NaN');
    expect(html).not.toContain('<svg');
  });

  it('tells when records are not accounted for', async () => {
    const html = await render(factsOf({ records: { received: 10, classified: 7, unreadable: {}, dropped: {} } }));
    expect(html).toContain('3 of 10 are not accounted for');
  });

  it('keeps hostile texts as text, bounded and in their place', async () => {
    const html = await render(hostileFacts());
    const ordinary = tagsOf(await render(factsOf()));
    expect([...tagsOf(html)].filter((tag) => !ordinary.has(tag))).toEqual([]);
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.length).toBeLessThan(500_000);
  });

  it('names ids of events whole, and says how many it does not name', async () => {
    const html = await render(factsOf({ findings: [findingOf({ evidence: ['q'.repeat(201), 'z'.repeat(200)] })] }));
    expect(html).toContain(`<code><bdi>${'z'.repeat(200)}</bdi></code></li><li>1 event id not shown.</li>`);
    expect(html).not.toContain('qqq');
  });

  it('shows at most 200 findings and says how many more there are', async () => {
    const html = await render(
      factsOf({ findings: Array.from({ length: 250 }, (_, index) => findingOf({ id: `f${index}` })) }),
    );
    expect(html.match(/<article/g)).toHaveLength(200);
    expect(html).toContain('50 less severe findings not shown');
  });

  it('gives the same bytes for the same facts, in whatever order they come', async () => {
    const facts = factsOf();
    const expected = await render(facts);
    const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    await fc.assert(
      fc.asyncProperty(
        shuffled(facts.findings),
        shuffled(facts.datasets),
        shuffled(facts.timeline),
        async (findings, datasets, timeline) => {
          expect(await render({ ...facts, findings, datasets, timeline })).toBe(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('thinTimeline', () => {
  it('loses no event', () => {
    const point = fc.record({ startMs: fc.nat(), events: fc.nat(1_000), errors: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 700 }), (timeline) => {
        const bars = thinTimeline(timeline);
        const sum = (points: typeof timeline): number =>
          points.reduce((total, { events, errors }) => total + events + errors, 0);
        expect(bars.length).toBeLessThanOrEqual(120);
        expect(sum([...bars])).toBe(sum(timeline));
      }),
    );
  });
});
