import { describe, expect, it } from '@jest/globals';
import {
  compileRules,
  dayMs,
  forgottenDays,
  maxTemplatesPerScope,
  minuteMs,
  type ReadRecord,
} from '@bellwether/log-model';
import { memoryTemplates, sampleTimeMs } from '@bellwether/testkit';
import { createLearntCore } from '../../src/session/learnt-core.ts';

/** A failure in one of many log groups. */
const recordIn = (group: number, n: number, minute: number, what = 'charge') => {
  const origin = { account: '1', region: '', logGroup: `/app/${group}`, logStream: 's' };
  const timestampMs = sampleTimeMs + minute * minuteMs;
  const record: ReadRecord = {
    ...{ format: 'text', dataset: 'application', timestampMs, level: 'ERROR', account: '1' },
    ...{ message: `${what} ${n} failed`, attributes: {} },
  };
  return { record, position: { origin, sequence: String(n), arrivalMs: timestampMs, fallbackId: `${group}-${n}` } };
};

const parts = { rules: compileRules([]) };

describe('a log group with more templates than there is room for', () => {
  /** A letter for each digit, so that every number is a word of its own. */
  const wordOf = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

  const messageOf = (n: number): string =>
    Array.from({ length: 4 + (n % 5) }, (_, word) => wordOf(n * 10 + word)).join(' ');

  it('leaves no more of them in the store than a process keeps, once the forgotten ones have expired', async () => {
    let nowMs = sampleTimeMs;
    const templates = memoryTemplates({ now: () => nowMs });
    const core = createLearntCore({ templates }, parts);
    for (let batch = 0; batch < 8; batch += 1) {
      const records = Array.from({ length: 1_000 }, (_, n) => {
        const item = recordIn(1, n, batch);
        return { ...item, record: { ...item.record, message: messageOf(batch * 1_000 + n) } };
      });
      await core.understand(records);
      await core.save();
    }
    expect(templates.all().length).toBeGreaterThan(maxTemplatesPerScope);
    nowMs += forgottenDays * dayMs;
    const left = await templates.load('1:/app/1');
    expect(left.length).toBeLessThanOrEqual(maxTemplatesPerScope);
    expect(left.length).toBe(core.knownLineParts.miner.templates('1:/app/1').length);
  });
});

describe('a process that holds fewer log groups than it reads', () => {
  it('understands the same as one that holds all of them', async () => {
    const run = async (maxScopes: number) => {
      const templates = memoryTemplates();
      const core = createLearntCore({ templates }, { ...parts, maxScopes });
      const events = [];
      for (let round = 0; round < 8; round += 1) {
        const batch = Array.from({ length: 12 }, (_, group) => recordIn(group, round, round * 120));
        if (round === 6) batch.push(recordIn(3, 99, round * 120, 'refund'), recordIn(3, 100, round * 120, 'refund'));
        events.push(...(await core.understand(batch)));
        await core.save();
      }
      return { events, stored: templates.all() };
    };
    const [all, few] = [await run(1_000), await run(4)];
    expect(few.events).toEqual(all.events);
    expect(few.stored.map(({ id, firstSeenMs }) => [id, firstSeenMs]).sort()).toEqual(
      all.stored.map(({ id, firstSeenMs }) => [id, firstSeenMs]).sort(),
    );
    const news = all.events.flatMap(({ evidence }) => evidence.filter((found) => found.evidence.kind !== 'rule'));
    expect(news.length).toBeGreaterThan(0);
  });

  it('keeps what it learnt of a log group that makes room before it was saved', async () => {
    const templates = memoryTemplates();
    const core = createLearntCore({ templates }, { ...parts, maxScopes: 2 });
    await core.understand(Array.from({ length: 9 }, (_, group) => recordIn(group, 1, 0)));
    await core.understand(Array.from({ length: 9 }, (_, group) => recordIn(group, 2, 600)));
    await core.save();
    expect(templates.all().map(({ firstSeenMs }) => firstSeenMs)).toEqual(Array<number>(9).fill(sampleTimeMs));
    expect([0, 1, 7, 8].map((group) => core.isLoaded(`1:/app/${group}`))).toEqual([false, false, true, true]);
  });
});
