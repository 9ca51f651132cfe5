import { describe, expect, it } from '@jest/globals';
import { admissionsFromText, admissionsToText, noAdmissions, type Grant } from '@bellwether/log-model/decide';
import { startMissedWorkflows } from '@bellwether/pipeline';
import { makeFinding, memoryPorts, sampleTimeMs } from '@bellwether/testkit';

const policy = { alertMinSeverity: 'WARNING' } as const;
/** On the hour, so that a run looks a day back. */
const nowMs = Math.ceil(sampleTimeMs / 3_600_000) * 3_600_000 + 3_600_000;
const finding = makeFinding({ severity: 'ERROR', lastSeenMs: sampleTimeMs });

/** Ports with one finding that was raised, and nothing more. */
const portsWith = async (of = finding, grants?: readonly Grant[]) => {
  const ports = memoryPorts();
  await ports.findings.raise(of);
  if (grants !== undefined) {
    const { id, rule, severity, scope, windowStartMs } = of;
    const state = admissionsToText({ ...noAdmissions, listed: [{ id, rule, severity, grants }] });
    await ports.findings.saveAdmissions(scope, windowStartMs, { version: 1, state });
  }
  return ports;
};

describe('starting missed workflows', () => {
  it.each<[string, readonly Grant[] | undefined, number]>([
    ['that was raised without admission', undefined, 1],
    ['that was admitted with its workflow', ['notify', 'workflow'], 1],
    ['that was admitted to be notified only', ['notify'], 0],
    ['that its log source holds back', [], 0],
  ])('starts the workflow of a finding %s: %j, %d', async (_, grants, workflows) => {
    const ports = await portsWith(finding, grants);
    await startMissedWorkflows(ports, policy, nowMs);
    expect(ports.remediation.started).toHaveProperty('size', workflows);
  });

  it('notifies and marks, once however often it runs', async () => {
    const ports = await portsWith();
    expect(await startMissedWorkflows(ports, policy, nowMs)).toEqual([finding.id]);
    expect(await startMissedWorkflows(ports, policy, nowMs)).toEqual([]);
    expect(ports.remediation.started.size).toBe(1);
    expect(ports.alerts.sent).toHaveLength(1);
  });

  it.each([
    ['is marked', async (ports: ReturnType<typeof memoryPorts>) => ports.findings.markNotified(finding.id, 1)],
    [
      'a person has closed',
      async (ports: ReturnType<typeof memoryPorts>) =>
        ports.findings.setStatus(finding.id, { state: 'resolved', sinceMs: nowMs }),
    ],
  ])('leaves one that %s', async (_, change) => {
    const ports = await portsWith();
    await change(ports);
    expect(await startMissedWorkflows(ports, policy, nowMs)).toEqual([]);
    expect(ports.remediation.started.size).toBe(0);
  });

  it.each([
    ['is too mild', makeFinding({ severity: 'INFO', lastSeenMs: sampleTimeMs })],
    ['was last seen more than a day ago', makeFinding({ severity: 'ERROR', lastSeenMs: nowMs - 86_400_001 })],
    ['is held back', makeFinding({ severity: 'ERROR', lastSeenMs: sampleTimeMs, isHeldBack: true })],
  ])('leaves one that %s', async (_, other) => {
    const ports = await portsWith(other);
    expect(await startMissedWorkflows(ports, policy, nowMs)).toEqual([]);
  });

  it('looks as far ahead of the clock as an event may be', async () => {
    for (const [aheadMs, missed] of [
      [10_799_999, 1],
      [10_800_000, 0],
    ] as const) {
      const ports = await portsWith(makeFinding({ severity: 'ERROR', lastSeenMs: nowMs + aheadMs }));
      expect(await startMissedWorkflows(ports, policy, nowMs)).toHaveLength(missed);
    }
  });

  it('looks a day back in the first five minutes of an hour', async () => {
    const seenMs = nowMs - 3_700_000;
    for (const [lateMs, missed] of [
      [299_999, 1],
      [300_000, 0],
    ] as const) {
      const ports = await portsWith(makeFinding({ severity: 'ERROR', lastSeenMs: seenMs }));
      expect(await startMissedWorkflows(ports, policy, nowMs + lateMs)).toHaveLength(missed);
    }
  });

  it('asks each log source and window for its own admissions, once', async () => {
    const ports = memoryPorts();
    const findings = [
      ['a-1', 'a', 0, ['notify', 'workflow']],
      ['a-2', 'a', 0, []],
      ['a-later', 'a', 1, []],
      ['b', 'b', 0, ['notify']],
      ['none', 'c', 0, undefined],
    ] as const;
    for (const [id, scope, windowStartMs, grants] of findings) {
      const found = makeFinding({ id, scope, windowStartMs, severity: 'ERROR', lastSeenMs: sampleTimeMs });
      await ports.findings.raise(found);
      if (grants === undefined) continue;
      const before = await ports.findings.loadAdmissions(scope, windowStartMs);
      const { listed } = admissionsFromText(before?.state);
      const { rule, severity } = found;
      const state = admissionsToText({ ...noAdmissions, listed: [...listed, { id, rule, severity, grants }] });
      await ports.findings.saveAdmissions(scope, windowStartMs, { version: (before?.version ?? 0) + 1, state });
    }
    const asked: string[] = [];
    const store: typeof ports.findings = {
      ...ports.findings,
      loadAdmissions: async (scope, windowStartMs) => {
        asked.push(`${scope} ${windowStartMs}`);
        return ports.findings.loadAdmissions(scope, windowStartMs);
      },
    };
    expect(await startMissedWorkflows({ ...ports, findings: store }, policy, nowMs)).toEqual(['a-1', 'b', 'none']);
    expect([...ports.remediation.started.keys()]).toEqual(['a-1', 'none']);
    expect(asked.toSorted()).toEqual(['a 0', 'a 1', 'b 0', 'c 0']);
  });

  it('looks an hour back on other runs', async () => {
    const dueMs = nowMs + 300_000;
    for (const [agoMs, missed] of [
      [3_600_001, 0],
      [3_600_000, 1],
    ] as const) {
      const ports = await portsWith(makeFinding({ severity: 'ERROR', lastSeenMs: dueMs - agoMs }));
      expect(await startMissedWorkflows(ports, policy, dueMs)).toHaveLength(missed);
    }
  });

  it('starts no workflow for what a line only claims', async () => {
    const ports = await portsWith(makeFinding({ severity: 'ERROR', lastSeenMs: sampleTimeMs, provenance: 'claimed' }));
    await startMissedWorkflows(ports, policy, nowMs);
    expect(ports.remediation.started.size).toBe(0);
    expect(ports.alerts.sent).toHaveLength(1);
  });
});
