import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  actorsQuery,
  actorsStatement,
  archiveQueryText,
  athena,
  catalogEvents,
  checkQuery,
  duckdb,
  eventCountsQuery,
  eventCountsStatement,
  eventFields,
  eventsQuery,
  eventsStatement,
  literal,
  localEvents,
  name,
  renderBound,
  renderText,
  scanQuery,
  scanStatement,
  sql,
  type ArchiveTable,
  type Fragment,
} from '@bellwether/queries';

const fromMs = Date.UTC(2026, 0, 15, 12);
const hour = { fromMs, toMs: fromMs + 3_600_000 };
const days = { fromMs, toMs: fromMs + 3 * 86_400_000 };
const everyFilter = {
  account: '111122223333',
  region: 'eu-west-1',
  logGroup: "/app/it's",
  logStream: 'i-0a1b',
  dataset: 'cloudtrail' as const,
  severities: ['ERROR' as const, 'CRITICAL' as const],
  category: 'auth' as const,
  templateId: 't1',
  ids: ['e1', 'e2'],
  text: "x' OR 1=1 --",
  identity: 'ana',
  address: '192.0.2.1',
  attributes: [{ name: 'aws.vpcflow.vpc_id', value: 'vpc-1' }],
};

const questions: Readonly<Record<string, (table: ArchiveTable) => Fragment>> = {
  'events-of-an-hour': (table) => eventsStatement(table, checkQuery(eventsQuery, hour), eventFields),
  'events-by-every-filter': (table) =>
    eventsStatement(table, checkQuery(eventsQuery, { ...days, ...everyFilter, order: 'oldest', limit: 10 }), [
      'id',
      'timestampMs',
      'dataset',
      'message',
    ]),
  'events-behind-a-cursor': (table) =>
    eventsStatement(table, checkQuery(eventsQuery, days), ['id', 'timestampMs'], {
      timestampMs: fromMs + 5,
      id: "e'5",
    }),
  'scan-of-groups': (table) =>
    scanStatement(table, checkQuery(scanQuery, { ...hour, logGroups: ['/app/a', "/app/it's"] }), ['id', 'message']),
  'event-counts': (table) => eventCountsStatement(table, checkQuery(eventCountsQuery, days)),
  'event-counts-by-dataset-and-hour': (table) =>
    eventCountsStatement(table, checkQuery(eventCountsQuery, { ...days, by: 'dataset', stepMs: 3_600_000 })),
  'actors-by-identity': (table) => actorsStatement(table, checkQuery(actorsQuery, { ...hour, by: 'identity' })),
  'actors-by-address': (table) =>
    actorsStatement(table, checkQuery(actorsQuery, { ...hour, by: 'address', dataset: 'cloudtrail', limit: 5 })),
};

const rendered = {
  athena: (question: (table: ArchiveTable) => Fragment): string =>
    renderText(question({ dialect: athena, events: catalogEvents('bellwether') })),
  duckdb: (question: (table: ArchiveTable) => Fragment): string => {
    const { text, values } = renderBound(question({ dialect: duckdb, events: localEvents }));
    return [text, ...values.map((value, index) => `-- $${index + 1} = ${JSON.stringify(value)}`)].join('\n');
  },
};

/** Compares with the committed text. `UPDATE_GOLDEN=1 npm run unit -- packages/queries` writes it anew. */
const expectGolden = (file: string, text: string): void => {
  const path = join(import.meta.dirname, 'golden', file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, `${text}\n`);
  expect(readFileSync(path, 'utf8')).toBe(`${text}\n`);
};

describe('the statements of the archive', () => {
  it.each(Object.entries(questions))('%s reads the same in both dialects as committed', (question, make) => {
    expectGolden(`${question}.athena.sql`, rendered.athena(make));
    expectGolden(`${question}.duckdb.sql`, rendered.duckdb(make));
  });

  it('have the text of every value in quotes, whatever it contains', () => {
    const bare = (value: string): string => {
      const query = checkQuery(eventsQuery, { ...hour, text: value, account: value, identity: value });
      const statement = eventsStatement({ dialect: athena, events: catalogEvents('bellwether') }, query, ['id']);
      return renderText(statement).replaceAll(/'(?:[^']|'')*'/g, '?');
    };
    const usual = bare('x');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.string({ unit: fc.constantFrom("'", '\\', '-', ';', '\n', '?', '$1') }),
        ),
        (text) => {
          fc.pre(!text.includes('\0') && text.length <= 60);
          expect(bare(text)).toBe(usual);
        },
      ),
    );
  });
});

describe('a fragment of SQL', () => {
  it('keeps values apart, through fragments inside fragments', () => {
    const inner = sql`b = ${'2'} AND c = ${3}`;
    expect(renderBound(sql`a = ${1} AND (${inner}) LIMIT ${4}`)).toEqual({
      text: 'a = $1 AND (b = $2 AND c = $3) LIMIT $4',
      values: [1, '2', 3, 4],
    });
    expect(renderText(sql`a = ${1} AND (${inner})`)).toBe("a = 1 AND (b = '2' AND c = 3)");
  });

  it.each(['x"; DROP', '', 'a.b', '1a', 'größe', 'x'.repeat(129)])('refuses %j as a name', (text) => {
    expect(() => name(text)).toThrow(RangeError);
    expect(() => archiveQueryText(text, hour, 5)).toThrow(RangeError);
  });

  it.each([0.5, Number.NaN, Infinity, 'a\0b'])('refuses %j as a literal', (value) => {
    expect(() => literal(value)).toThrow(RangeError);
  });
});
