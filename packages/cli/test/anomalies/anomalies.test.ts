import { describe, expect, it } from '@jest/globals';
import { defaultRedactionPolicy } from '@bellwether/log-model';
import { readLabels } from '../../src/anomalies/labels.ts';
import { renderSeries, renderSessions } from '../../src/anomalies/render.ts';
import { scoreSeries, type SeriesCounts } from '../../src/anomalies/series.ts';
import { judgeSessions, keysOf } from '../../src/anomalies/sessions.ts';
import { gather, inPieces, inputOf } from '../parse/input-of.ts';

const countsOf = (): SeriesCounts => ({ rows: 0, anomalies: 0, notNumbers: 0, notLater: 0 });
const bytesOf = (text: string) => inPieces(Buffer.from(text), 7);
const at = (n: number): string => new Date(Date.UTC(2026, 0, 15, 0, 5 * n)).toISOString();
const series = (values: readonly (number | string)[], header = 'timestamp,value\n'): string =>
  header + values.map((value, n) => `${at(n)},${value}\n`).join('');

describe('anomalies series', () => {
  it('gives one row a row, as the file has it, with a score', async () => {
    const values = [...Array.from({ length: 100 }, (_, n) => 10 + (n % 5)), 500];
    const counts = countsOf();
    const lines = await gather(renderSeries(scoreSeries(bytesOf(series(values)), counts), 'csv'));
    expect(lines[0]).toBe('timestamp,value,anomaly_score');
    expect(lines).toHaveLength(102);
    expect(lines[1]).toBe(`${at(0)},10,0`);
    const scores = lines.slice(1).map((line) => Number(line.split(',')[2]));
    expect(scores.indexOf(Math.max(...scores.slice(20)))).toBe(100);
    expect(counts).toEqual({ rows: 101, anomalies: 1, notNumbers: 0, notLater: 0 });
  });

  it('names the anomalies alone as text', async () => {
    const values = [...Array.from({ length: 100 }, (_, n) => 10 + (n % 5)), 500];
    const lines = await gather(renderSeries(scoreSeries(bytesOf(series(values)), countsOf()), 'text'));
    expect(lines).toEqual([expect.stringMatching(/500 is above every earlier value; the greatest was 14\.$/)]);
  });

  it.each([
    ['a column by its name', 'when,host,load\n', 'load'],
    ['the one that is named value', 'timestamp,host,value\n', undefined],
  ])('reads %s', async (_, header, column) => {
    const text = `${header}2026-01-15T00:00:00Z,a,5\n2026-01-15T00:05:00Z,a,6\n`;
    const rows = await gather(scoreSeries(bytesOf(text), countsOf(), column === undefined ? {} : { column }));
    expect(rows.map(({ value }) => value)).toEqual(['5', '6']);
  });

  it('reads a file without names', async () => {
    const rows = await gather(scoreSeries(bytesOf(series([5, 6], '')), countsOf()));
    expect(rows.map(({ value }) => value)).toEqual(['5', '6']);
  });

  it('counts what is not a number, and times that repeat or go back, and scores on', async () => {
    const text =
      'timestamp,value\n2026-01-15T00:05:00Z,5\n2026-01-15T00:05:00Z,NaN\n2026-01-15T00:00:00Z,\n2026-01-15T00:10:00Z,6\n';
    const counts = countsOf();
    const rows = await gather(scoreSeries(bytesOf(text), counts));
    expect(rows.map(({ score }) => score > 0)).toEqual([false, false, false, true]);
    expect(counts).toMatchObject({ rows: 4, notNumbers: 2, notLater: 2 });
  });

  it.each([
    ['', {}, 'The file is empty.'],
    ['only\n1\n', {}, 'A series needs two columns'],
    ['a,b\n1,2\n', { column: 'c' }, 'There is no column c. The first row names: a, b.'],
  ])('refuses %j', async (text, options, message) => {
    await expect(gather(scoreSeries(bytesOf(text), countsOf(), options))).rejects.toThrow(message);
  });

  it('writes no formula into a spreadsheet', async () => {
    const lines = await gather(renderSeries(scoreSeries(bytesOf('timestamp,value\n=1+1,5\n'), countsOf()), 'csv'));
    expect(lines[1]).toBe("'=1+1,5,0");
  });
});

const steps = ['received request', 'asked the database', 'sent the answer'];
const request = (id: number, minuteOf: number, texts: readonly string[] = steps): string =>
  texts
    .map(
      (text, n) =>
        `2026-01-15 ${String(8 + Math.floor(minuteOf / 60)).padStart(2, '0')}:${String(minuteOf % 60).padStart(2, '0')}:${String(n).padStart(2, '0')} INFO shop: ${text} req-${id}\n`,
    )
    .join('');
const options = (isAnomalous: (id: string) => boolean = () => false) => ({
  key: /req-\d+/g,
  redaction: defaultRedactionPolicy,
  isAnomalous,
  counts: { lines: 0, withoutKey: 0 },
});

describe('anomalies sessions', () => {
  const train = Array.from({ length: 80 }, (_, n) => request(n, n)).join('');
  const odd = [...steps.slice(0, 2), 'gave up on the database of'];
  const scored = Array.from({ length: 30 }, (_, n) => request(1_000 + n, 90 + n, n === 4 ? odd : steps)).join('');

  it('prints id, score and flag of every scored session, in the order of their first lines', async () => {
    const scores = await judgeSessions({ train: [inputOf(train)], score: [inputOf(scored)] }, options());
    const lines = await gather(renderSessions(scores, 'csv'));
    expect(lines[0]).toBe('id,score,flag');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      Array.from({ length: 30 }, (_, n) => `req-${1_000 + n}`),
    );
    expect(lines.filter((line) => line.endsWith(',1'))).toEqual([expect.stringMatching(/^req-1004,0\.99/)]);
    const text = await gather(renderSessions(scores, 'text'));
    expect(text.join('\n')).toContain('which no session of the training has');
  });

  it('judges a session that began in the training on all of its lines', async () => {
    const first = request(2_000, 85, steps.slice(0, 1));
    const rest = `2026-01-15 09:25:30 INFO shop: asked the database req-2000\n2026-01-15 09:25:31 INFO shop: sent the answer req-2000\n`;
    const scores = await judgeSessions({ train: [inputOf(train + first)], score: [inputOf(rest + scored)] }, options());
    expect(scores.find(({ id }) => id === 'req-2000')).toMatchObject({ isAnomaly: false });
  });

  it('does not learn from sessions that are labelled anomalous', async () => {
    const bad = Array.from({ length: 20 }, (_, n) => request(3_000 + n, 60 + n, odd)).join('');
    const files = () => ({ train: [inputOf(train + bad)], score: [inputOf(scored)] });
    const flagged = async (isAnomalous?: (id: string) => boolean) =>
      (await judgeSessions(files(), options(isAnomalous))).filter(({ isAnomaly }) => isAnomaly).map(({ id }) => id);
    expect(await flagged()).toEqual([]);
    expect(await flagged((id) => id.startsWith('req-3'))).toEqual(['req-1004']);
  });

  it('refuses a training with too few sessions', async () => {
    await expect(
      judgeSessions({ train: [inputOf(request(1, 0))], score: [inputOf(scored)] }, options()),
    ).rejects.toThrow('There are 1 sessions to learn from, and 50 are needed.');
  });

  it('finds each id of a line once, by the first group or the whole match', () => {
    expect([...keysOf('copy blk_1 to blk_2, then blk_1', /blk_-?\d+/g)]).toEqual(['blk_1', 'blk_2']);
    expect([...keysOf('trace=abc span=def', /trace=(\w+)/g)]).toEqual(['abc']);
  });
});

describe('labels', () => {
  it('are read from the column that is named so, or from the second', async () => {
    expect([...(await readLabels(bytesOf('BlockId,Seen,Label\na,x,Anomaly\nb,y,Normal\n')))]).toEqual(['a']);
    expect([...(await readLabels(bytesOf('a,1\nb,0\n')))]).toEqual(['a']);
  });

  it('are refused where they are neither', async () => {
    await expect(readLabels(bytesOf('id,label\na,perhaps\n'))).rejects.toThrow('Row 2 has the label perhaps');
    await expect(readLabels(bytesOf(''))).rejects.toThrow('empty');
  });
});
