import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, defaultRedactionPolicy, type DetectionRule, minuteMs } from '@bellwether/log-model';
import { findingWindowMs } from '@bellwether/log-model/decide';
import { createIngest, declaredOf, type CommitPorts } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';

const hourMs = 60 * minuteMs;
/** Ways to order and cut events that each threshold is tried with; a night tries 20,000 in all. */
const cutsTried = Number(process.env['BELLWETHER_BORDER_CUTS'] ?? 40);
/** A finding window begins here. */
const windowMs = Math.ceil(sampleTimeMs / findingWindowMs) * findingWindowMs;

const ruleOf = (threshold?: number): DetectionRule => ({
  id: 'root-activity',
  title: 'The root user did something',
  description: 'The root user is for emergencies.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: { root: { 'event.action': 'StopLogging' } },
  condition: 'root',
  ...(threshold === undefined ? {} : { threshold: { count: threshold, groupBy: ['source.ip'] } }),
  dedupeBy: ['source.ip'],
  resources: {},
  references: [],
});

const ingestOf = (ports: CommitPorts, threshold?: number) =>
  createIngest(ports, {
    rules: compileRules([ruleOf(threshold)]),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    declaredDatasets: declaredOf('111122223333:/cloudtrail=cloudtrail'),
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });

/** Times of events, in milliseconds from the beginning of a finding window, by batch. */
type Batches = readonly (readonly number[])[];

const findingsOf = async (batches: Batches, threshold?: number) => {
  const ports = memoryPorts();
  const ingest = ingestOf(ports, threshold);
  let number = 0;
  for (const times of batches) {
    const records = times.map((time) => {
      number += 1;
      const timestamp = windowMs + time;
      const record = cloudTrailRecord({
        eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
        eventTime: new Date(timestamp).toISOString(),
      });
      const logEvents = [{ id: `e${number}`, timestamp, message: JSON.stringify(record) }];
      return {
        sequence: sequenceOf(number),
        arrivalMs: timestamp + number,
        data: gzipJson(cloudWatchEnvelope({ logGroup: '/cloudtrail', logEvents })),
      };
    });
    await ingest({ shard: 'shard', records });
  }
  const findings = ports.findings
    .all()
    .map(({ finding }) => ({
      beganMs: finding.windowStartMs - windowMs,
      firstMs: finding.firstSeenMs - windowMs,
      lastMs: finding.lastSeenMs - windowMs,
      count: finding.count,
    }))
    .sort((left, right) => left.beganMs - right.beganMs);
  return { findings, notified: ports.alerts.sent.length };
};

interface Row {
  readonly goesOn: string;
  readonly batches: Batches;
  /** Beginning of each finding's window, and the events it counts. */
  readonly findings: readonly { readonly beganMs: number; readonly count: number }[];
}

const before = -findingWindowMs;
const everyHalfHour = (fromMs: number, toMs: number): Batches =>
  Array.from({ length: (toMs - fromMs) / (30 * minuteMs) }, (_, index) => [fromMs + index * 30 * minuteMs]);

describe('a finding that goes on across finding windows', () => {
  it.each<Row>([
    {
      goesOn: 'is one when its next event comes right after the window began',
      batches: [[-minuteMs], [minuteMs]],
      findings: [{ beganMs: before, count: 2 }],
    },
    {
      goesOn: 'is one when both events are in one batch',
      batches: [[-minuteMs, minuteMs]],
      findings: [{ beganMs: before, count: 2 }],
    },
    {
      goesOn: 'is one when the events of one batch come in another order',
      batches: [[minuteMs, -minuteMs]],
      findings: [{ beganMs: before, count: 2 }],
    },
    {
      goesOn: 'is one after a quiet time of exactly an hour',
      batches: [[-30 * minuteMs], [30 * minuteMs]],
      findings: [{ beganMs: before, count: 2 }],
    },
    {
      goesOn: 'is two after a quiet time of an hour and a count window',
      batches: [[-30 * minuteMs], [35 * minuteMs]],
      findings: [
        { beganMs: before, count: 1 },
        { beganMs: 0, count: 1 },
      ],
    },
    {
      goesOn: 'is one on the first and the last millisecond of neighbouring windows',
      batches: [[-1], [0]],
      findings: [{ beganMs: before, count: 2 }],
    },
    {
      goesOn: 'stays one over the next window too, and counts its events',
      batches: [[-minuteMs], ...everyHalfHour(0, 2 * findingWindowMs)],
      findings: [{ beganMs: before, count: 25 }],
    },
    {
      goesOn: 'begins anew when it began more than four windows ago',
      batches: [[-minuteMs], ...everyHalfHour(0, 4 * findingWindowMs + hourMs)],
      findings: [
        { beganMs: before, count: 49 },
        { beganMs: 4 * findingWindowMs, count: 2 },
      ],
    },
    {
      goesOn: 'is one when the later part was stored first',
      batches: [[minuteMs], [-minuteMs], [2 * minuteMs]],
      findings: [{ beganMs: before, count: 3 }],
    },
    {
      goesOn: 'is one when a late event fills the gap between two',
      batches: [[-90 * minuteMs], [10 * minuteMs], [-45 * minuteMs]],
      findings: [{ beganMs: before, count: 3 }],
    },
    {
      goesOn: 'is one when the gap is filled from within the later window',
      batches: [[-10 * minuteMs], [90 * minuteMs], [40 * minuteMs]],
      findings: [{ beganMs: before, count: 3 }],
    },
    {
      goesOn: 'counts a late event of its first window after it went on',
      batches: [[-2 * minuteMs], [minuteMs], [-minuteMs]],
      findings: [{ beganMs: before, count: 3 }],
    },
    {
      goesOn: 'is one with all that comes later in the window in which it goes on',
      batches: [[-minuteMs], [minuteMs], [300 * minuteMs]],
      findings: [{ beganMs: before, count: 3 }],
    },
  ])('$goesOn', async ({ batches, findings }) => {
    const seen = await findingsOf(batches);
    expect(seen.findings).toMatchObject(findings);
    expect(seen.findings).toHaveLength(findings.length);
    expect(seen.notified).toBeGreaterThanOrEqual(findings.length);
  });

  it('is notified once where a later part was notified before it was known to be one', async () => {
    const seen = await findingsOf([[minuteMs], [-minuteMs], [2 * minuteMs]]);
    expect(seen.notified).toBe(1);
  });

  const anEvent = fc.integer({ min: -findingWindowMs / minuteMs, max: 2 * (findingWindowMs / minuteMs) });
  it.each([[undefined], [2], [3]])(
    'is the same however events are ordered and cut, threshold %j',
    async (threshold) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anEvent, { minLength: 1, maxLength: 12 }),
          fc.infiniteStream(fc.integer({ min: 0, max: 1 << 30 })),
          async (minutes, draws) => {
            const draw = (below: number): number => (draws.next().value ?? 0) % below;
            const times = minutes.map((minute) => minute * minuteMs);
            const shuffled = [...times];
            for (let last = shuffled.length - 1; last > 0; last -= 1) {
              const other = draw(last + 1);
              [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
            }
            const batches: number[][] = [[]];
            for (const time of shuffled) {
              if (draw(2) === 0) batches.push([]);
              batches.at(-1)?.push(time);
            }
            const shown = async (cut: Batches) =>
              (await findingsOf(cut, threshold)).findings.map(({ beganMs, count }) => ({ beganMs, count }));
            expect(await shown(batches)).toEqual(await shown([times.toSorted((left, right) => left - right)]));
          },
        ),
        { numRuns: cutsTried },
      );
    },
  );

  it('is seen from its first event to its last', async () => {
    const { findings } = await findingsOf([[-minuteMs], [minuteMs], [2 * minuteMs]]);
    expect(findings).toMatchObject([{ firstMs: -minuteMs, lastMs: 2 * minuteMs }]);
  });

  it.each<[string, Batches, readonly { beganMs: number; count: number }[]]>([
    ['goes on below its threshold once it was reached', [[-3, -2, -1], [minuteMs]], [{ beganMs: before, count: 4 }]],
    ['reaches it over the border', [[-2, -1], [1]], [{ beganMs: 0, count: 1 }]],
    ['reaches it over the border when the earlier events come late', [[1], [-2, -1]], [{ beganMs: 0, count: 1 }]],
    ['is none where neither window reaches it', [[-2, -1], [30 * minuteMs]], []],
  ])('under a threshold of three %s', async (_, batches, findings) => {
    const seen = await findingsOf(batches, 3);
    expect(seen.findings).toMatchObject(findings);
    expect(seen.findings).toHaveLength(findings.length);
  });
});
