import { describe, expect, it } from '@jest/globals';
import { type Decline, lineDeclines, countableDeclines } from '@bellwether/known-lines';
import { batchOf, expectSame, type Line } from './both-ways.ts';

/** Checks that only two kinds of lines with one 64-bit signature could fail; no line is known to take them. */
const guards = ['time_length', 'time_differs'] as const;
type Reached = Exclude<Decline, (typeof guards)[number]>;

const two = (number: number): string => String(number).padStart(2, '0');
const clock = (index: number): string => `11:${two((index >> 3) % 60)}:${two(index % 60)}`;

const linesOf = (count: number, textOf: (index: number) => string, from = 0): readonly Line[] =>
  Array.from({ length: count }, (_, index) => ({ text: textOf(from + index) }));

/** Lines that are known after a few of them. */
const item = (index: number, value: number | string = 1000 + index): string =>
  `2026-03-02 ${clock(index)},123 INFO [worker-${index % 9}] org.acme.Cart: item ${value} added in ${index} ms`;
const steady = (count: number, from = 0): readonly Line[] => linesOf(count, (index) => item(index), from);

const answered = (index: number, status: number): string =>
  `2026-03-02 ${clock(index)},123 gateway: answered with status ${status} after ${1 + (index % 9)} ms`;
const finished = (index: number, errors: string): string =>
  `2026-03-02 ${clock(index)},123 nightly: job done, ${errors} errors in ${1 + (index % 9)} ms`;
const opened = (index: number, user: string): string =>
  `2026-03-02 ${clock(index)},123 INFO org.acme.Web: user ${user} opened page ${index}`;
const syslog = (index: number, month = 'Mar'): string =>
  `${month}  2 ${clock(index)} web-1 cron[${100 + index}]: job ${index} done`;

/** After it a stream reads every line as a row of a table first. */
const namesOfFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Batches of lines in which the reason is taken, and that come to the same both ways. */
const planted: Readonly<Record<Reached, readonly (readonly Line[])[]>> = {
  stream_bound: [steady(40), [...steady(9), { text: namesOfFields }, ...steady(9, 30)]],
  not_scanned: [steady(40), [...steady(20), { text: item(21, 'gr\u00fc\u00dfe') }, ...steady(9, 30)]],
  unknown: [steady(40)],
  template_changed: [
    linesOf(40, (index) => opened(index, 'alice')),
    linesOf(60, (index) => opened(index, ['bob', 'carol', 'alice'][index % 3] ?? '')),
  ],
  card: [steady(40), [...steady(20), { text: item(21, '4111111111111111') }, ...steady(9, 30)]],
  status: [
    linesOf(60, (index) => answered(index, 200)),
    linesOf(60, (index) => answered(index, [503, 200, 502, 403, 404][index % 5] ?? 200)),
  ],
  number: [
    linesOf(60, (index) => finished(index, String(1 + index))),
    linesOf(60, (index) => finished(index, ['0', '3', '00', '12', '1234567890123'][index % 5] ?? '0')),
  ],
  time_unreadable: [steady(40), [...steady(20), { text: item(21).replace(clock(21), '99:00:00') }, ...steady(9, 30)]],
  may_be_new: [
    steady(40).map((line) => ({ ...line, text: line.text.replace(' 11:', ' 02:') })),
    linesOf(80, (index) => `2026-03-02 ${clock(index)},123 ERROR org.acme.Pay: order ${index} refused`),
    linesOf(80, (index) => `2026-03-02 ${clock(index)},123 ERROR org.acme.Pay: order ${index} refused`).map((line) => ({
      text: line.text.replace(' 11:', ' 12:'),
    })),
  ],
  not_admitted: [
    linesOf(60, (index) => syslog(index)),
    [{ text: syslog(1, 'Foo') }, ...linesOf(20, (index) => syslog(index))],
  ],
  held: [steady(40), [...steady(20), { text: 'INFO another line' }, ...steady(9, 30)]],
  continued: [steady(40), [...steady(20), { text: '\tat org.acme.Main(Main.java:1)' }]],
  numbers_decide: [linesOf(40, (index) => `${finished(index, String(index))}, info page 7`)],
  card_number: [linesOf(40, (index) => item(index, '4111111111111112'))],
  secret: [
    linesOf(40, (index) => `Mar  2 ${clock(index)} web-1 sshd[${2000 + index}]: Failed password for root from 203.0.113.9 port ${40_000 + index} ssh2`), // prettier-ignore
  ],
  message_moved: [linesOf(40, (index) => item(index).replace(' INFO', '\tINFO'))],
  time_layout: [linesOf(40, (index) => `2026-03-02 ${clock(index)} -7 degrees outside, item ${index}`)],
  rule_could_match: [
    linesOf(
      40,
      (index) =>
        `Mar  2 ${clock(index)} web-1 kernel: [${index}.5] Out of memory: Kill process ${index} (java) score 7`,
    ),
  ],
};

describe('declining a line', () => {
  it.each(Object.entries(planted))(
    'comes to the same where the reason is %s, and the reason is taken',
    async (reason, batches) => {
      const { declines } = await expectSame(batches.map((lines) => batchOf(lines)));
      expect(declines[reason as Decline]).toBeGreaterThan(0);
    },
  );

  it('comes to the same where a private key goes on over deliveries', async () => {
    const body = linesOf(30, (index) =>
      `MIIEowIBAAKCAQEAq7K2zD9mX4${String.fromCharCode(65 + index)}`.padEnd(64, 'q7K2zD9mX4'),
    );
    const image = linesOf(30, (index) =>
      `iVBORw0KGgoAAAANSUhEUg${String.fromCharCode(65 + index)}`.padEnd(76, 'q7K2zD9mX4'),
    );
    const end = { text: `${'-'.repeat(5)}END PRIVATE KEY${'-'.repeat(5)}` };
    const batches = [
      steady(40),
      image,
      body,
      [...body.slice(0, 9), end, ...steady(9, 50)],
      [...image, ...steady(9, 60)],
    ];
    await expectSame(batches.map((lines) => batchOf(lines)));
  });

  it('has a row above for every reason that can be taken', () => {
    expect([...Object.keys(planted), ...guards].sort()).toEqual([...lineDeclines, ...countableDeclines].sort());
  });
});
