import { describe, expect, it } from '@jest/globals';
import {
  claimedDatasetAttribute,
  countWindowMs,
  type EventEvidence,
  type FindingCandidate,
  type LogEvent,
} from '@bellwether/log-model';
import { gatherCandidates } from '@bellwether/log-model/decide';
import {
  makeContribution,
  makeEvent,
  makeFinding,
  makeQuarantined,
  makeTemplate,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';
import { commitBatch, type UnderstoodBatch } from '@bellwether/pipeline';
import { decisionFacts } from '../../src/commit/decision-facts.ts';

const policy = { alertMinSeverity: 'WARNING' } as const;
const limits = { maxFindings: 50, maxNotified: 20, maxWorkflows: 5 };

const evidenceOf = (event: LogEvent, dedupeKey = 'ana'): EventEvidence => ({
  sequence: sequenceOf(1),
  event,
  scope: '111122223333:/app/web',
  evidence: { kind: 'rule', rule: 'a-rule', title: 'T', severity: 'ERROR', score: 0.8, dedupeKey, resources: {}, reasons: ['R.'] }, // prettier-ignore
});

const batchOf = (events: readonly LogEvent[], hits: readonly LogEvent[] = []): UnderstoodBatch => ({
  shard: 'logs-0',
  firstSequence: sequenceOf(1),
  lastSequence: sequenceOf(9),
  events: events.map((event) => ({
    sequence: sequenceOf(1),
    event,
    evidence: hits.includes(event) ? [evidenceOf(event)] : [],
  })),
  quarantined: [makeQuarantined({ path: 'q/1' }), makeQuarantined({ path: 'q/2' })],
  accounting: { received: events.length, classified: events.length, unreadable: {}, dropped: {} },
});

const commit = (ports: Parameters<typeof commitBatch>[0], batch: UnderstoodBatch) =>
  commitBatch(ports, policy, batch, { kind: 'redacted' }, limits);

const plain = makeEvent({ id: 'plain', timestampMs: sampleTimeMs });
const claim = makeEvent({
  id: 'claim',
  timestampMs: sampleTimeMs,
  dataset: 'cloudtrail',
  attributes: { [claimedDatasetAttribute]: 'cloudtrail' },
});

describe('committing a batch', () => {
  it('keeps what could not be read, archives, counts and raises', async () => {
    const ports = memoryPorts();
    const batch = { ...batchOf([plain], [plain]), contributions: [makeContribution({ scope: 'more' })] };
    const raised = await commit(ports, batch);
    expect([...ports.quarantine.records.keys()]).toEqual(['q/1', 'q/2']);
    expect(ports.archive.objects.size).toBe(1);
    expect((await ports.counts.row('more', sampleTimeMs)).fields['events']).toBe(1);
    expect(raised).toMatchObject({ findings: [{ rule: 'a-rule' }], alertsSent: 1, heldBack: { findings: 0 } });
  });

  it.each([
    ['no finding without evidence or claims', [plain], [], [], 0],
    [
      'a notice about a log source whose records only claim their dataset',
      [plain, claim],
      [],
      ['undeclared-source'],
      1,
    ],
    ['a finding and the notice', [claim], [claim], ['a-rule', 'undeclared-source'], 2],
  ])('raises %s', async (_, events, hits, rules, alerts) => {
    const ports = memoryPorts();
    const raised = await commit(ports, batchOf(events, hits));
    expect(raised.findings.map(({ rule }) => rule)).toEqual(rules);
    expect([raised.alertsSent, ports.alerts.sent.length]).toEqual([alerts, alerts]);
    expect(ports.findings.all()).toHaveLength(rules.length);
    // Given again, it raises the same and notifies nobody.
    expect(await commit(ports, batchOf(events, hits))).toMatchObject({ alertsSent: 0 });
    expect(ports.findings.all()).toHaveLength(rules.length);
  });

  it.each([
    ['late', 'notes its windows', 24 * 3_600_000, ['note']],
    ['on time', 'notes no window', 0, []],
  ])('that comes %s %s', async (_, _notes, agoMs, calls) => {
    const memory = memoryPorts();
    memory.clock.set(sampleTimeMs + agoMs);
    const seen: string[] = [];
    const ports = portsWithFaults(memory, {
      given: [],
      next: (port, method) => {
        if (port === 'lateWindows') seen.push(method);
        return 'none';
      },
    });
    await commit(ports, batchOf([plain]));
    expect(seen).toEqual(calls);
    expect(memory.lateWindows.all().map(({ windowStartMs }) => windowStartMs)).toEqual(calls.map(() => sampleTimeMs));
  });

  it('says what it counted, and how many events the counts left out of all that it added', async () => {
    const memory = memoryPorts();
    const ports = { ...memory, counts: { ...memory.counts, add: async () => ({ eventsLeftOut: 2 }) } };
    const batch = {
      ...batchOf([plain]),
      contributions: [makeContribution({ scope: 'more', sequence: sequenceOf(2) })],
      orderingKeys: new Map([[sequenceOf(1), 'logs-0-one']]),
    };
    const { counted, eventsLeftOut } = await commit(ports, batch);
    expect(counted).toEqual({ events: batch.events, repeats: 0 });
    expect(eventsLeftOut).toBe(4);
  });

  it('counts a record once that the fast path counted without an event, whichever file it comes in', async () => {
    const ports = memoryPorts();
    const inFile = (shard: string): UnderstoodBatch => ({
      ...batchOf([]),
      shard,
      contributions: [makeContribution({ scope: 'trail', sequence: sequenceOf(2) })],
      serviceIds: [{ id: 'id-of-the-service', scope: 'trail', sequence: sequenceOf(2), timestampMs: sampleTimeMs }],
    });
    expect((await commit(ports, inFile('one'))).counted.repeats).toBe(0);
    expect((await commit(ports, inFile('two'))).counted.repeats).toBe(1);
    expect((await ports.counts.row('trail', sampleTimeMs)).fields['events']).toBe(1);
  });

  it('that comes late is committed where nobody takes notes', async () => {
    const { lateWindows: _, ...ports } = memoryPorts();
    ports.clock.set(sampleTimeMs + 24 * 3_600_000);
    await commit(ports, batchOf([plain]));
    expect(ports.archive.objects.size).toBe(1);
  });

  it.each([
    ['quarantine.keep', ['quarantine.keep']],
    ['archive.write', ['quarantine.keep', 'archive.write']],
    ['counts.add', ['quarantine.keep', 'archive.write', 'counts.add']],
  ])('stops at the first effect that fails: %s', async (call, calls) => {
    const faults = plannedFaults({ [call]: ['before'] });
    const seen: string[] = [];
    const ports = portsWithFaults(memoryPorts(), {
      ...faults,
      next: (port, method) => {
        seen.push(`${port}.${method}`);
        return faults.next(port, method);
      },
    });
    await expect(commit(ports, batchOf([plain], [plain]))).rejects.toThrow(`${call} failed`);
    expect([...new Set(seen)]).toEqual(calls);
  });
});

describe('what deciding asks of the stores', () => {
  const [candidate] = gatherCandidates([evidenceOf(plain)]) as [FindingCandidate];

  it('is read once for all candidates that share it', async () => {
    const memory = memoryPorts();
    await memory.templates.save([makeTemplate({ scope: 's' })]);
    await memory.counts.add('logs-0', [
      makeContribution({ scope: candidate.counters?.scope ?? '', windowStartMs: sampleTimeMs }),
    ]);
    const calls: string[] = [];
    const facts = decisionFacts(
      portsWithFaults(memory, {
        given: [],
        next: (port, method) => {
          calls.push(`${port}.${method}`);
          return 'none';
        },
      }),
    );
    const other = { ...candidate, findingId: 'other' };
    const [rows, again] = await Promise.all([facts.counts(candidate), facts.counts(other)]);
    expect(rows).toMatchObject([{ windowStartMs: sampleTimeMs, fields: { events: 1 } }]);
    expect(again).toBe(rows);
    const [templates] = await Promise.all([facts.templates('s'), facts.templates('s')]);
    expect(templates).toMatchObject([{ scope: 's' }]);
    expect(calls).toEqual(['counts.rows', 'templates.load']);
    await facts.templates('t');
    expect(await facts.counts({ ...candidate, counters: undefined })).toEqual([]);
    expect(calls).toEqual(['counts.rows', 'templates.load', 'templates.load']);
  });

  it('is the rows from before its finding window to the end of it, and apart for another span', async () => {
    const ports = memoryPorts();
    const spans: (readonly [number, number])[] = [];
    const facts = decisionFacts({
      ...ports,
      counts: {
        ...ports.counts,
        rows: async (_, fromMs, toMs) => {
          spans.push([fromMs, toMs]);
          return [];
        },
      },
    });
    await facts.counts(candidate);
    await facts.counts({ ...candidate, windowStartMs: candidate.windowStartMs - countWindowMs });
    const endMs = candidate.windowStartMs + 6 * 3_600_000;
    expect(spans).toEqual([
      [candidate.windowStartMs - countWindowMs, endMs],
      [candidate.windowStartMs - 2 * countWindowMs, endMs],
    ]);
  });

  it('is the finding that is stored under an id', async () => {
    const ports = memoryPorts();
    await ports.findings.raise(makeFinding());
    const facts = decisionFacts(ports);
    expect(await facts.finding('finding-1')).toEqual(makeFinding());
    expect(await facts.finding('finding-2')).toBeUndefined();
  });
});
