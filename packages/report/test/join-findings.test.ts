import { describe, expect, it } from '@jest/globals';
import { joinFindings, renderHtml, renderText, type FailureFact } from '../src/index.ts';
import { factsOf, findingOf } from './report-factory.ts';

const startMs = Date.UTC(2026, 2, 2, 13);

const failureOf = (fields: Partial<FailureFact> = {}): FailureFact => ({
  id: 'k1',
  title: 'sorter.log: label not printed: paper is empty',
  severity: 'ERROR',
  reasons: ['Just before, 12:58 sorter.log: sorter 3.2.0 starting'],
  where: ['sorter.log'],
  scopes: ['local:sorter.log'],
  count: 7,
  firstSeenMs: startMs,
  lastSeenMs: startMs + 600_000,
  goesOn: true,
  trend: 'new',
  lines: [{ location: 'sorter.log', line: 41, timeMs: startMs, text: '<b>label not printed</b>' }],
  kinds: [],
  ...fields,
});

const spike = findingOf({
  ...{ id: 'f9', kind: 'anomaly', rule: 'error-spike', title: 'Far more errors than usual', severity: 'WARNING' },
  ...{
    scope: 'local:sorter.log',
    firstSeenMs: startMs,
    lastSeenMs: startMs + 299_999,
    count: 5,
    reasons: ['5 errors.'],
  },
});

describe('joinFindings', () => {
  it('gives a counted finding the headline, the times and the count of the failure it tells of', () => {
    const { findings, failures } = joinFindings([spike], [failureOf()]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ...{ id: 'f9', title: 'sorter.log: label not printed: paper is empty', severity: 'ERROR', count: 7 },
      ...{ firstSeenMs: startMs, lastSeenMs: startMs + 600_000 },
      reasons: ['Just before, 12:58 sorter.log: sorter 3.2.0 starting', '5 errors.'],
    });
    expect(failures).toEqual([]);
  });

  it('makes one finding of several that tell of one failure', () => {
    const other = { ...spike, id: 'f8', rule: 'volume-spike' };
    const { findings } = joinFindings([spike, other], [failureOf()]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.joined).toHaveLength(1);
  });

  it.each([
    ['of another log source', failureOf({ scopes: ['local:belt.log'] })],
    ['of another time', failureOf({ firstSeenMs: startMs + 7_200_000, lastSeenMs: startMs + 7_300_000 })],
    ['that was always there', failureOf({ trend: 'steady' })],
  ])('leaves a failure %s apart', (_, failure) => {
    const { findings, failures } = joinFindings([spike], [failure]);
    expect(findings[0]?.title).toBe('Far more errors than usual');
    expect(failures).toEqual([failure]);
  });

  it('leaves the headline of a rule as it is', () => {
    const ofRule = findingOf({ scope: 'local:sorter.log', firstSeenMs: startMs, lastSeenMs: startMs });
    const ofCountingRule = { ...ofRule, kind: 'threshold' as const };
    for (const finding of [ofRule, ofCountingRule])
      expect(joinFindings([finding], [failureOf()]).findings[0]?.title).toBe(finding.title);
  });
});

describe('failures in a report', () => {
  const facts = factsOf({
    findings: [],
    failures: [failureOf()],
    rates: [{ location: 'web.log', requests: 200, serverErrors: 50 }],
  });

  it('come before the counts, with their lines, for a terminal', () => {
    const text = renderText(facts, undefined, { width: 140, color: false });
    expect(text.indexOf('label not printed: paper is empty')).toBeLessThan(text.indexOf('Records'));
    expect(text).toContain('> sorter.log:41  2026-03-02T13:00:00Z  <b>label not printed</b>');
    expect(text).toContain('still going on at the end of the logs');
    expect(text).toContain('web.log: 25 % of 200 requests answered 5xx (50)');
    expect(text).toContain('0 findings: 40 errors of 1 kind');
  });

  it('come before everything else on the page, escaped', () => {
    const html = renderHtml(facts, { paragraphs: ['Words.'], writtenBy: 'facts' });
    expect(html.indexOf('paper is empty')).toBeLessThan(html.indexOf('Words.'));
    expect(html).toContain('<span class="vh">Line </span>41</span>');
    expect(html).not.toContain('<b>label');
  });
});
