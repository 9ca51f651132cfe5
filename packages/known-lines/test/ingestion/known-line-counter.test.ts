import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalMs, batchOf, envelope, expectSame, type Line, recordOf, takeBoth } from './both-ways.ts';
import { texts, warmUpTexts } from './mixed-lines.ts';

const textsOf = (texts: readonly string[]): readonly Line[] => texts.map((text) => ({ text }));

const steady = (count: number, from = 0): readonly Line[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `2026-03-02 11:${String(((from + index) >> 3) % 60).padStart(2, '0')}:${String((from + index) % 60).padStart(2, '0')},123 INFO [worker-${index % 9}] org.acme.Cart: item ${1000 + index} added in ${index} ms`,
  }));

describe('counting known lines', () => {
  it('counts lines of a known kind without making events of them', async () => {
    const { counted } = await expectSame([batchOf(steady(200)), batchOf(steady(300, 200))]);
    expect(counted).toBeGreaterThan(250);
  });

  it.each([
    ['a trace behind a known line', [...steady(20), { text: '\tat org.acme.Main(Main.java:1)' }, ...steady(5, 30)]],
    ['an exception behind a known line', [...steady(20), { text: 'java.lang.IllegalStateException: no item' }]],
    [
      'a blank line behind a known line',
      [...steady(20), { text: '  ' }, { text: '\tat a.B(C.java:2)' }, ...steady(4, 40)],
    ],
    ['a line that cannot be read', [...steady(20), { text: '{"cut": ' }, ...steady(4, 40)]],
    [
      'a secret in a known kind',
      [
        ...steady(20),
        { text: '2026-03-02 11:00:00,123 INFO [worker-1] org.acme.Cart: item AKIAABCDEFGHIJKLMNOP added in 3 ms' },
      ],
    ],
    [
      'a card number in a known kind',
      [
        ...steady(20),
        { text: '2026-03-02 11:00:00,123 INFO [worker-1] org.acme.Cart: item 4111111111111111 added in 3 ms' },
      ],
    ],
    [
      'a broken time',
      [...steady(20), { text: '2026-03-02 99:00:00,123 INFO [worker-1] org.acme.Cart: item 7 added in 3 ms' }],
    ],
    [
      'a leap second',
      [...steady(20), { text: '2026-03-02 11:59:60,123 INFO [worker-1] org.acme.Cart: item 7 added in 3 ms' }],
    ],
    [
      'ids that come twice',
      [...steady(20), { text: 'INFO a', id: '5' }, { text: 'INFO a', id: '5' }, { text: 'INFO b', id: '' }],
    ],
    [
      'a batch of records',
      [
        ...steady(20),
        {
          text: '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"a"}},{"body":{"stringValue":"b"}}]}]}]}',
        },
      ],
    ],
    [
      'names of fields',
      [
        ...steady(9),
        {
          text: 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
        },
        ...steady(9, 20),
      ],
    ],
  ] satisfies readonly (readonly [string, readonly Line[]])[])('comes to the same with %s', async (_, lines) => {
    await expectSame([batchOf(steady(40)), batchOf(lines), batchOf(lines.slice(3), steady(9))]);
  });

  it('lets a rule see every line that it could hit', async () => {
    const login = (index: number): Line => ({
      text: `Mar  2 10:00:${10 + (index % 50)} web-1 sshd[${2000 + index}]: Failed password for root from 203.0.113.9 port ${40_000 + index} ssh2`,
    });
    const lines = Array.from({ length: 60 }, (_, index) => login(index));
    const batch = { shard: 'shard', records: [recordOf(envelope('/ec2/var/log/secure', lines), 1)] };
    const { results } = await takeBoth([batch]);
    expect(results[0]?.counter).toEqual(results[0]?.full);
    expect(JSON.stringify(results[0]?.counter)).toContain('ssh-brute-force');
  });

  it('comes to what the full core comes to, however lines are mixed and batches cut', async () => {
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 3 }), fc.nat(3), async (groups, cut) => {
        const records = [textsOf(groups.flat(2)), ...groups.map((group) => textsOf(group.flat()))].map((lines, index) =>
          recordOf(envelope(index % 2 === 0 ? '/app/shop' : '/ec2/var/log/messages', lines), index + 2),
        );
        const first = [
          recordOf(envelope('/app/shop', textsOf(warmUpTexts())), 0),
          recordOf(envelope('/ec2/var/log/messages', textsOf(warmUpTexts())), 1),
        ];
        const batches = [
          first,
          records.slice(0, cut),
          records.slice(cut),
          records.map((record) => ({ ...record, sequence: `1${record.sequence.slice(1)}` })),
        ];
        const run = await expectSame(batches.map((of) => ({ shard: 'shard', records: of })));
        counted += run.counted;
      }),
      { numRuns: 12, seed: 7, endOnFailure: true },
    );
    expect(counted).toBeGreaterThan(300);
  });

  it.each([
    [
      'a web server',
      (index: number) =>
        `[Mon Mar 02 11:00:${10 + (index % 50)} 2026] [notice] child ${index} found in slot ${index % 9}`,
    ],
    ['a host', (index: number) => `Mar  2 11:00:${10 + (index % 50)} web-1 cron[${100 + index}]: job ${index} done`],
  ])('counts known lines of %s, whose rules ask for fields that they never have', async (_, textOf) => {
    const lines = Array.from({ length: 200 }, (__, index): Line => ({ text: textOf(index) }));
    const { counted } = await expectSame([batchOf(lines), batchOf(lines.toReversed())]);
    expect(counted).toBeGreaterThan(300);
  });

  it('leaves payloads of any other shape to the full core', async () => {
    const lines = [{ id: '1', timestamp: arrivalMs, message: 'INFO a' }];
    const header = {
      messageType: 'DATA_MESSAGE',
      owner: '1',
      logGroup: '/app/a',
      logStream: 's',
      subscriptionFilters: [],
    };
    const shapes = [
      JSON.stringify({ ...header, logEvents: lines }, undefined, 1),
      JSON.stringify({ logEvents: lines, ...header }),
      JSON.stringify({ ...header, logEvents: [] }),
      JSON.stringify({ ...header, logEvents: [{ ...lines[0], more: 1 }] }),
      JSON.stringify({ ...header, logEvents: [{ timestamp: 1, id: '2' }] }),
      JSON.stringify({ ...header, messageType: 'CONTROL_MESSAGE', logEvents: lines }),
      JSON.stringify({ ...header, logGroup: '/aws/lambda/bellwether-x', logEvents: lines }),
      JSON.stringify({ ...header, logEvents: lines }).slice(0, -1),
      `${JSON.stringify({ ...header, logEvents: lines }).slice(0, -4)}\\"}]}`,
      'INFO a plain line\nINFO another',
      '',
    ];
    await expectSame([{ shard: 'shard', records: shapes.map((text, index) => recordOf(Buffer.from(text), index)) }]);
  });
});
