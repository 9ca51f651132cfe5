import { describe, expect, it } from '@jest/globals';
import { countWindowMs, hourMs, newFailureRule, type Finding } from '@bellwether/log-model';
import { admissionsToText, admitFindings, findingWindowMs, noAdmissions } from '@bellwether/log-model/decide';
import { makeContribution, makeFinding, memoryPorts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { scoreWindows } from '@bellwether/pipeline';

const policy = { alertMinSeverity: 'WARNING' } as const;
const scope = '111122223333:/app/web';
const spikeMs = sampleTimeMs + 40 * countWindowMs;
const toMs = spikeMs + countWindowMs;

/** A steady log with a spike of errors in its last window. */
const portsWithSpike = async () => {
  const ports = memoryPorts();
  const windows = Array.from({ length: 41 }, (_, index) => index);
  await ports.counts.add(
    'shard-1',
    windows.flatMap((index) =>
      ['events', ...(index === 40 ? ['severity:ERROR'] : [])].map((field) =>
        makeContribution({
          sequence: sequenceOf(index),
          scope,
          windowStartMs: sampleTimeMs + index * countWindowMs,
          field,
          count: 100,
        }),
      ),
    ),
  );
  return ports;
};

const failureOf = (changes: Partial<Finding> = {}): Finding =>
  makeFinding({
    id: 'the-failure',
    kind: 'anomaly',
    rule: newFailureRule,
    title: '/app/web: pool is empty',
    severity: 'ERROR',
    scope,
    windowStartMs: Math.floor(spikeMs / findingWindowMs) * findingWindowMs,
    firstSeenMs: spikeMs + 1_000,
    lastSeenMs: spikeMs + 2_000,
    ...changes,
  });

const admit = async (ports: Awaited<ReturnType<typeof portsWithSpike>>, failure: Finding, mayNotify = true) => {
  const limits = { maxFindings: 10, maxNotified: 10, maxWorkflows: 10 };
  const { admissions } = admitFindings(noAdmissions, [failure], limits, () => mayNotify);
  await ports.findings.saveAdmissions(scope, failure.windowStartMs, {
    version: 1,
    state: admissionsToText(admissions),
  });
};

describe('a spike of errors', () => {
  it.each<[string, Finding | undefined, boolean]>([
    ['beside a new failure of its log source is listed, and says what it came with', failureOf(), false],
    ['with nothing new is notified', undefined, true],
    ['beside another finding is notified', failureOf({ rule: 'a-rule' }), true],
    [
      'hours after a new failure is notified',
      failureOf({ firstSeenMs: spikeMs - hourMs, lastSeenMs: spikeMs - hourMs }),
      true,
    ],
  ])('%s', async (_, failure, isNotified) => {
    const ports = await portsWithSpike();
    if (failure !== undefined) {
      await ports.findings.raise(failure);
      await admit(ports, failure);
    }
    const { findings } = await scoreWindows(ports, policy, spikeMs, toMs);
    expect(findings.map(({ rule }) => rule)).toEqual(['error-spike']);
    expect(ports.alerts.sent).toHaveLength(isNotified ? 1 : 0);
    const stored = ports.findings.all().find(({ finding }) => finding.rule === 'error-spike')?.finding;
    expect(stored?.isHeldBack).toBe(isNotified ? undefined : true);
    expect(stored?.reasons.some((reason) => reason.includes('pool is empty'))).toBe(!isNotified);
  });

  it('is notified beside a failure that is not, and beside one that was taken back', async () => {
    const quiet = await portsWithSpike();
    await quiet.findings.raise(failureOf());
    await admit(quiet, failureOf(), false);
    const gone = await portsWithSpike();
    await admit(gone, failureOf());
    for (const ports of [quiet, gone]) {
      await scoreWindows(ports, policy, spikeMs, toMs);
      expect(ports.alerts.sent).toHaveLength(1);
    }
  });

  it('is listed only beside a failure that a ledger found in the same log source', async () => {
    const ports = await portsWithSpike();
    const elsewhere = failureOf({ scope: '111122223333:/app/other' });
    await scoreWindows(ports, { ...policy, newFailures: [failureOf()] }, spikeMs, toMs);
    expect(ports.alerts.sent).toEqual([]);
    await scoreWindows(ports, { ...policy, newFailures: [elsewhere] }, spikeMs, toMs);
    expect(ports.alerts.sent).toHaveLength(1);
  });
});
