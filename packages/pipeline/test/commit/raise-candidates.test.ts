import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type FindingCandidate, type Severity } from '@bellwether/log-model';
import { type DecisionFacts, findingIdOf, findingWindowMs } from '@bellwether/log-model/decide';
import { memoryPorts, portsWithFaults } from '@bellwether/testkit';
import { raiseCandidates } from '../../src/commit/raise-candidates.ts';

const windowStartMs = 3 * findingWindowMs;
const limits = { maxFindings: 1, maxNotified: 1, maxWorkflows: 1 };

const candidateOf = (name: string, severity: Severity, scope = '111122223333:/app/web'): FindingCandidate => ({
  findingId: findingIdOf('a-rule', '111122223333', name, windowStartMs),
  evidence: {
    kind: 'rule',
    rule: 'a-rule',
    title: name,
    severity,
    score: 0.5,
    reasons: ['It was seen.'],
    resources: {},
    dedupeKey: name,
  },
  scope,
  dataset: 'application',
  account: '111122223333',
  region: 'eu-west-1',
  windowStartMs,
  firstSeenMs: windowStartMs + 1,
  lastSeenMs: windowStartMs + 2,
  eventIds: [name],
  counters: { scope: `rule#${name}`, key: name, touchedWindows: [windowStartMs] },
});

/** Which of the candidates are looked up, while each answer takes as long as `delayOf` says. */
const lookedUpOf = async (
  candidates: readonly FindingCandidate[],
  delayOf: (name: string) => number,
): Promise<ReadonlySet<string>> => {
  const nameOf = new Map(candidates.map(({ findingId, evidence }) => [findingId, evidence.dedupeKey]));
  const lookedUp = new Set<string>();
  const facts: DecisionFacts = {
    counts: async ({ evidence }) => {
      await wait(delayOf(evidence.dedupeKey));
      return [];
    },
    finding: async (findingId) => {
      const name = nameOf.get(findingId);
      if (name !== undefined) lookedUp.add(name);
      await wait(delayOf(name ?? ''));
      return undefined;
    },
    templates: async () => [],
  };
  await raiseCandidates(memoryPorts(), { alertMinSeverity: 'CRITICAL' }, limits, facts, candidates);
  return lookedUp;
};

describe('raising more candidates than are looked up', () => {
  const names = Array.from({ length: 12 }, (_, index) => `door-${index}`);
  const candidates = [...names.map((name) => candidateOf(name, 'WARNING')), candidateOf('fire', 'CRITICAL')];

  it('looks up the same ones whatever their order and whichever answer comes first, the severe among them', async () => {
    const wanted = await lookedUpOf(candidates, () => 0);
    expect(wanted.size).toBe(5);
    expect(wanted).toContain('fire');
    const delays = [(name: string) => name.length, (name: string) => 12 - Number(name.slice(5) || 0)];
    for (const delayOf of delays)
      for (const given of [candidates, candidates.toReversed()])
        expect(await lookedUpOf(given, delayOf)).toEqual(wanted);
  });

  it('looks up as many of each log source', async () => {
    const sources = ['a', 'b', 'c'];
    const given = names.flatMap((name) => sources.map((scope) => candidateOf(`${scope} ${name}`, 'WARNING', scope)));
    const lookedUp = await lookedUpOf(given, () => 0);
    for (const scope of sources) expect([...lookedUp].filter((name) => name.startsWith(scope))).toHaveLength(5);
  });

  it('lists one that was not looked up where those before it go on from an earlier window, and takes nothing back', async () => {
    const memory = memoryPorts();
    const calls: string[] = [];
    const ports = portsWithFaults(memory, {
      given: [],
      next: (port, method) => {
        calls.push(`${port}.${method}`);
        return 'none';
      },
    });
    const given = names.slice(0, 6).map((name) => candidateOf(name, 'WARNING'));
    const own = new Set(given.map(({ findingId }) => findingId));
    const facts: DecisionFacts = {
      counts: async () => [],
      finding: async (id) =>
        own.has(id) ? undefined : { firstSeenMs: windowStartMs - 1, lastSeenMs: windowStartMs - 1 },
      templates: async () => [],
    };
    await raiseCandidates(ports, { alertMinSeverity: 'CRITICAL' }, limits, facts, given);
    const listed = memory.findings.all().filter(({ finding }) => finding.windowStartMs === windowStartMs);
    expect(listed.map(({ finding }) => own.has(finding.id))).toEqual([true]);
    expect(calls).not.toContain('findings.displace');
  });

  it('raises nothing where a candidate goes on with a finding whose counters say too little', async () => {
    const { evidence, ...rest } = candidateOf('door', 'CRITICAL');
    const candidate = { ...rest, evidence: { ...evidence, threshold: { count: 2 } } };
    const facts: DecisionFacts = {
      counts: async (of) =>
        of.windowStartMs === windowStartMs ? [{ scope: 'rule#door', windowStartMs, fields: { 'door/events': 2 } }] : [],
      finding: async (id) =>
        id === candidate.findingId ? undefined : { firstSeenMs: windowStartMs - 1, lastSeenMs: windowStartMs - 1 },
      templates: async () => [],
    };
    const raiseWith = async (of: DecisionFacts) =>
      (await raiseCandidates(memoryPorts(), { alertMinSeverity: 'CRITICAL' }, limits, of, [candidate])).findings.length;
    expect(await raiseWith(facts)).toBe(0);
    expect(await raiseWith({ ...facts, finding: async () => undefined })).toBe(1);
  });
});
