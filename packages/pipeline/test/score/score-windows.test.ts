import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countWindowMs, defaultVolumePolicy } from '@bellwether/log-model';
import { makeContribution, memoryPorts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { scoreWindows } from '@bellwether/pipeline';

const policy = { alertMinSeverity: 'WARNING' } as const;
const scope = '111122223333:/app/web';

/** Counts of `scope`, `counts[n]` events in the n-th window, of a dataset that the counters name. */
const portsWith = async (counts: readonly number[], of = scope) => {
  const ports = memoryPorts();
  await ports.counts.add(
    'shard-1',
    counts.flatMap((count, index) =>
      count === 0
        ? []
        : ['events', 'dataset:rds/INFO'].map((field) =>
            makeContribution({
              sequence: sequenceOf(index),
              scope: of,
              windowStartMs: sampleTimeMs + index * countWindowMs,
              field,
              count,
            }),
          ),
    ),
  );
  return ports;
};

const steady = Array.from({ length: 40 }, () => 100);
const endOf = (counts: readonly number[]): number => sampleTimeMs + counts.length * countWindowMs;

describe('scoring windows', () => {
  it('raises and tells a spike, about the dataset that wrote most', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts);
    const { findings } = await scoreWindows(ports, policy, sampleTimeMs, endOf(counts));
    expect(findings).toMatchObject([
      { rule: 'volume-spike', dataset: 'rds', account: '111122223333', scope, count: 2_000 },
    ]);
    expect(ports.alerts.sent).toHaveLength(1);
  });

  it('raises a silence though silent windows have no rows, and tells it once', async () => {
    const ports = await portsWith(steady);
    const toMs = endOf(steady) + 10 * countWindowMs;
    for (let run = 0; run < 2; run += 1) await scoreWindows(ports, policy, sampleTimeMs, toMs);
    expect(ports.alerts.sent.map(({ subject }) => subject)).toEqual([
      `[ERROR] A steady dataset has gone silent: ${scope}`,
    ]);
  });

  it('comes to the same window by window as all at once', async () => {
    const counts = [...steady, 2_000, ...steady, 0, 0, 0, 0];
    const atOnce = await portsWith(counts);
    await scoreWindows(atOnce, policy, sampleTimeMs, endOf(counts));
    const stepwise = await portsWith(counts);
    for (let startMs = sampleTimeMs; startMs < endOf(counts); startMs += countWindowMs)
      await scoreWindows(stepwise, policy, startMs, startMs + countWindowMs);
    expect(stepwise.findings.all()).toEqual(atOnce.findings.all());
    expect(atOnce.findings.all().map(({ finding }) => finding.rule)).toEqual(['volume-spike', 'volume-silence']);
  });

  it('keeps an anomaly whose score is too low, and does not tell it', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts);
    await scoreWindows(ports, { ...policy, anomalyMinScore: 1.01 }, sampleTimeMs, endOf(counts));
    expect(ports.findings.all()).toHaveLength(1);
    expect(ports.alerts.sent).toEqual([]);
  });

  it('names no account where the scope has none, as the events of such a scope', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts, 'local:app.log');
    expect((await scoreWindows(ports, policy, sampleTimeMs, endOf(counts))).findings).toMatchObject([{ account: '' }]);
  });

  it('leaves the counters of rules alone', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts, 'signal#a-rule#111122223333#0123456789abcdef');
    expect(await scoreWindows(ports, policy, sampleTimeMs, endOf(counts))).toEqual({
      findings: [],
      windowsScored: 0,
      waiting: [],
    });
  });

  it.each([
    [{ 'dataset:ec2/INFO': 60, 'dataset:rds/INFO': 50, 'dataset:rds/ERROR': 50 }, 'rds'],
    [{ 'dataset:rds/INFO': 60, 'dataset:ec2/INFO': 50, 'dataset:ec2/ERROR': 50 }, 'ec2'],
    [{}, 'application'],
  ])('is about the dataset that wrote most, over all severities: of %j it is %s', async (fields, dataset) => {
    const ports = memoryPorts();
    await ports.counts.add(
      'shard-1',
      [...steady, 2_000].flatMap((events, index) =>
        Object.entries({ events, ...fields }).map(([field, count]) =>
          makeContribution({
            sequence: sequenceOf(index),
            scope,
            windowStartMs: sampleTimeMs + index * countWindowMs,
            field,
            count,
          }),
        ),
      ),
    );
    const { findings } = await scoreWindows(ports, policy, sampleTimeMs, endOf([...steady, 1]));
    expect(findings).toMatchObject([{ dataset, region: '' }]);
  });

  it('judges each window that starts before the end once', async () => {
    const ports = await portsWith(steady);
    expect(await scoreWindows(ports, policy, sampleTimeMs, endOf(steady))).toEqual({
      findings: [],
      windowsScored: 40,
      waiting: [],
    });
  });

  it.each([
    ['nobody says where the data ends', {}, 1],
    ['the data ends with the silence', { dataEndsMs: endOf(steady) + 3 * countWindowMs }, 1],
    ['the data ends within the silence', { dataEndsMs: endOf(steady) + 3 * countWindowMs - 1 }, 0],
    ['the data ends with the last event', { dataEndsMs: endOf(steady) }, 0],
  ])('judges a silence where %s', async (_, more, found) => {
    const ports = await portsWith(steady);
    const toMs = endOf(steady) + 10 * countWindowMs;
    expect((await scoreWindows(ports, { ...policy, ...more }, sampleTimeMs, toMs)).findings).toHaveLength(found);
  });

  it('reads as many windows before the first as a detector looks back on', async () => {
    const ports = await portsWith(steady);
    const asked: (readonly number[])[] = [];
    const counts = {
      ...ports.counts,
      scopes: async (fromMs: number, toMs: number) => {
        asked.push([fromMs, toMs]);
        return ports.counts.scopes(fromMs, toMs);
      },
      rows: async (of: string, fromMs: number, toMs: number) => {
        asked.push([fromMs, toMs]);
        return ports.counts.rows(of, fromMs, toMs);
      },
    };
    const volume = { ...defaultVolumePolicy, baselineWindows: 10, silenceSteadyWindows: 20, silenceWindows: 4 };
    await scoreWindows({ ...ports, counts }, { ...policy, volume }, sampleTimeMs, endOf(steady));
    const range = [sampleTimeMs - 24 * countWindowMs, endOf(steady)];
    expect(asked).toEqual([range, range]);
  });

  it('judges nothing where there is nothing', async () => {
    expect(await scoreWindows(memoryPorts(), policy, sampleTimeMs, sampleTimeMs + countWindowMs)).toEqual({
      findings: [],
      windowsScored: 0,
      waiting: [],
    });
  });
});

describe('scoring windows against thresholds', () => {
  const rule = { name: 'web', kind: 'errors', atLeast: 5, windows: 1, findingSeverity: 'ERROR' } as const;
  const withRule = { ...policy, thresholds: [rule] };

  /** Errors of one scope, `errors[n]` of them in the n-th window, taken in the order of `order`. */
  const addErrors = async (ports: ReturnType<typeof memoryPorts>, errors: readonly number[], shard = 'shard-1') =>
    ports.counts.add(
      shard,
      errors.flatMap((count, index) =>
        count === 0
          ? []
          : ['events', 'severity:ERROR', 'dataset:rds/ERROR'].map((field) =>
              makeContribution({
                sequence: sequenceOf(index),
                scope,
                windowStartMs: sampleTimeMs + index * countWindowMs,
                field,
                count,
              }),
            ),
      ),
    );

  it('raises one finding a scope, though it has no past yet, and tells it once', async () => {
    const ports = memoryPorts();
    await addErrors(ports, [4, 5, 9, 2]);
    for (let run = 0; run < 3; run += 1) await scoreWindows(ports, withRule, sampleTimeMs, endOf([1, 2, 3, 4]));
    expect(ports.findings.all().map(({ finding }) => finding)).toMatchObject([
      {
        rule: 'threshold-web',
        kind: 'threshold',
        dataset: 'rds',
        scope,
        count: 9,
        firstSeenMs: sampleTimeMs + countWindowMs,
      },
    ]);
    expect(ports.alerts.sent).toHaveLength(1);
  });

  it('raises what it finds in the order of the windows', async () => {
    const ports = memoryPorts();
    await addErrors(ports, [5, 6, 7, 8]);
    const { findings } = await scoreWindows(ports, withRule, sampleTimeMs, endOf([5, 6, 7, 8]));
    expect(findings.map(({ count }) => count)).toEqual([5, 6, 7, 8]);
  });

  it('does nothing where no rule is for the scope', async () => {
    const ports = memoryPorts();
    await addErrors(ports, [50]);
    const elsewhere = { ...policy, thresholds: [{ ...rule, scopes: ['*:/app/other'] }] };
    expect((await scoreWindows(ports, elsewhere, sampleTimeMs, endOf([1]))).findings).toEqual([]);
  });

  it('comes to the same whether windows are judged once, again, in any order, or before late events', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat({ max: 7 }), { maxLength: 10 }),
        async (errors, late, order) => {
          const end = endOf([...errors, ...late]);
          const once = memoryPorts();
          await addErrors(once, errors);
          await addErrors(once, late, 'shard-2');
          await scoreWindows(once, withRule, sampleTimeMs, end);
          const often = memoryPorts();
          await addErrors(often, errors);
          for (const index of order) {
            const startMs = sampleTimeMs + index * countWindowMs;
            await scoreWindows(often, withRule, startMs, startMs + countWindowMs);
          }
          await addErrors(often, late, 'shard-2');
          await scoreWindows(often, withRule, sampleTimeMs, end);
          const seen = (ports: typeof once) =>
            ports.findings
              .all()
              .map(({ finding: { id, firstSeenMs, lastSeenMs, count } }) => ({ id, firstSeenMs, lastSeenMs, count }));
          expect(seen(often)).toEqual(seen(once));
        },
      ),
      { numRuns: 60 },
    );
  });
});
