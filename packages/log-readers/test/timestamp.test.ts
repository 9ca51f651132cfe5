import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTime, timestampAt } from '../src/time/timestamp.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);

describe('timestampAt', () => {
  it.each([
    ['2017-06-09T20:10:40.123Z', '2017-06-09T20:10:40.123Z'],
    ['2017-06-09T20:10:40,123+0200', '2017-06-09T18:10:40.123Z'],
    ['2017-06-09T20:10:40.999999999Z', '2017-06-09T20:10:40.999Z'],
    ['2017-06-17 16:58:03.938 CEST', '2017-06-17T14:58:03.938Z'],
    ['2017/06/09 20:10:40', '2017-06-09T20:10:40.000Z'],
    ['17/06/09 20:10:40', '2017-06-09T20:10:40.000Z'],
    ['081109 203615', '2008-11-09T20:36:15.000Z'],
    ['070823 21:00:32', '2007-08-23T21:00:32.000Z'],
    ['2005-06-03-15.42.50.675872', '2005-06-03T15:42:50.675Z'],
    ['20171223-22:15:29:606', '2017-12-23T22:15:29.606Z'],
    ['20210131T235959Z', '2021-01-31T23:59:59.000Z'],
    ['Sun Dec 04 04:47:44 2005', '2005-12-04T04:47:44.000Z'],
    ['Mon Dec 26 16:15:55.103786 2016', '2016-12-26T16:15:55.103Z'],
    ['Mon Jan  2 15:04:05 MST 2006', '2006-01-02T22:04:05.000Z'],
    ['Mon, 02 Jan 2006 15:04:05 -0700', '2006-01-02T22:04:05.000Z'],
    ['13/Dec/2021:09:29:20 +0000', '2021-12-13T09:29:20.000Z'],
    ['16/Aug/2016:8:45:59 GMT+02:00', '2016-08-16T06:45:59.000Z'],
    ['04-Jan-2021 12:00:00.000', '2021-01-04T12:00:00.000Z'],
    ['Jan 1, 2021 12:00:00 AM', '2021-01-01T00:00:00.000Z'],
    ['12/31/2020 11:59:59 PM', '2020-12-31T23:59:59.000Z'],
    ['31.12.2020 23:59:59', '2020-12-31T23:59:59.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['Freitag, 3. Mai 2024 11:20:14', '2024-05-03T11:20:14.000Z'],
    ['Donnerstag, 2. Mai 2024 11:20:14', '2024-05-02T11:20:14.000Z'],
    ['ven. 3 mai 2024 11:20:14', '2024-05-03T11:20:14.000Z'],
    ['mar. 7 mai 2024 11:20:14', '2024-05-07T11:20:14.000Z'],
    ['viernes, 3 de mayo de 2024 11:20:14', '2024-05-03T11:20:14.000Z'],
    ['venerdì 3 maggio 2024 11:20:14', '2024-05-03T11:20:14.000Z'],
    ['2024年5月3日 11:20:14', '2024-05-03T11:20:14.000Z'],
    ['2024년 5월 3일 11:20:14.551', '2024-05-03T11:20:14.551Z'],
    ['1117838570', '2005-06-03T22:42:50.000Z'],
    ['1117838570.123', '2005-06-03T22:42:50.123Z'],
    ['1531171074631', '2018-07-09T21:17:54.631Z'],
    ['1531171074631123', '2018-07-09T21:17:54.631Z'],
    ['1531171074631123456', '2018-07-09T21:17:54.631Z'],
  ])('reads %s', (text, iso) => {
    const found = timestampAt(`${text} rest`, 0, receivedMs);
    expect(found && new Date(found.ms).toISOString()).toBe(iso);
    expect(`${text} rest`.slice(found!.end)).toBe(' rest');
  });

  it.each([
    ['Jun 14 15:16:01', '2023-06-14T15:16:01.000Z'],
    ['Jun 16 11:00:00', '2023-06-16T11:00:00.000Z'],
    ['Jun 16 13:00:00', '2022-06-16T13:00:00.000Z'],
    ['Dec 31 23:59:59', '2022-12-31T23:59:59.000Z'],
    ['Feb 29 10:00:00', '2020-02-29T10:00:00.000Z'],
    ['30 May 12:57:24.231', '2023-05-30T12:57:24.231Z'],
    ['03-17 16:13:38.811', '2023-03-17T16:13:38.811Z'],
    ['10.30 16:49:06', '2022-10-30T16:49:06.000Z'],
  ])('puts %s, which has no year, nearest before a day after it arrived', (text, iso) => {
    expect(new Date(timestampAt(text, 0, receivedMs)!.ms).toISOString()).toBe(iso);
  });

  it('puts a time of day on the day before when it would lie ahead', () => {
    expect(new Date(timestampAt('12:30:00.5', 0, receivedMs)!.ms).toISOString()).toBe('2023-06-15T12:30:00.500Z');
    expect(new Date(timestampAt('13:30:00', 0, receivedMs)!.ms).toISOString()).toBe('2023-06-14T13:30:00.000Z');
  });

  it.each([
    ['2017-13-09T20:10:40Z'],
    ['2017-02-30 10:00:00'],
    ['2017-06-09'],
    ['25:00:00'],
    ['12345'],
    ['1999999'],
    ['Jun 14'],
    ['May be 12:00:00'],
    ['192.168.0.1'],
    ['10.30.1.2 16:49:06'],
    [''],
  ])('finds no time in %j', (text) => {
    expect(timestampAt(text, 0, receivedMs)).toBeUndefined();
  });

  it('reads every instant that toISOString writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(Date.UTC(1970, 0, 1)), max: new Date(Date.UTC(2099, 0, 1)), noInvalidDate: true }),
        (date) => {
          expect(timestampAt(date.toISOString(), 0, receivedMs)?.ms).toBe(date.getTime());
        },
      ),
    );
  });

  it('never reads beyond the text nor throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-/:., TZJunMonday[]+') }), (text) => {
        const found = timestampAt(text, 0, receivedMs);
        if (found === undefined) return;
        expect(Number.isInteger(found.ms)).toBe(true);
        expect(found.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseTime', () => {
  it.each([
    [1_531_171_074, '2018-07-09T21:17:54.000Z'],
    [1_531_171_074.631, '2018-07-09T21:17:54.631Z'],
    [1_531_171_074_631, '2018-07-09T21:17:54.631Z'],
    ['1.663703546405E9', '2022-09-20T19:52:26.405Z'],
    ['2021-01-31', '2021-01-31T00:00:00.000Z'],
    [' 2021-01-31T00:00:00Z', '2021-01-31T00:00:00.000Z'],
  ])('reads the value %j', (value, iso) => {
    expect(new Date(parseTime(value, receivedMs)!).toISOString()).toBe(iso);
  });

  it.each([[null], [undefined], [true], [{}], [-5], [12], ['yesterday'], [Number.NaN], ['']])(
    'gives nothing for %j',
    (value) => {
      expect(parseTime(value, receivedMs)).toBeUndefined();
    },
  );
});
