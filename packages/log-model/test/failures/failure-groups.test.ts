import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createFailureLedger,
  ledgerLimits,
  failureGroupsOf,
  sketchesOf,
  storedSketches,
} from '@bellwether/log-model/failures';
import { lineOf, failureGroupsIn, minuteMs, quietLog, startMs } from './log-lines.ts';

const error = { severity: 'ERROR' } as const;
const titles = (events: Parameters<typeof failureGroupsIn>[0], endMinute?: number): string[] =>
  failureGroupsIn(events, endMinute).map(({ lead }) => lead.title);

describe('what failed, by kind', () => {
  it('tells a failure with its count, its exact first and last time, its location and its lines', () => {
    const events = [
      ...quietLog(120),
      ...[60.25, 61.5, 63].map((at) => lineOf(at, { ...error, message: `belt ${Math.floor(at)} is stuck` })),
    ];
    const [group] = failureGroupsIn(events);
    expect(group?.lead).toMatchObject({ severity: 'ERROR', count: 3, location: 'sorter.log', isNew: true });
    expect([group?.firstMs, group?.lastMs]).toEqual([startMs + 60.25 * minuteMs, startMs + 63 * minuteMs]);
    expect(group?.lead.lines.map(({ line }) => line)).toEqual([61, 62, 63]);
    expect(group?.goesOn).toBe(false);
  });

  it('parts one constant message by the causes that stand beside it', () => {
    const failed = (at: number, cause: string) =>
      lineOf(at, {
        ...error,
        message: 'label not printed',
        attributes: { 'error.type': 'Error', 'error.message': cause },
      });
    const events = [...quietLog(300), failed(100, 'connect ECONNREFUSED 10.1.1.4:9100'), failed(200, 'paper is empty')];
    const causes = failureGroupsIn(events).map(({ lead }) => lead.cause);
    expect(causes).toEqual(expect.arrayContaining(['connect ECONNREFUSED 10.1.1.4:9100', 'paper is empty']));
  });

  it('joins events that differ in their values alone', () => {
    const at = [100, 101, 102].map((minute) => lineOf(minute, { ...error, message: `parcel ${minute} lost` }));
    expect(failureGroupsIn([...quietLog(200), ...at])).toHaveLength(1);
  });

  it.each([
    [
      'severity',
      { severity: 'CRITICAL', message: 'panic: nil map' },
      { severity: 'ERROR', message: 'label not printed' },
    ],
    [
      'newness',
      { severity: 'ERROR', message: 'label not printed' },
      { severity: 'ERROR', message: 'old scanner answers late' },
    ],
  ] as const)('orders by %s, never by number alone', (_, first, second) => {
    const often = Array.from({ length: 100 }, (__, index) => lineOf(index * 2, { ...second, logGroup: 'b.log' }));
    const events = [...quietLog(200), ...often, lineOf(150, first)];
    expect(titles(events)[0]).toBe(first.message);
  });

  it('makes one group of one stretch, with the likely cause on top and the consequences below', () => {
    const events = [
      ...quietLog(200),
      lineOf(100, { logGroup: 'store.log', severity: 'CRITICAL', message: 'store crashed by signal: 11' }),
      ...[100.1, 100.5, 101].map((at) =>
        lineOf(at, {
          ...error,
          message: 'cannot save',
          attributes: { 'error.message': 'connect ECONNREFUSED 10.1.1.9:7000' },
        }),
      ),
    ];
    const groups = failureGroupsIn(events);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.lead.title).toBe('store crashed by signal: 11');
    expect(groups[0]?.others.map(({ cause }) => cause)).toEqual(['connect ECONNREFUSED 10.1.1.9:7000']);
    expect(groups[0]?.locations).toEqual(['store.log', 'sorter.log']);
  });

  it('keeps two stretches apart', () => {
    const events = [
      ...quietLog(400),
      lineOf(100, { ...error, message: 'belt stuck' }),
      lineOf(350, { ...error, message: 'scale out of range' }),
    ];
    expect(failureGroupsIn(events)).toHaveLength(2);
  });

  it('says which release started before, and not which job did', () => {
    const events = [
      ...quietLog(300),
      ...quietLog(300, { message: 'job restock started' }, 5),
      lineOf(150, { message: 'sorter 3.2.0 starting' }),
      lineOf(153, { ...error, message: 'unhandled', attributes: { 'error.message': "AttributeError: 'width'" } }),
    ];
    const [group] = failureGroupsIn(events);
    expect(group?.changes.map(({ version, kind }) => [kind, version])).toEqual([['release', '3.2.0']]);
  });

  it('knows what goes on at the end of the logs from what is over', () => {
    const late = [190, 195, 199].map((at) => lineOf(at, { ...error, message: 'belt stuck' }));
    expect(failureGroupsIn([...quietLog(200), ...late])[0]?.goesOn).toBe(true);
  });
});

describe('what the log sources show besides', () => {
  it('tells that a log which wrote every few minutes has stopped', () => {
    const events = [...quietLog(400), ...quietLog(200, { logGroup: 'robot.log' }, 4)];
    const [group] = failureGroupsIn(events, 400);
    expect(group?.lead).toMatchObject({ what: 'silence', location: 'robot.log' });
    expect(group?.lead.firstMs).toBe(startMs + 196 * minuteMs);
  });

  it.each([
    ['an hourly log is not silent between two hours', 60, 1_440, 1_490],
    ['a log that paused for half an hour before is not silent after an hour', 30, 1_440, 1_500],
  ])('%s', (_, every, until, end) => {
    const events = [...quietLog(end), ...quietLog(until, { logGroup: 'robot.log' }, every)];
    expect(failureGroupsIn(events, end).filter(({ lead }) => lead.what === 'silence')).toEqual([]);
  });

  it('tells that a number left its usual range, and when', () => {
    const size = (at: number, bytes: number) =>
      lineOf(at, { logGroup: 'export.log', message: `export done, ${bytes} bytes` });
    const events = [
      ...quietLog(900),
      ...Array.from({ length: 20 }, (_, index) => size(index * 30, 81_000 + index * 40)),
      ...Array.from({ length: 8 }, (_, index) => size(600 + index * 30, 31)),
    ];
    const [group] = failureGroupsIn(events);
    expect(group?.lead).toMatchObject({ what: 'shift', location: 'export.log' });
    expect(group?.lead.title).toContain('export done, 31 bytes: 31 where');
  });

  it('takes counters and scattered numbers for what they are', () => {
    const events = Array.from({ length: 400 }, (_, index) =>
      lineOf(index, {
        message: `parcel ${5_000 + index} of customer ${(index * 7_919) % 997} took ${20 + ((index * 31) % 60)} ms`,
      }),
    );
    expect(failureGroupsIn(events)).toEqual([]);
  });

  it('tells that a clock was set back, and not that a line waited', () => {
    const before = quietLog(200);
    const after = Array.from({ length: 20 }, (_, index) => lineOf(140 + index * 2));
    expect(failureGroupsIn([...before, ...after])[0]?.lead.title).toContain('jumped backwards by 58 min');
    expect(
      failureGroupsIn([...before, lineOf(100), ...Array.from({ length: 20 }, (_, index) => lineOf(200 + index))]),
    ).toEqual([]);
  });

  it('does not take the time that lines without one are given for a clock', () => {
    const untimed = [lineOf(1_440, { message: 'runtime started' }), lineOf(1_440, { message: 'request began' })];
    expect(failureGroupsIn([...untimed, ...quietLog(200)])).toEqual([]);
  });

  it('tells which sign-in succeeded after failures', () => {
    const from = (at: number, message: string, user: string) =>
      lineOf(at, {
        severity: 'WARNING',
        message: `${message} for ${user} from 198.51.100.7`,
        attributes: { 'user.name': user },
      });
    const events = [
      ...quietLog(200),
      ...Array.from({ length: 14 }, (_, index) => from(100 + index / 10, 'login failed', `u${index}`)),
      { ...from(102, 'login succeeded', 'vera'), severity: 'INFO' as const },
    ];
    const group = failureGroupsIn(events).find(({ lead }) => lead.what === 'sign-ins');
    expect(group?.lead.severity).toBe('CRITICAL');
    expect(group?.lead.notes[0]).toContain(
      'After 14 failures from 198.51.100.7 one succeeded: login succeeded for vera',
    );
  });

  it.each([
    ['/files?name=..%2f..%2fetc%2fpasswd', 200, 'CRITICAL'],
    ['/files?name=../../etc/passwd', 404, 'WARNING'],
    ['/shop?id=1%27%20or%201=1', 500, 'WARNING'],
  ])('tells that %s was tried, answered with %d', (url, status, severity) => {
    const request = (at: number) =>
      lineOf(at, {
        ...{ logGroup: 'web.log', message: `GET ${url} ${status}` },
        attributes: { 'source.ip': '198.51.100.9', 'url.original': url, 'http.response.status_code': status },
      });
    const events = [...quietLog(200), ...Array.from({ length: 6 }, (_, index) => request(100 + index))];
    expect(failureGroupsIn(events)[0]?.lead).toMatchObject({ what: 'probes', severity });
  });
});

describe('a failure ledger', () => {
  it('is the same after it was stored and read again, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119 }), (cut) => {
        const events = [
          ...quietLog(200),
          ...Array.from({ length: 20 }, (_, index) => lineOf(150 + index, { ...error, message: 'belt stuck' })),
        ];
        const span = { startMs, endMs: startMs + 200 * minuteMs };
        const whole = createFailureLedger();
        for (const event of events) whole.observe(event);
        const first = createFailureLedger();
        for (const event of events.slice(0, cut)) first.observe(event);
        const second = createFailureLedger();
        second.restore(sketchesOf(storedSketches(first.takeChanges())));
        for (const event of events.slice(cut)) second.observe(event);
        expect(failureGroupsOf(second.content, span)).toEqual(failureGroupsOf(whole.content, span));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps to its limits whatever a log says, and counts what found no room', () => {
    const ledger = createFailureLedger();
    const extra = 50;
    for (let index = 0; index < ledgerLimits.kinds + extra; index += 1)
      ledger.observe(
        lineOf(index / 100, { ...error, message: `x${'abcdefghij'[index % 10]}`, templateId: `t${index}` }),
      );
    expect(ledger.content.kinds.size).toBe(ledgerLimits.kinds);
    expect(ledger.content.uncounted).toBe(extra);
  });

  it('gives back what changed once', () => {
    const ledger = createFailureLedger();
    ledger.observe(lineOf(0, { ...error, message: 'belt stuck' }));
    expect(ledger.takeChanges().kinds).toHaveLength(1);
    expect(ledger.takeChanges().kinds).toHaveLength(0);
  });
});
