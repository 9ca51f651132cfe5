import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { openArchiveQueries, QueryRefused, questionOf, readyViewNames, stateLayout } from '@bellwether/local-adapters';
import { cloudTrailFile, cloudTrailRecord } from '@bellwether/testkit';
import { renderAnswer, type AnswerFormat } from '../../src/query/render-answer.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();
const folder = '.states/asked';

const analyzeOnce = async (): Promise<void> => {
  const stop = cloudTrailRecord({
    eventID: '00000000-0000-4000-8000-000000000009',
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    sourceIPAddress: '192.0.2.44',
  });
  await workspace.write('asked/trail.json.gz', cloudTrailFile([cloudTrailRecord(), stop]));
  await workspace.write('asked/app.log', '2026-01-15T12:00:00Z ERROR =1+1 cannot be paid\n'.repeat(3));
  await workspace.analyze(['asked'], { state: 'asked' });
};

const ask = async (sql: string, format: AnswerFormat = 'json'): Promise<readonly string[]> => {
  const queries = await openArchiveQueries(stateLayout(workspace.path(folder)));
  try {
    const lines: string[] = [];
    for await (const line of renderAnswer(await queries.ask(sql), format)) lines.push(line);
    return lines;
  } finally {
    queries.close();
  }
};
const rowsOf = async (sql: string): Promise<readonly unknown[]> =>
  (await ask(sql)).map((line) => JSON.parse(line) as unknown);

describe('bellwether query', () => {
  it('answers from events, findings and patterns, with numbers and times as they are', async () => {
    await analyzeOnce();
    expect(await rowsOf('SELECT dataset, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC')).toEqual([
      { dataset: 'application', n: 3 },
      { dataset: 'cloudtrail', n: 2 },
    ]);
    const [pattern] = await rowsOf(questionOf('patterns'));
    expect(pattern).toMatchObject({ events: 3, failures: 3, firstSeen: '2026-01-15T12:00:00Z' });
    const timeline = await rowsOf(questionOf('timeline'));
    expect(timeline).toContainEqual(
      expect.objectContaining({
        severity: 'CRITICAL',
        address: '192.0.2.44',
        eventId: '00000000-0000-4000-8000-000000000009',
      }),
    );
    expect(await rowsOf(questionOf('actors'))).toContainEqual(expect.objectContaining({ address: '192.0.2.44' }));
  });

  it.each(readyViewNames)('shows the view %s in every format', async (name) => {
    const [csv, json, text] = [
      await ask(questionOf(name), 'csv'),
      await ask(questionOf(name), 'json'),
      await ask(questionOf(name), 'text'),
    ];
    expect(json.length).toBeGreaterThan(0);
    expect([csv.length, text.length]).toEqual([json.length + 1, json.length + 1]);
    expect(csv[0]?.split(',')).toEqual(Object.keys(JSON.parse(json[0] ?? '') as object));
  });

  it('writes no formula of a log into CSV, and no control character to a terminal', async () => {
    expect((await ask("SELECT '=1+1' AS a, 2 AS b", 'csv'))[1]).toBe("'=1+1,2");
    expect((await ask("SELECT chr(27) || '[2J' AS a", 'text')).join('')).not.toContain('\u001b');
  });

  it('counts the rows that a table has no room for', async () => {
    const lines = await ask('SELECT range AS n FROM range(1500)', 'text');
    expect(lines).toHaveLength(1_002);
    expect(lines.at(-1)).toContain('500 more rows');
    expect(await ask('SELECT range AS n FROM range(1500)', 'csv')).toHaveLength(1_501);
  });

  it.each([
    ['two statements', 'SELECT 1; SELECT 2'],
    ['what changes something', 'DELETE FROM state.findings'],
    ['a new table', 'CREATE TABLE t AS SELECT 1'],
    ['what writes a file', `COPY (SELECT 1) TO 'stolen.csv'`],
    ['what opens a database', `ATTACH 'other.duckdb'`],
    ['another setting', 'SET enable_external_access = true'],
    ['SQL that is wrong', 'SELEC 1'],
    ['a column that is not there', 'SELECT nothing FROM events'],
    ['nothing', ''],
  ])('refuses %s', async (_, sql) => {
    await expect(ask(sql)).rejects.toThrow(QueryRefused);
  });

  it.each(['DELETE FROM events', 'insert into events values (1)', ' UPDATE events SET message = NULL'])(
    'says that %s changes something, whatever else is wrong with it',
    (sql) => expect(ask(sql)).rejects.toThrow('Only SELECT is allowed: nothing is changed.'),
  );

  it('reads no other file', async () => {
    await writeFile(workspace.path('secret.json'), '{"a":1}\n');
    await expect(ask(`SELECT * FROM read_json('${workspace.path('secret.json')}')`)).rejects.toThrow(/disabled/);
    await expect(ask(`SELECT * FROM read_text('/etc/hostname')`)).rejects.toThrow(/disabled/);
  });

  it('says what to do in a folder without a state', async () => {
    await expect(openArchiveQueries(stateLayout(workspace.path('nowhere')))).rejects.toThrow(/Run bellwether analyze/);
  });
});
