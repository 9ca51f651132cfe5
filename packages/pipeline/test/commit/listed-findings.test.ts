import { describe, expect, it } from '@jest/globals';
import { noEvidence, type DecisionFacts, type EventEvidence, type Evidence, type Finding } from '@bellwether/log-model';
import { gatherCandidates, moreFindingsRule } from '@bellwether/log-model/decide';
import { makeEvent, makeFinding, memoryPorts, sampleTimeMs, sequenceOf, type MemoryPorts } from '@bellwether/testkit';
import { admitOfSource } from '../../src/commit/admit-findings.ts';
import { raiseCandidates } from '../../src/commit/raise-candidates.ts';
import { addRaised, nothingRaised } from '../../src/commit/raised-findings.ts';

const policy = { alertMinSeverity: 'WARNING' } as const;
const limits = { maxFindings: 3, maxNotified: 2, maxWorkflows: 1 };
const account = '111122223333';

const found = (key: string, changes: Partial<Evidence> = {}, scope = 'a', atMs = sampleTimeMs): EventEvidence => ({
  sequence: sequenceOf(1),
  event: makeEvent({ id: `event-${key}`, timestampMs: atMs, account }),
  scope,
  evidence: {
    kind: 'rule',
    rule: 'a-rule',
    title: 'Something dangerous',
    severity: 'ERROR',
    score: 0.8,
    dedupeKey: key,
    resources: {},
    reasons: ['Because of this.'],
    ...changes,
  },
});

const many = (count: number, changes: Partial<Evidence> = {}, scope = 'a') =>
  Array.from({ length: count }, (_, n) => found(`key-${n}`, changes, scope, sampleTimeMs + n));

const factsOf = (asked: string[] = []): DecisionFacts => ({
  counts: async () => [],
  finding: async (id) => {
    asked.push(id);
    return undefined;
  },
  templates: async () => noEvidence,
});

const raise = (ports: MemoryPorts, items: readonly EventEvidence[], facts = factsOf()) =>
  raiseCandidates(ports, policy, limits, facts, gatherCandidates(items));

const lookUpsOf = async (items: readonly EventEvidence[]): Promise<readonly string[]> => {
  const asked: string[] = [];
  await raise(memoryPorts(), items, factsOf(asked));
  return asked;
};

describe('raising the candidates of a batch', () => {
  it('raises and notifies all while there are few', async () => {
    const ports = memoryPorts();
    const raised = await raise(ports, many(2));
    expect(raised).toMatchObject({ alertsSent: 2, heldBack: { findings: 0, notifications: 0, workflows: 1 } });
    expect(raised.findings.map(({ dedupeKey }) => dedupeKey)).toEqual(['key-0', 'key-1']);
    expect(ports.remediation.started.size).toBe(1);
  });

  it('lists as many as the log source may have, notifies fewer, counts the rest, and one finding speaks for them', async () => {
    const ports = memoryPorts();
    const raised = await raise(ports, many(5));
    const stored = ports.findings.all().map(({ finding }) => finding);
    expect(stored.filter(({ rule }) => rule === 'a-rule')).toHaveLength(3);
    expect(stored.filter(({ isHeldBack }) => isHeldBack === true)).toHaveLength(1);
    expect(raised).toMatchObject({ alertsSent: 2 + 1, heldBack: { findings: 2, notifications: 1, workflows: 2 } });
    const more = stored.find(({ rule }) => rule === moreFindingsRule);
    expect(more).toMatchObject({ count: 2, scope: 'a', lastSeenMs: sampleTimeMs + 4 });
    expect(ports.alerts.sent.map(({ id }) => id)).toContain(more?.id);
    expect([...ports.remediation.started.keys()]).not.toContain(more?.id);
    expect(raised.findings).toHaveLength(3 + 1);
  });

  it('does not count as held back what would not be notified anyway', async () => {
    const ports = memoryPorts();
    const raised = await raise(ports, many(3, { severity: 'INFO' }));
    expect(raised).toMatchObject({ alertsSent: 0, heldBack: { findings: 0, notifications: 0, workflows: 0 } });
    expect(ports.findings.all().filter(({ finding }) => finding.isHeldBack === true)).toEqual([]);
  });

  it('does not count the remediation of a claim as held back: it never has one', async () => {
    const raised = await raise(memoryPorts(), many(3, { provenance: 'claimed' }));
    expect(raised).toMatchObject({ alertsSent: 2, heldBack: { findings: 0, notifications: 1, workflows: 0 } });
  });

  it('gives every log source its own limits, and every finding window', async () => {
    const ports = memoryPorts();
    const later = many(2, {}, 'a').map((item) => ({
      ...item,
      event: { ...item.event, timestampMs: item.event.timestampMs + 12 * 3_600_000 },
    }));
    const raised = await raise(ports, [...many(2, {}, 'a'), ...many(2, { rule: 'b-rule' }, 'b'), ...later]);
    expect(raised).toMatchObject({ alertsSent: 6, heldBack: { findings: 0, notifications: 0, workflows: 3 } });
  });

  it('looks up as many earlier findings as its limits need, those of the most severe candidates first', async () => {
    const asked: string[] = [];
    const severe = found('severe', { severity: 'CRITICAL', rule: 'z-rule' });
    await raise(memoryPorts(), [...many(60), severe], factsOf(asked));
    const ofSevere = await lookUpsOf([severe]);
    expect(asked).toContain(ofSevere[0]);
    expect(asked.length / ofSevere.length).toBe(15);
  });

  it('raises nothing below a threshold, and looks up no fewer of the others for it', async () => {
    const ports = memoryPorts();
    const asked: string[] = [];
    const below = many(40, { severity: 'CRITICAL', rule: 'b-rule', threshold: { count: 10 } });
    const raised = await raise(ports, [...below, found('one')], factsOf(asked));
    expect(raised.findings.map(({ rule }) => rule)).toEqual(['a-rule']);
    expect(asked).toContain((await lookUpsOf([found('one')]))[0]);
  });
});

describe('admitting findings', () => {
  const finding = (n: number, changes: Partial<Finding> = {}) => makeFinding({ id: `f-${n}`, scope: 'a', ...changes });
  const admit = (ports: MemoryPorts, findings: readonly Finding[]) =>
    admitOfSource(ports.findings, policy, limits, { scope: 'a', windowStartMs: 0 }, findings);

  it.each([
    ['a finding', {}, ['notify', 'workflow']],
    ['a claim, which is never acted on,', { provenance: 'claimed' as const }, ['notify']],
    ['what is declared', { provenance: 'declared' as const }, ['notify', 'workflow']],
    ['what is not severe enough', { severity: 'DEBUG' as const }, []],
  ])('gives %s its grants', async (_, changes, grants) => {
    const { admissions } = await admit(memoryPorts(), [finding(1, changes)]);
    expect(admissions.listed.map((listed) => listed.grants)).toEqual([grants]);
  });

  it('stores what it admitted, once, and takes back what made room', async () => {
    const ports = memoryPorts();
    let saves = 0;
    const store = {
      ...ports.findings,
      saveAdmissions: async (...args: Parameters<typeof ports.findings.saveAdmissions>) => {
        saves += 1;
        return ports.findings.saveAdmissions(...args);
      },
    };
    const all = [1, 2, 3].map((n) => finding(n, { severity: 'WARNING' }));
    for (const one of all) await ports.findings.raise(one);
    const admitNow = (findings: readonly Finding[]) =>
      admitOfSource(store, policy, limits, { scope: 'a', windowStartMs: 0 }, findings);
    await admitNow(all);
    await admitNow(all);
    expect(saves).toBe(1);
    await admitNow([finding(4, { severity: 'CRITICAL' })]);
    expect(saves).toBe(2);
    expect((await ports.findings.loadAdmissions('a', 0))?.version).toBe(2);
    expect(ports.findings.all()).toHaveLength(2);
  });

  it('gives no grant to what was listed before and is not in this batch', async () => {
    const ports = memoryPorts();
    const quiet = { ...policy, alertMinSeverity: 'CRITICAL' as const };
    await admitOfSource(ports.findings, quiet, limits, { scope: 'a', windowStartMs: 0 }, [finding(1, { severity: 'ERROR' })]); // prettier-ignore
    const { admissions } = await admit(ports, [finding(2)]);
    expect(admissions.listed.map(({ id, grants }) => [id, grants.length])).toEqual([
      ['f-2', 2],
      ['f-1', 0],
    ]);
  });

  it('reads again when another invocation was faster, and gives up after ten times', async () => {
    const ports = memoryPorts();
    const storeThatLoses = (times: number) => {
      let tries = 0;
      return {
        ...ports.findings,
        saveAdmissions: async (...args: Parameters<typeof ports.findings.saveAdmissions>) => {
          tries += 1;
          return tries <= times ? ('changed' as const) : ports.findings.saveAdmissions(...args);
        },
      };
    };
    const admitWith = (times: number) =>
      admitOfSource(storeThatLoses(times), policy, limits, { scope: 'b', windowStartMs: 0 }, [finding(1)]);
    await expect(admitWith(10)).rejects.toMatchObject({
      name: 'PortError',
      port: 'findings',
      operation: 'saveAdmissions',
      retryable: true,
      cause: expect.any(Error),
    });
    expect((await admitWith(9)).admissions.listed).toHaveLength(1);
  });
});

it('what two batches raised is added up', () => {
  expect(nothingRaised).toEqual({
    findings: [],
    alertsSent: 0,
    heldBack: { findings: 0, notifications: 0, workflows: 0 },
    eventsLeftOut: 0,
  });
  const one = {
    findings: [makeFinding({ id: 'one' })],
    alertsSent: 1,
    heldBack: { findings: 2, notifications: 7, workflows: 11 },
    eventsLeftOut: 5,
  };
  const other = {
    findings: [makeFinding({ id: 'other' })],
    alertsSent: 3,
    heldBack: { findings: 5, notifications: 1, workflows: 2 },
    eventsLeftOut: 8,
  };
  const { findings, ...counts } = addRaised(one, other);
  expect(findings.map(({ id }) => id)).toEqual(['one', 'other']);
  expect(counts).toEqual({
    alertsSent: 4,
    heldBack: { findings: 7, notifications: 8, workflows: 13 },
    eventsLeftOut: 13,
  });
});
