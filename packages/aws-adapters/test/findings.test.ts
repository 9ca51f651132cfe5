import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { dynamoFindings, dynamoTemplates } from '@bellwether/aws-adapters';
import type { DynamoCalls } from '../src/sdk/dynamo.ts';
import { dayOf, findingOf, itemOf } from '../src/findings/finding-item.ts';
import { makeFinding, makeTemplate } from '../../testkit/src/events.ts';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const nowMs = Date.UTC(2026, 0, 15);
const retention = { retentionDays: 30, now: () => nowMs };
const ttlSeconds = nowMs / 1_000 + 86_400;
const nothing = { $metadata: {} };

const calls = (some: Partial<DynamoCalls>) =>
  opened<DynamoCalls>({
    batchWrite: unexpected,
    get: unexpected,
    put: unexpected,
    query: unexpected,
    update: async () => nothing,
    ...some,
  });

const conflict = (Item: Record<string, AttributeValue>) => sdkError('ConditionalCheckFailedException', { Item });

describe('dynamoFindings', () => {
  it('tries again when another writer was faster, and merges into what that one stored', async () => {
    const first = makeFinding({ count: 1 });
    const stored = [itemOf(first, ttlSeconds), itemOf({ ...first, count: 5 }, ttlSeconds)];
    const widths: unknown[] = [];
    const store = dynamoFindings(
      'findings',
      retention,
      calls({
        put: async () => Promise.reject(conflict(stored.shift() ?? {})),
        update: async ({ UpdateExpression, ExpressionAttributeValues }) => {
          if (UpdateExpression?.startsWith('ADD') === true) return nothing;
          widths.push(ExpressionAttributeValues?.[':oldCount']?.N);
          if (widths.length === 1) throw conflict({});
          return nothing;
        },
      }),
    );
    expect((await store.raise({ ...first, count: 9 })).finding.count).toBe(9);
    expect(widths).toEqual(['1', '5']);
  });

  it('writes nothing when the stored finding is as wide already', async () => {
    const finding = makeFinding();
    const put = async () => Promise.reject(conflict({ ...itemOf(finding, ttlSeconds), notifiedAtMs: { N: '7' } }));
    const store = dynamoFindings('findings', retention, calls({ put }));
    expect(await store.raise(finding)).toEqual({ finding, notifiedAtMs: 7 });
  });

  it('takes an expired finding for none', async () => {
    const expired = itemOf(makeFinding(), nowMs / 1_000);
    const store = dynamoFindings('findings', retention, calls({ get: async () => ({ Item: expired, ...nothing }) }));
    expect(await store.get('x')).toBeUndefined();
  });

  it.each<[string, Record<string, AttributeValue>]>([
    ['without its finding', { id: { S: 'x' } }],
    ['with broken JSON', { ...itemOf(makeFinding(), ttlSeconds), finding: { S: '{"id":' } }],
    [
      'with a severity that is none',
      { ...itemOf(makeFinding(), ttlSeconds), finding: { S: JSON.stringify({ ...makeFinding(), severity: 'LOUD' }) } },
    ],
    ['with a time that is none', { ...itemOf(makeFinding(), ttlSeconds), lastSeenMs: { N: '1e999' } }],
  ])('refuses an item %s', async (_name, Item) => {
    const store = dynamoFindings('findings', retention, calls({ get: async () => ({ Item, ...nothing }) }));
    await expect(store.get('x')).rejects.toMatchObject({ name: 'PortError', port: 'findings', retryable: false });
  });

  it('refuses to store what it could not read back', async () => {
    const store = dynamoFindings('findings', retention, calls({}));
    await expect(store.raise(makeFinding({ score: Number.NaN }))).rejects.toMatchObject({
      name: 'PortError',
      retryable: false,
    });
  });

  it('stores no item that DynamoDB would refuse for its size', () => {
    const long = fc.integer({ min: 0, max: 60_000 }).map((length) => '\u0000'.repeat(length));
    fc.assert(
      fc.property(fc.array(long, { maxLength: 40 }), long, (texts, title) => {
        const resources = Object.fromEntries(texts.map((text, index) => [`${index}${text}`, text]));
        const item = itemOf(
          makeFinding({ title, reasons: texts, evidence: texts, resources, dedupeKey: title }),
          ttlSeconds,
        );
        expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(2 * 400_000);
        expect(Buffer.byteLength(item['finding']?.S ?? '')).toBeLessThan(350_000);
        expect(findingOf(item).stored.finding.id).toBe(makeFinding().id);
        const isCut =
          item['finding']?.S !==
          JSON.stringify(makeFinding({ title, reasons: texts, evidence: texts, resources, dedupeKey: title }));
        expect(
          findingOf(item).stored.finding.reasons.at(-1)?.startsWith('Cut to fit: the archive holds') ?? false,
        ).toBe(isCut);
      }),
      { numRuns: 10 },
    );
  });

  describe('lists', () => {
    const day = '2026-01-15';
    const span = [nowMs, nowMs + 86_400_000] as const;
    const severities = ['ERROR', 'CRITICAL', 'WARNING', 'ERROR'] as const;
    const findings = severities.map((severity, index) =>
      makeFinding({ id: `f${index}`, severity, score: index / 10, lastSeenMs: nowMs + index }),
    );
    const entryOf = ({ id, severity, score }: (typeof findings)[number]) => ({
      id: { S: id },
      severityDay: { S: `${severity}#${day}` },
      score: { N: String(score) },
    });
    /** A list of two from these entries of the index, and the ids that were fetched for it. */
    const list = async (entries: readonly Record<string, AttributeValue>[], stored = findings) => {
      const fetched: string[] = [];
      const store = dynamoFindings(
        'findings',
        retention,
        calls({
          query: async () => ({ Items: [...entries], ...nothing }),
          get: async ({ Key }) => {
            const id = Key?.['id']?.S ?? '';
            if (id === '#days') return { Item: { id: { S: id }, days: { SS: [day] } }, ...nothing };
            fetched.push(id);
            const found = stored.find((one) => one.id === id);
            return found === undefined ? nothing : { Item: itemOf(found, ttlSeconds), ...nothing };
          },
        }),
      );
      return { found: (await store.list(...span, 2)).map(({ finding }) => finding.id), fetched };
    };

    it('the most severe first, from what the index holds', async () => {
      expect((await list(findings.map(entryOf))).found).toEqual(['f1', 'f3']);
    });

    it('no more than once what an index shows twice, and nothing that has gone from where the index shows it', async () => {
      const moved = findings.map((one) => (one.id === 'f1' ? { ...one, lastSeenMs: span[1] } : one));
      expect((await list([...findings, ...findings].map(entryOf), moved)).found).toEqual(['f3', 'f0']);
    });

    it('an entry that does not say how severe it is where its finding belongs', async () => {
      expect((await list(findings.map(({ id }) => ({ id: { S: id } })))).found).toEqual(['f1', 'f3']);
    });

    it('many without fetching those that come behind', async () => {
      const many = Array.from({ length: 5_000 }, (_, index) =>
        makeFinding({ id: `m${index}`, severity: 'INFO', lastSeenMs: nowMs + 9 }),
      );
      const { found, fetched } = await list([...many, ...findings].map(entryOf), [...many, ...findings]);
      expect(found).toEqual(['f1', 'f3']);
      expect(fetched).toHaveLength(32);
    });
  });

  it('names the ids of events whole or not at all, and says how many it left out', () => {
    const large = { reasons: ['x'.repeat(400_000)] };
    const ids = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(480 + index * 2, '-'));
    const storedOf = (evidence: readonly string[]) =>
      findingOf(itemOf(makeFinding({ ...large, evidence }), ttlSeconds)).stored.finding;
    expect(storedOf(ids).evidence).toEqual(ids.slice(0, 11));
    expect(storedOf(ids).reasons.at(-1)).toMatch(/named as evidence; 9 more ids are too long, or too many, to name\.$/);
    expect(storedOf(['a', 'b'.repeat(501)]).reasons.at(-1)).toContain('; 1 more id is too long');
    expect(storedOf(['a']).reasons.at(-1)).toMatch(/named as evidence\.$/);
  });

  it.each([
    [0, '1970-01-01'],
    [nowMs - 1, '2026-01-14'],
    [8.64e15, '+275760-09-13'],
  ])('puts %d into the day %s', (timeMs, day) => {
    expect(dayOf(timeMs)).toBe(day);
  });
});

describe('dynamoTemplates', () => {
  it('puts each template once, the latest, on the condition that its id is not that of another', async () => {
    const saved: unknown[] = [];
    const store = dynamoTemplates(
      'templates',
      retention,
      calls({
        put: async ({ Item, ConditionExpression }) => {
          saved.push([Item?.['count']?.N, ConditionExpression]);
          return nothing;
        },
      }),
    );
    await store.save([makeTemplate({ count: 1 }), makeTemplate({ count: 2 })]);
    expect(saved).toEqual([
      [
        '2',
        'attribute_not_exists(id) OR #t <= :now OR (birthText = :birth AND firstSeenMs >= :first AND #c <= :count)',
      ],
    ]);
  });

  /** A put that refuses as long as another process comes before it, each time with one more count. */
  const racing = (times: number, answers: boolean) => {
    const puts: unknown[] = [];
    const stored = (round: number) => ({
      ...{
        scope: { S: '3#web' },
        id: { S: 'template-1' },
        text: { S: 'old' },
        birthText: { S: makeTemplate().birthText },
      },
      ...{ count: { N: String(50 + round) }, firstSeenMs: { N: '60' } },
    });
    const store = dynamoTemplates(
      'templates',
      retention,
      calls({
        put: async ({ Item, ExpressionAttributeValues }) => {
          puts.push([Item?.['count']?.N, Item?.['firstSeenMs']?.N, ExpressionAttributeValues?.[':count']?.N]);
          if (puts.length > times) return nothing;
          const refusal = Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
          throw answers ? Object.assign(refusal, { Item: stored(puts.length) }) : refusal;
        },
        query: async () => ({ Items: [stored(puts.length)], ...nothing }),
      }),
    );
    return { store, puts };
  };

  it.each([true, false])(
    'joins with what others saved in between, whether the refusal shows it: %s',
    async (answers) => {
      const { store, puts } = racing(2, answers);
      await store.save([makeTemplate({ count: 3, firstSeenMs: 600 })]);
      expect(puts).toEqual([
        ['3', '600', '3'],
        ['51', '60', '51'],
        ['52', '60', '52'],
      ]);
    },
  );

  it('asks to be called again when others come in between every time', async () => {
    const { store } = racing(1_000, true);
    await expect(store.save([makeTemplate()])).rejects.toMatchObject({ port: 'templates', retryable: true });
  });

  it('refuses a stored item that is no template', async () => {
    const store = dynamoTemplates(
      'templates',
      retention,
      calls({ query: async () => ({ Items: [{ id: { S: 'x' } }], ...nothing }) }),
    );
    await expect(store.load('web')).rejects.toMatchObject({
      name: 'PortError',
      port: 'templates',
      operation: 'load',
      retryable: false,
    });
  });
});
