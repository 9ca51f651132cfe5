import { createHash } from 'node:crypto';
import { severities } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsNarrator, renderHtml, sentencesOf, type ReportFacts } from '../src/index.ts';
import { style, styleHash } from '../src/html/style.ts';
import { faultsOf } from './html-faults.ts';
import { emptyFacts, factsOf, failureOf, findingOf, hostileFacts, lineOf } from './report-factory.ts';

const render = async (facts: ReportFacts): Promise<string> =>
  renderHtml(facts, await factsNarrator.narrate(sentencesOf(facts)));
const tagsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.replace(/<style>[^]*?<\/style>/, '<style>').matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag ?? ''));
const full = (): ReportFacts =>
  factsOf({
    failures: [failureOf(), failureOf({ id: 'k2', severity: 'WARNING', trend: 'steady', title: 'slow' })],
    sources: [
      { location: 'email.log', dataset: 'application', events: 9, firstSeenMs: 0, lastSeenMs: 1, bars: [4, 5] },
    ],
    actors: {
      of: 'cloudtrail',
      identities: [{ actor: 'ana.ribeiro', events: 7, failures: 2, firstSeenMs: 0, lastSeenMs: 1, others: 1 }],
      addresses: [],
      isCut: false,
    },
    evidence: new Map([
      ['f1', { lines: [lineOf({ text: 'StopLogging' })], who: 'legacy-reporting', from: '198.51.100.99' }],
    ]),
    templates: [
      {
        id: 't1',
        scope: 's',
        location: 'orders.log',
        text: 'Order <num> placed',
        count: 900,
        severity: 'INFO',
        isNew: true,
        bars: [1, 2],
        example: lineOf({ text: 'Order 17 placed' }),
      },
    ],
    stateFolder: '.bellwether',
  });

describe('renderHtml', () => {
  it.each([
    [
      'what is wrong first',
      '<h1><small>2 findings, none still going on. The most severe:</small> <bdi>CloudTrail logging',
    ],
    ['who did it', '<dt>Who</dt><dd><b><bdi>legacy-reporting</bdi></b></dd>'],
    ['from where', '<dt>From</dt><dd><bdi>198.51.100.99</bdi></dd>'],
    ['the lines of a finding', '<bdi class="tx">StopLogging</bdi>'],
    ['the command that shows them', 'bellwether findings show f1</code>'],
    ['a severity in shape and word', '<use href="#i-critical"/></svg>Critical</span>'],
    ['the reasons', 'requestParameters.name is main.'],
    ['the ids of events', '0f4c7e52-6f0e'],
    ['the technique', 'T1562.008 (tactic TA0005)'],
    ['the remediation', 'The trail logs again.'],
    ['what was missed', '<span class="bad">missed</span>'],
    ['failures by kind', '<bdi class="msg">KeyError: tracking_url</bdi>'],
    ['what a failure’s line is', '<span class="no"><span class="vh">Line </span>41</span>'],
    ['the placeholders of a pattern', 'Order <i class="ph">num</i> placed'],
    ['the line that a pattern stands for', 'Order 17 placed'],
    ['who called AWS', '<b><bdi>ana.ribeiro</bdi></b>'],
    ['the logs that were read', '<th scope="row"><bdi>email.log</bdi></th>'],
    ['what became of the records', 'bad json'],
    ['the chart with its dates', '>2 Mar 2026</text>'],
    [
      'the whole time of a short one',
      '<time datetime="2026-03-02T13:00:00Z" title="2026-03-02 13:00:00 UTC">13:00:00</time>',
    ],
  ])('shows %s', async (_name, part) => {
    expect(await render(full())).toContain(part);
  });

  it('tells what is wrong before it tells how much was read', async () => {
    const html = await render(full());
    const order = [
      '<h1>',
      'id="time"',
      'id="findings"',
      'id="kinds"',
      'id="patterns"',
      'id="who"',
      'id="logs"',
      'id="records"',
    ];
    const at = order.map((part) => html.indexOf(part));
    expect(at.every((index) => index > 0)).toBe(true);
    expect(at).toEqual(at.toSorted((left, right) => left - right));
  });

  it('puts failures right after the verdict where nothing was found', async () => {
    const html = await render({ ...full(), findings: [], truth: undefined } as unknown as ReportFacts);
    expect(html).toContain('40 errors of 2 kinds, 3.5 % of all events; none unusual enough for a finding</h1>');
    expect(html.indexOf('id="kinds"')).toBeLessThan(html.indexOf('id="time"'));
    expect(html).toMatch(/<details class="kd error isnew" open>/);
    expect(html).not.toContain('id="findings"');
  });

  it('gives every finding and failure an anchor inside what folds, and links that lead to one', async () => {
    const html = await render(full());
    for (const anchor of ['f-f1', 'f-f2', 'k-k1', 'k-k2']) expect(html).toContain(`id="${anchor}"`);
    const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, anchor]) => anchor ?? '');
    expect(links.length).toBeGreaterThan(10);
    for (const anchor of links) expect(html).toContain(`id="${anchor}"`);
  });

  it('narrows failures by radio buttons, the errors first', async () => {
    const html = await render(full());
    expect(html).toContain('<input type="radio" name="kinds-shown" id="k-error" checked>Errors 1');
    for (const choice of ['Warnings 1', 'New 1', 'All 2']) expect(html).toContain(`>${choice}</label>`);
    expect(html).not.toContain('<select');
  });

  it('allows its own style by hash and nothing else', async () => {
    expect(styleHash).toBe(createHash('sha256').update(style).digest('base64'));
    const html = await render(full());
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toContain(`<style>${style}</style>`);
  });

  it('asks nothing of the network and runs nothing', async () => {
    for (const facts of [full(), emptyFacts, hostileFacts()]) {
      const html = await render(facts);
      const markup = html.replace(/<(bdi|title)\b[^]*?<\/\1>/g, '').replace(/<code class="cmd">[^]*?<\/code>/g, '');
      expect(markup).not.toMatch(/https?:|url\((?!#)|@import|<script|<link|<img|<iframe|\sstyle="|\son\w+=/);
    }
  });

  it('names every table, and has one first heading', async () => {
    const html = await render(full());
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<caption/g)?.length).toBe(html.match(/<table/g)?.length);
    expect(html).toContain('<html lang="en">');
  });

  it('says plainly that there is nothing to say', async () => {
    const html = await render(emptyFacts);
    expect(html).toContain('<h1>No events were read</h1>');
    expect(html).not.toContain('NaN');
    expect(html).not.toContain('<svg class="ch"');
  });

  it('says when records are not accounted for, above everything', async () => {
    const html = await render(factsOf({ records: { received: 10, classified: 7, unreadable: {}, dropped: {} } }));
    expect(html.indexOf('3 of 10 are not accounted for')).toBeLessThan(html.indexOf('<h1'));
  });

  it('keeps hostile texts as text, bounded and in their place', async () => {
    const html = await render(hostileFacts());
    const ordinary = tagsOf(await render(full()));
    expect([...tagsOf(html)].filter((tag) => !ordinary.has(tag) && tag !== 'wbr')).toEqual([]);
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.length).toBeLessThan(1_000_000);
    expect(faultsOf(html)).toEqual([]);
  });

  it('names ids of events whole, and says how many it does not name', async () => {
    const html = await render(factsOf({ findings: [findingOf({ evidence: ['q'.repeat(201), 'z'.repeat(200)] })] }));
    expect(html).toContain(`<code><bdi>${'z'.repeat(200)}</bdi></code> and 1 event id not shown.`);
    expect(html).not.toContain('qqq');
  });

  it('shows at most 200 findings and 200 failures, counts the rest, and names the command that lists them', async () => {
    const html = await render(
      factsOf({
        findings: Array.from({ length: 250 }, (_, index) => findingOf({ id: `f${index}` })),
        furtherFindings: 40,
        failures: Array.from({ length: 230 }, (_, index) => failureOf({ id: `k${index}` })),
        stateFolder: 'my state',
      }),
    );
    expect(html.match(/<article/g)).toHaveLength(200);
    expect(html.match(/<details class="kd error isnew"/g)).toHaveLength(200);
    expect(html).toContain(
      '90 less severe findings not shown. All of them: <code class="cmd">bellwether findings --limit 10000 --state &#39;my state&#39;</code>',
    );
    expect(html).toContain('30 more kinds of failures not shown');
    expect(html).toContain('--format json</code>');
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

  it('renders whatever logs say to well-formed HTML of bounded size, in which no text of a log is markup', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        '<b id=x>',
        '"><i onclick=y>',
        '</bdi></style>',
        "' autofocus='",
        '&lt;',
        '<num>',
        '[redacted:jwt]',
      ),
      fc.string({ maxLength: 20 }).map((unit) => unit.repeat(2_000)),
    );
    const time = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.constantFrom(0, Number.NaN, 1.7e12));
    const severity = fc.constantFrom(...severities);
    const line = fc.record({ location: text, timeMs: time, text });
    const lines = fc.array(line, { maxLength: 5 });
    const count = fc.nat(1_000_000);
    const kind = fc.record({
      title: text,
      severity,
      location: text,
      count,
      firstSeenMs: time,
      lastSeenMs: time,
      lines,
    });
    const failure = fc.record({
      ...{ id: text, title: text, severity, count, firstSeenMs: time, lastSeenMs: time, lines },
      ...{
        reasons: fc.array(text, { maxLength: 20 }),
        where: fc.array(text, { maxLength: 9 }),
        scopes: fc.array(text),
      },
      ...{ goesOn: fc.boolean(), trend: fc.constantFrom('new' as const, 'rising' as const, 'steady' as const) },
      kinds: fc.array(kind, { maxLength: 15 }),
    });
    const finding = fc
      .record({
        id: text,
        rule: text,
        title: text,
        severity,
        dedupeKey: text,
        account: text,
        region: text,
        scope: text,
      })
      .chain((fields) =>
        fc
          .record({ reasons: fc.array(text), evidence: fc.array(text), firstSeenMs: time, lastSeenMs: time, count })
          .map((more) => findingOf({ ...fields, ...more, resources: { [fields.title]: fields.id } })),
      );
    const facts = fc
      .record({
        title: text,
        findings: fc.uniqueArray(finding, { maxLength: 4, selector: ({ id }) => id }),
        failures: fc.uniqueArray(failure, { maxLength: 4, selector: ({ id }) => id }),
        timeline: fc.array(fc.record({ startMs: time, events: count, errors: count }), { maxLength: 12 }),
        folder: text,
        stateFolder: text,
      })
      .chain((fields) =>
        fc
          .record({ who: text, from: text, lines })
          .map((evidence): ReportFacts =>
            factsOf({ ...fields, evidence: new Map(fields.findings.map(({ id }) => [id, evidence])) }),
          ),
      );
    await fc.assert(
      fc.asyncProperty(facts, async (some) => {
        const html = await render(some);
        expect(faultsOf(html)).toEqual([]);
        const entries = some.findings.length + (some.failures?.length ?? 0);
        expect(html.length).toBeLessThan(250_000 + entries * 150_000);
      }),
      { numRuns: 40 },
    );
  });
});
