import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { archiveQueryOf, linksOf } from '@bellwether/alerts';

const archive = { region: 'eu-west-1', database: 'bellwether', workgroup: 'bellwether' };
const noonMs = Date.UTC(2026, 0, 15, 12);
const seen = { firstSeenMs: noonMs + 600_000, lastSeenMs: noonMs + 1_200_000 };
const head = { scope: '111122223333:/app/web', dataset: 'application' } as const;

describe('the query of a group for the archive', () => {
  it('asks for its log group, from shortly before the first event to shortly after the last', () => {
    expect(archiveQueryOf(head, seen, archive)).toBe(
      'SELECT * FROM "bellwether"."events_once" WHERE "date" BETWEEN DATE \'2026-01-15\' AND DATE \'2026-01-15\'' +
        ` AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN ${noonMs + 300_000} AND ${noonMs + 1_500_000}` +
        ` AND "account" = '111122223333' AND "logGroup" = '/app/web' ORDER BY "timestampMs" LIMIT 500`,
    );
  });

  it('asks for the dataset where there is no log group, and for whole days where they are several', () => {
    const sql = archiveQueryOf(
      { scope: '111122223333:cloudtrail', dataset: 'cloudtrail' },
      { ...seen, lastSeenMs: noonMs + 86_400_000 },
      archive,
    );
    expect(sql).toContain(`"dataset" = 'cloudtrail'`);
    expect(sql).toContain(`DATE '2026-01-16'`);
    expect(sql).not.toContain('"hour"');
  });

  it('holds nothing of a name that could end its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 40 }), (account, name) => {
        const sql = archiveQueryOf({ scope: `${account}:${name}`, dataset: 'eks' }, seen, archive);
        const texts = sql.match(/'[^']*'/g) ?? [];
        expect(sql.replaceAll(/'[^']*'/g, '')).not.toContain("'");
        for (const text of texts) expect(text).toMatch(/^'[A-Za-z0-9_\-/.#]+'$/);
        expect(sql).not.toContain(';');
      }),
    );
    const hostile = archiveQueryOf({ scope: `1:x' OR 1=1 --`, dataset: 'eks' }, seen, archive);
    expect(hostile).not.toContain('1=1');
  });
});

describe('the links of a group', () => {
  const scoped = { ...head, region: 'us-east-1', account: '111122223333' };

  it('lead to its log group, and to where the archive is asked', () => {
    expect(linksOf(scoped, archive)).toEqual([
      {
        label: 'Log group in the console',
        url: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fapp$252Fweb',
      },
      {
        label: 'Archive in Athena, workgroup bellwether',
        url: 'https://eu-west-1.console.aws.amazon.com/athena/home?region=eu-west-1#/query-editor',
      },
    ]);
  });

  it('lead to the archive alone where no log group is known, and nowhere without a catalog', () => {
    const bare = { ...scoped, region: '' };
    expect(linksOf(bare, archive).map(({ label }) => label)).toEqual(['Archive in Athena, workgroup bellwether']);
    expect(linksOf(bare)).toEqual([]);
    expect(linksOf(bare, { ...archive, region: 'cn-north-1' })[0]?.url).toContain('console.amazonaws.cn');
  });
});
