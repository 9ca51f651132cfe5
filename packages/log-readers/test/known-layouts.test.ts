import { describe, expect, it } from '@jest/globals';
import { takeKnownLayout } from '../src/header/known-layouts.ts';
import type { Header } from '../src/header/scan.ts';

const emptyHeader = (): Header => ({
  timestampMs: undefined,
  level: undefined,
  pid: undefined,
  tid: undefined,
  thread: undefined,
  logger: undefined,
  context: [],
  end: 0,
  closing: '',
});

const receivedMs = Date.UTC(2024, 4, 4);

describe('a layout known by its name', () => {
  it.each([
    [
      'WebLogic',
      '####<May 3, 2024 11:20:14 AM UTC> <Error> <JDBC> <web01> <srv1> <worker-1> <<WLS Kernel>> <> <> <1714735214551> <BEA-001112> <',
      'Error',
    ],
    ['WebSphere', '[5/3/24 11:20:14:551 UTC] 0000004c SystemOut     O ', 'info'],
    ['Storm', '2024-05-03 11:20:14.551 o.a.s.d.supervisor SLOT_6700 [INFO] ', 'INFO'],
    ['Ceph', '2024-05-03T11:20:14.551+0000 7f8a3c0d4700 -1 ', 'error'],
    ['Samba', '[2024/05/03 11:20:14.551123,  0, pid=4411] ../source3/smbd/server.c:1801(main)', 'error'],
    ['JBoss', '11:20:14,551 INFO  [org.jboss.as] (MSC service thread 1-2) ', 'INFO'],
    ['JBoss with a day', '2024-05-03 11:20:14,551 WARN  [org.jboss.as] (MSC service thread 1-2) ', 'WARN'],
    [
      'Solr',
      '2024-05-03 11:20:14.551 INFO  (qtp1-56) [c:orders s:shard1 r:core_node2 x:orders_1] o.a.s.c.S.Request ',
      'INFO',
    ],
    ['Squid', '2024/05/03 11:20:14 kid1| WARNING: ', 'WARNING'],
    ['Asterisk', '[May  3 11:20:14] ERROR[4411][C-00000042]: chan_sip.c:42 handle: ', 'ERROR'],
    ['ClickHouse', '2024.05.03 11:20:14.551123 [ 4411 ] {query-id} <Error> executeQuery: ', 'Error'],
    ['GStreamer', '0:00:11.924833335   689   0x25f580 DEBUG             GST_BUS bus.c:12:push:<bus> ', 'DEBUG'],
    ['GIN', '[GIN] 2024/05/03 - 11:20:14 | ', undefined],
    ['SAP', '#2.0#2024-05-03 11:20:14:551#+0000#Error#com.acme.Ledger#', 'Error'],
  ])('is read whole: %s', (_, head, level) => {
    const header = emptyHeader();
    expect(takeKnownLayout(`${head}late`, receivedMs, header)).toBe(true);
    expect(header).toMatchObject({ level, end: head.length });
  });

  it.each(['2024-05-03 11:20:14 late', '[main] late', '#1 late', '12345: late', 'late', ''])(
    'is none of them: %j',
    (text) => {
      expect(takeKnownLayout(text, receivedMs, emptyHeader())).toBe(false);
    },
  );
});
