import { describe, expect, it } from '@jest/globals';
import { claimedDatasetAttribute, dayMs, identify, type LogEvent, type Provenance } from '@bellwether/log-model';
import { makeEvent, sampleTimeMs } from '@bellwether/testkit';
import { undeclaredSources } from '../../src/commit/undeclared-sources.ts';

const dayStartMs = sampleTimeMs - (sampleTimeMs % dayMs);

const claim = (changes: Partial<LogEvent> = {}, provenance?: Provenance) => ({
  sequence: '1',
  event: makeEvent({
    id: 'e1',
    timestampMs: sampleTimeMs,
    account: '111122223333',
    logGroup: '/app/web',
    dataset: 'cloudtrail',
    attributes: { [claimedDatasetAttribute]: 'cloudtrail' },
    ...changes,
  }),
  evidence: [],
  ...(provenance === undefined ? {} : { provenance }),
});

const from = (ingestionPath: Provenance['ingestionPath'], object?: Provenance['object']): Provenance => ({
  ingestionPath,
  origin: { account: '111122223333', region: '', logGroup: '', logStream: '' },
  ...(object === undefined ? {} : { object }),
});

describe('the notice about a log source that nobody has declared', () => {
  it('says what its lines claim, since when, and what to do', () => {
    expect(undeclaredSources([claim()])).toEqual([
      {
        id: identify('finding', 'undeclared-source', '111122223333', '/app/web|cloudtrail', String(dayStartMs)),
        kind: 'anomaly',
        rule: 'undeclared-source',
        title: 'Declare this group: /app/web holds cloudtrail records',
        severity: 'WARNING',
        score: 0.3,
        reasons: [
          'Lines in /app/web claim to be cloudtrail records, and nobody has declared that it holds them.',
          'Findings about them are only claims, with a lower score, and nothing is remediated.',
          'If the service itself writes there, name its dataset (cloudtrail) in the entry of watched_log_groups. If not, find out who writes these lines.',
        ],
        scope: '111122223333:/app/web',
        dataset: 'cloudtrail',
        account: '111122223333',
        region: '',
        dedupeKey: '/app/web|cloudtrail',
        windowStartMs: dayStartMs,
        resources: { logGroup: '/app/web' },
        evidence: ['e1'],
        provenance: 'claimed',
        firstSeenMs: sampleTimeMs,
        lastSeenMs: sampleTimeMs,
        count: 1,
      },
    ]);
  });

  it('is one a day and dataset, about the first event, from the earliest to the latest', () => {
    const notices = undeclaredSources([
      claim({ id: 'e1' }),
      claim({ id: 'e2', timestampMs: sampleTimeMs - 5 }),
      claim({ id: 'e3', timestampMs: sampleTimeMs + 7 }),
      claim({ id: 'e4', dataset: 'guardduty' }),
      claim({ id: 'e5', timestampMs: sampleTimeMs + dayMs }),
    ]);
    expect(notices.map(({ evidence, firstSeenMs, lastSeenMs }) => [...evidence, firstSeenMs, lastSeenMs])).toEqual([
      ['e1', sampleTimeMs - 5, sampleTimeMs + 7],
      ['e4', sampleTimeMs, sampleTimeMs],
      ['e5', sampleTimeMs + dayMs, sampleTimeMs + dayMs],
    ]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    ['a log group', claim(), '/app/web|cloudtrail', '111122223333:/app/web'],
    [
      'a bucket',
      claim({ logGroup: '' }, from('object', { bucket: 'logs', key: 'a' })),
      'the bucket logs|cloudtrail',
      '111122223333:cloudtrail',
    ],
    [
      'a log group and a bucket',
      claim({}, from('object', { bucket: 'logs', key: 'a' })),
      '/app/web|cloudtrail',
      '111122223333:/app/web',
    ],
    ['a stream without a group', claim({ logGroup: '' }, from('stream')), 'a source without a log group|cloudtrail', '111122223333:cloudtrail'], // prettier-ignore
    ['no account', claim({ account: '' }), '/app/web|cloudtrail', 'local:/app/web'],
  ])('names %s', (_, event, dedupeKey, scope) => {
    expect(undeclaredSources([event])).toMatchObject([{ dedupeKey, scope }]);
  });

  it.each([
    ['a record that claims nothing', claim({ attributes: {} })],
    ['a file of a laptop', claim({}, from('file'))],
  ])('is not raised for %s', (_, event) => {
    expect(undeclaredSources([event])).toEqual([]);
    expect(undeclaredSources([event, claim()])).toHaveLength(1);
  });
});
