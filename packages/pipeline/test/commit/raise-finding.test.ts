import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { severities } from '@bellwether/log-model';
import { makeFinding, memoryPorts, plannedFaults, portsWithFaults } from '@bellwether/testkit';
import { alertOf, raiseFinding } from '@bellwether/pipeline';

const policy = { alertMinSeverity: 'WARNING' } as const;

describe('the alert of a finding', () => {
  it('says what, where, since when, why and where to look', () => {
    const alert = alertOf(makeFinding());
    expect(alert).toMatchObject({ id: 'finding-1', severity: 'CRITICAL', subject: '[CRITICAL] A trail was stopped' });
    for (const part of [
      'CRITICAL: A trail was stopped',
      '- StopLogging succeeded for the trail main.',
      'Where: 111122223333/cloudtrail (cloudtrail, eu-west-1)',
      'First seen: 2026-01-15T12:00:01.000Z',
      'Last seen: 2026-01-15T12:00:02.000Z',
      'Events: 1',
      'trailName: main',
      'ATT&CK: TA0005 T1562.008',
      'Rule: cloudtrail-logging-stopped',
      'Finding: finding-1',
    ])
      expect(alert.body.split('\n')).toContain(part);
  });

  it('is laid out for reading', () => {
    const { attack, ...finding } = makeFinding({ reasons: ['One reason.', 'Another.'], title: 'A\nB', region: '' });
    expect(attack).toBeDefined();
    expect(alertOf(finding).body).toBe(
      [
        'CRITICAL: A',
        'B',
        '',
        '- One reason.',
        '- Another.',
        '',
        'Where: 111122223333/cloudtrail (cloudtrail)',
        'First seen: 2026-01-15T12:00:01.000Z',
        'Last seen: 2026-01-15T12:00:02.000Z',
        'Events: 1',
        'trailName: main',
        'Rule: cloudtrail-logging-stopped',
        'Finding: finding-1',
      ].join('\n'),
    );
    expect(alertOf(finding).subject).toBe('[CRITICAL] A B');
  });

  it('is cut to what a channel takes', () => {
    const { subject, body } = alertOf(makeFinding({ title: 'x'.repeat(200), reasons: ['y'.repeat(9_000)] }));
    expect([subject.length, body.length]).toEqual([99, 8_000]);
  });

  it('leaves out what is not known', () => {
    const { attack, ...finding } = makeFinding({ region: '' });
    expect(attack).toBeDefined();
    const { body } = alertOf(finding);
    expect(body).toContain('(cloudtrail)');
    expect(body).not.toContain('ATT&CK');
  });

  it('is bounded and free of control and direction characters, whatever a log says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 60 }), text, (title, reasons, value) => {
        const { subject, body } = alertOf(makeFinding({ title, reasons, resources: { trailName: value } }));
        expect(subject.length).toBeLessThan(100);
        expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        expect(body.length).toBeLessThanOrEqual(8_000);
        expect(body).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe('raising a finding', () => {
  it('keeps it, starts its remediation and tells it, once', async () => {
    const ports = memoryPorts();
    expect(await raiseFinding(ports, policy, makeFinding())).toBe(true);
    expect(await raiseFinding(ports, policy, makeFinding({ count: 9 }))).toBe(false);
    expect(ports.alerts.sent).toHaveLength(1);
    expect([...ports.remediation.started.keys()]).toEqual(['finding-1']);
    expect(ports.findings.all()).toMatchObject([{ finding: { count: 9 }, notifiedAtMs: ports.clock.now() }]);
  });

  it('tells nobody where alert groups tell, and starts its remediation once all the same', async () => {
    const { alerts, ...ports } = memoryPorts();
    expect(await raiseFinding(ports, policy, makeFinding())).toBe(false);
    expect(await raiseFinding(ports, policy, makeFinding({ count: 9 }))).toBe(false);
    expect(alerts.sent).toEqual([]);
    expect([...ports.remediation.started.keys()]).toEqual(['finding-1']);
    expect(ports.findings.all()).toMatchObject([{ finding: { count: 9 }, notifiedAtMs: ports.clock.now() }]);
  });

  it('only keeps one that was suppressed, and tells it when it is seen after that has ended', async () => {
    const ports = memoryPorts();
    await ports.findings.raise(makeFinding());
    await ports.findings.setStatus('finding-1', { state: 'suppressed', sinceMs: 1 });
    expect(await raiseFinding(ports, policy, makeFinding({ count: 9 }))).toBe(false);
    expect([ports.alerts.sent.length, ports.remediation.started.size]).toEqual([0, 0]);
    expect(ports.findings.all()).toMatchObject([{ finding: { count: 9 } }]);
    await ports.findings.setStatus('finding-1', { state: 'new', sinceMs: 2 });
    expect(await raiseFinding(ports, policy, makeFinding({ count: 10 }))).toBe(true);
  });

  it('tells one that was resolved and has come back', async () => {
    const ports = memoryPorts();
    await ports.findings.raise(makeFinding());
    await ports.findings.setStatus('finding-1', { state: 'resolved', sinceMs: makeFinding().lastSeenMs });
    expect(await raiseFinding(ports, policy, makeFinding({ lastSeenMs: makeFinding().lastSeenMs + 1 }))).toBe(true);
  });

  it.each([
    ['nothing', [], undefined, { isHeldBack: true, alerts: 0, workflows: 0 }],
    ['its remediation alone', ['workflow' as const], undefined, { isHeldBack: true, alerts: 0, workflows: 0 }],
    ['its alert alone', ['notify' as const], undefined, { isHeldBack: undefined, alerts: 1, workflows: 0 }],
    ['both', ['notify' as const, 'workflow' as const], undefined, { isHeldBack: undefined, alerts: 1, workflows: 1 }],
    ['both, as a claim', undefined, 'claimed' as const, { isHeldBack: undefined, alerts: 1, workflows: 0 }],
    ['both, as declared', undefined, 'declared' as const, { isHeldBack: undefined, alerts: 1, workflows: 1 }],
  ])('that may set off %s is stored, notified and remediated accordingly', async (_, grants, provenance, expected) => {
    const ports = memoryPorts();
    const finding = makeFinding(provenance === undefined ? {} : { provenance });
    expect(await raiseFinding(ports, policy, finding, { grants })).toBe(expected.alerts === 1);
    const [stored] = ports.findings.all();
    expect({
      isHeldBack: stored?.finding.isHeldBack,
      alerts: ports.alerts.sent.length,
      workflows: ports.remediation.started.size,
    }).toEqual(expected);
    expect(stored?.finding).toEqual({ ...finding, ...(expected.isHeldBack ? { isHeldBack: true } : {}) });
  });

  it('does not hold back what is not notified anyway', async () => {
    const ports = memoryPorts();
    await raiseFinding(ports, policy, makeFinding({ severity: 'INFO' }), { grants: [] });
    expect(ports.findings.all()[0]?.finding.isHeldBack).toBeUndefined();
  });

  it('stays held back when a later sighting may be notified', async () => {
    const ports = memoryPorts();
    await raiseFinding(ports, policy, makeFinding(), { grants: [] });
    expect(await raiseFinding(ports, policy, makeFinding({ count: 9 }))).toBe(false);
    expect([ports.alerts.sent.length, ports.remediation.started.size]).toEqual([0, 0]);
  });

  it.each([
    ['takes back what it absorbs, and is notified where that was', ['notify', 'workflow'] as const, 1, undefined],
    ['stays held back when it absorbs', [] as const, undefined, true],
  ])('%s', async (_, grants, notifiedAtMs, isHeldBack) => {
    const ports = memoryPorts();
    await ports.findings.raise(makeFinding({ id: 'later' }));
    if (notifiedAtMs !== undefined) await ports.findings.markNotified('later', notifiedAtMs);
    expect(await raiseFinding(ports, policy, makeFinding(), { grants, absorbed: ['later'] })).toBe(false);
    expect(await ports.findings.get('later')).toBeUndefined();
    const stored = await ports.findings.get('finding-1');
    expect([stored?.notifiedAtMs, stored?.finding.isHeldBack]).toEqual([notifiedAtMs, isHeldBack]);
    expect(ports.remediation.started.size).toBe(0);
  });

  it.each([
    ['absorbs one that was not notified', true, ['later'], ['get', 'displace']],
    ['absorbs one that an earlier try has taken back', false, ['later'], ['get', 'displace']],
    ['absorbs none', false, undefined, []],
  ])('is notified once where it %s', async (_, isStored, absorbed, calls) => {
    const memory = memoryPorts();
    if (isStored) await memory.findings.raise(makeFinding({ id: 'later' }));
    const seen: string[] = [];
    const ports = portsWithFaults(memory, {
      given: [],
      next: (port, method) => {
        if (port === 'findings') seen.push(method);
        return 'none';
      },
    });
    expect(await raiseFinding(ports, policy, makeFinding(), absorbed && { absorbed })).toBe(true);
    expect(seen).toEqual(['raise', ...calls, 'markNotified']);
  });

  it.each([
    [0.74, 0],
    [0.75, 1],
  ])(
    'asks of a new failure with a score of %d what it asks of other anomalies, and notifies %d times',
    async (score, notified) => {
      const ports = memoryPorts();
      const finding = makeFinding({ kind: 'anomaly', rule: 'template-new', score });
      await raiseFinding(ports, { alertMinSeverity: 'WARNING', anomalyMinScore: 0.75 }, finding);
      expect(ports.findings.all()).toHaveLength(1);
      expect([ports.alerts.sent.length, ports.remediation.started.size]).toEqual([notified, notified]);
    },
  );

  it.each(severities.map((severity) => [severity, ['CRITICAL', 'ERROR', 'WARNING'].includes(severity)] as const))(
    'keeps a finding of severity %s; that it tells it is %s where warnings are told',
    async (severity, isNotified) => {
      const ports = memoryPorts();
      expect(await raiseFinding(ports, policy, makeFinding({ severity }))).toBe(isNotified);
      expect(ports.findings.all()).toHaveLength(1);
      expect(ports.alerts.sent).toHaveLength(isNotified ? 1 : 0);
      expect(ports.remediation.started.size).toBe(isNotified ? 1 : 0);
    },
  );

  it.each([
    ['findings.raise', 0],
    ['remediation.start', 0],
    ['alerts.notify', 0],
    ['findings.markNotified', 1],
  ])('never loses an alert when %s fails and it is raised again', async (call, toldBefore) => {
    const memory = memoryPorts();
    const ports = portsWithFaults(memory, plannedFaults({ [call]: ['before'] }));
    await expect(raiseFinding(ports, policy, makeFinding())).rejects.toThrow(`${call} failed`);
    expect(memory.alerts.sent).toHaveLength(toldBefore);
    await raiseFinding(ports, policy, makeFinding());
    expect(memory.alerts.sent.map(({ id }) => id)).toEqual(Array.from({ length: toldBefore + 1 }, () => 'finding-1'));
    expect(memory.remediation.started.size).toBe(1);
    expect(await raiseFinding(ports, policy, makeFinding())).toBe(false);
  });
});
