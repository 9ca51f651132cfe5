import { describe, expect, it } from '@jest/globals';
import {
  countWindowMs,
  defaultNoveltyPolicy,
  hourMs,
  identify,
  likenessOf,
  newFailureRule,
  type DecisionFacts,
  type Evidence,
  type FindingCandidate,
  type WindowCounts,
} from '@bellwether/log-model';
import {
  decide,
  decidingWindows,
  eventsFieldOf,
  findingIdOf,
  findingOfCandidate,
  gatherCandidates,
  observedCandidate,
} from '@bellwether/log-model/decide';
import { makeEventEvidence, noonMs } from '../event-factory.ts';

const scope = '111122223333:/app/web';
const evidence: Evidence = {
  kind: 'rule',
  rule: 'a-rule',
  title: 'Something happened',
  severity: 'ERROR',
  score: 0.8,
  dedupeKey: 'ana',
  resources: {},
  reasons: ['It was seen.'],
};
const counters = { scope: 'signal#a-rule#111122223333#0', key: '0d3f', touchedWindows: [noonMs] };

const candidateOf = (changes: Partial<FindingCandidate> = {}): FindingCandidate => ({
  findingId: findingIdOf('a-rule', '111122223333', 'ana', noonMs),
  evidence,
  scope,
  dataset: 'application',
  account: '111122223333',
  region: 'eu-west-1',
  windowStartMs: noonMs,
  firstSeenMs: noonMs + 7 * 60_000,
  lastSeenMs: noonMs + 8 * 60_000,
  eventIds: ['event-1'],
  counters,
  ...changes,
});

/** Rows by the number of their count window, from noon on: the events of the candidate. */
const rowsOf = (events: Readonly<Record<number, number>>): readonly WindowCounts[] =>
  Object.entries(events)
    .map(([index, count]) => ({
      scope: counters.scope,
      windowStartMs: noonMs + Number(index) * countWindowMs,
      fields: count === 0 ? { 'other/events': 4 } : { [eventsFieldOf(counters.key)]: count },
    }))
    .sort((left, right) => left.windowStartMs - right.windowStartMs);

const ofThree: Evidence = { ...evidence, threshold: { count: 3 } };

describe('the finding of a candidate', () => {
  it('says what the evidence says of attack and provenance, and nothing where it says nothing', () => {
    const attack = { tactic: 'TA0001', technique: 'T1078' };
    const said = candidateOf({ evidence: { ...evidence, attack, provenance: 'claimed' } });
    expect(findingOfCandidate(said, rowsOf({ 1: 1 }))).toMatchObject({ attack, provenance: 'claimed' });
    expect(Object.keys(findingOfCandidate(candidateOf(), rowsOf({ 1: 1 })) ?? {})).not.toEqual(
      expect.arrayContaining(['attack', 'provenance']),
    );
  });

  it.each<[Evidence['kind'], Evidence['threshold'], string]>([
    ['rule', undefined, 'rule'],
    ['rule', { count: 1 }, 'threshold'],
    ['anomaly', { count: 1 }, 'anomaly'],
    ['risk', undefined, 'risk'],
  ])('of kind %s with the threshold %j is of kind %s', (kind, threshold, found) => {
    const one = candidateOf({ evidence: { ...evidence, kind, ...(threshold && { threshold }) } });
    expect(findingOfCandidate(one, rowsOf({ 1: 1 }))?.kind).toBe(found);
  });

  it.each([
    ['three events before the finding window alone', { [-1]: 3, 0: 0 }, undefined],
    ['two events before it and one in it', { [-1]: 2, 0: 1 }, { count: 1, firstSeenMs: noonMs }],
    ['three events in its second count window', { 0: 0, 1: 3 }, { count: 3, firstSeenMs: noonMs + countWindowMs }],
    ['too few in any two windows side by side', { 0: 2, 1: 0, 2: 2 }, undefined],
  ])('under a threshold of three, of %s', (_, events: Readonly<Record<number, number>>, found) => {
    const finding = findingOfCandidate(candidateOf({ evidence: ofThree }), rowsOf(events));
    expect(finding && { count: finding.count, firstSeenMs: finding.firstSeenMs }).toEqual(found);
  });

  it('begins with its first event where that is before what the counters know', () => {
    const early = candidateOf({ evidence: ofThree, firstSeenMs: noonMs + 1 });
    expect(findingOfCandidate(early, rowsOf({ 1: 3 }))?.firstSeenMs).toBe(noonMs + 1);
  });

  it('is one event where the counters do not know it yet', () => {
    expect(findingOfCandidate(candidateOf(), [])).toMatchObject({ count: 1, firstSeenMs: noonMs + 7 * 60_000 });
    expect(findingOfCandidate(candidateOf({ counters: undefined }), [])).toMatchObject({ count: 1 });
  });
});

describe('the counters of a candidate', () => {
  it('are named by its dedupe key, in a domain of their own', () => {
    const [candidate] = gatherCandidates([makeEventEvidence(1, noonMs)]);
    expect(candidate?.counters?.key).toBe(identify('signal', candidate?.evidence.dedupeKey ?? ''));
  });

  it('are asked for in the windows that a batch touched and in the one before each, in order', () => {
    expect(decidingWindows({ touchedWindows: [9 * countWindowMs, 3 * countWindowMs, 4 * countWindowMs] })).toEqual(
      [2, 3, 4, 8, 9].map((window) => window * countWindowMs),
    );
  });
});

/** What the stores answer, and what they were asked. */
const factsOf = (answers: Partial<DecisionFacts> = {}) => {
  const asked: string[] = [];
  const facts: DecisionFacts = {
    counts: async (of) => {
      asked.push('counts');
      return (await answers.counts?.(of)) ?? rowsOf({ 1: 1 });
    },
    finding: async (id) => {
      asked.push('finding');
      return answers.finding?.(id);
    },
    templates: async (of) => {
      asked.push(`templates of ${of}`);
      return (await answers.templates?.(of)) ?? [];
    },
  };
  return { asked, facts };
};

describe('deciding about a candidate', () => {
  it('asks nothing where the detector has counted for itself', async () => {
    const { asked, facts } = factsOf();
    const observed = { firstSeenMs: noonMs, lastSeenMs: noonMs + 1, count: 9 };
    const origin = { scope, dataset: 'application', account: '111122223333', region: '' } as const;
    const finding = await decide(observedCandidate({ ...evidence, observed }, origin), facts);
    expect(finding?.finding).toMatchObject({ count: 9, evidence: [], firstSeenMs: noonMs, lastSeenMs: noonMs + 1 });
    expect(asked).toEqual([]);
  });

  it('asks for the counters once where the finding began in its own window', async () => {
    const { asked, facts } = factsOf();
    expect((await decide(candidateOf(), facts))?.finding).toMatchObject({ count: 1 });
    expect(asked.filter((question) => question === 'counts')).toHaveLength(1);
  });

  it.each<[string, Partial<FindingCandidate>, number, number, readonly number[]]>([
    ['goes on from the window before', {}, -1, noonMs - 1, [0, -1]],
    ['goes on in the next window', { lastSeenMs: noonMs + 6 * hourMs - 1 }, 1, noonMs + 6 * hourMs, [0, 0]],
    ['takes back a later one', { lastSeenMs: noonMs + 6 * hourMs - 2 }, 1, noonMs + 6 * hourMs - 1, [0]],
  ])('asks for all counters of the finding where it %s', async (_, changes, window, storedMs, windows) => {
    const storedId = findingIdOf('a-rule', '111122223333', 'ana', noonMs + window * 6 * hourMs);
    const asked: number[] = [];
    const { facts } = factsOf({
      counts: async ({ windowStartMs }) => {
        asked.push((windowStartMs - noonMs) / (6 * hourMs));
        return [];
      },
      finding: async (id) => (id === storedId ? { firstSeenMs: storedMs, lastSeenMs: storedMs } : undefined),
    });
    const decision = await decide(candidateOf(changes), facts);
    expect(asked).toEqual(windows);
    expect(decision?.finding.windowStartMs).toBe(noonMs + Math.min(0, window) * 6 * hourMs);
    expect(decision?.absorbed).toEqual(window > 0 ? [storedId] : []);
  });

  it('is none where the counters of the window that it goes on from say too little', async () => {
    const { facts } = factsOf({
      counts: async ({ windowStartMs }) => (windowStartMs === noonMs ? rowsOf({ 1: 3 }) : []),
      finding: async (id) => (id === candidateOf().findingId ? undefined : { firstSeenMs: noonMs - 1, lastSeenMs: noonMs - 1 }), // prettier-ignore
    });
    expect(await decide(candidateOf({ evidence: ofThree }), facts)).toBeUndefined();
  });

  it('asks no more where the threshold is not reached', async () => {
    const { asked, facts } = factsOf();
    expect(await decide(candidateOf({ evidence: ofThree }), facts)).toBeUndefined();
    expect(asked).toEqual(['counts']);
  });

  const newForMs = defaultNoveltyPolicy.newForMs;
  const failure: Evidence = { ...evidence, kind: 'anomaly', rule: newFailureRule, resources: { templateId: 't1' } };
  const { firstSeenMs } = candidateOf();
  const known = (id: string, atMs: number, text = '') => ({ id, firstSeenMs: atMs, text });
  it.each<[string, string, number, boolean]>([
    ['differs only in a quoted value', "cannot render <num> KeyError: 'label_de'", 0, false],
    ['differs only in a number that is no wildcard', "cannot render 17 KeyError: 'x'", 0, false],
    ['differs in a value and is new too', "cannot render <num> KeyError: 'label_de'", firstSeenMs - newForMs, true],
    ['says something else', "cannot render <num> TypeError: 'label_de'", 0, true],
  ])('a new failure, where a template that is known %s', async (_, text, atMs, isFound) => {
    const of = { ...failure, likeness: likenessOf("cannot render <num> KeyError: 'label_fr'") };
    const { facts } = factsOf({ templates: async () => [known('t2', atMs, text)] });
    expect((await decide(candidateOf({ evidence: of }), facts)) !== undefined).toBe(isFound);
  });

  it.each<[string, Evidence, readonly { readonly id: string; readonly firstSeenMs: number }[], boolean]>([
    ['nobody knows its template', failure, [], true],
    ['its template has been known for long', failure, [{ id: 't1', firstSeenMs: firstSeenMs - newForMs - 1 }], false],
    ['its template has just stopped being new', failure, [{ id: 't1', firstSeenMs: firstSeenMs - newForMs }], true],
    ['its template is new to all', failure, [{ id: 't1', firstSeenMs }], true],
    ['another template has been known for long', failure, [{ id: 't2', firstSeenMs: 0 }], true],
    [
      'its template has been known for long among new ones',
      failure,
      [
        { id: 't2', firstSeenMs },
        { id: 't1', firstSeenMs: 0 },
      ],
      false,
    ],
    ['it is not about a template', { ...failure, resources: {} }, [{ id: 't1', firstSeenMs: 0 }], true],
    ['it is of another rule', { ...failure, rule: 'a-rule' }, [{ id: 't1', firstSeenMs: 0 }], true],
  ])('a new failure, where %s', async (_, of, templates, isFound) => {
    const { asked, facts } = factsOf({
      templates: async () => templates.map(({ id, firstSeenMs: atMs }) => known(id, atMs)),
    });
    expect((await decide(candidateOf({ evidence: of }), facts)) !== undefined).toBe(isFound);
    const asks = of.rule === newFailureRule && of.resources['templateId'] !== undefined;
    expect(asked.includes(`templates of ${scope}`)).toBe(asks);
  });
});
