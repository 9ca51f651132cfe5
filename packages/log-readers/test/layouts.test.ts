import { describe, expect, it } from '@jest/globals';
import type { RecordOrigin, ReadRecord } from '@bellwether/log-events';
import { openStream } from '../src/stream/open-stream.ts';

const receivedMs = Date.UTC(2026, 10, 29, 17);
const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

const read = (...texts: readonly string[]): readonly ReadRecord[] => {
  const stream = openStream(nowhere, { receivedMs });
  return [...texts.flatMap((text, ordinal) => [...stream.push({ text }, ordinal)]), ...stream.flush()].flatMap(
    ({ outcome }) => (outcome.kind === 'record' ? [outcome.record] : []),
  );
};

const time = '2024-05-03 11:20:14.551';
const sentence = 'Could not reach ledger after 12 ms';

describe('a header of any layout', () => {
  it.each<[string, string, string | undefined]>([
    ['Storm', `${time} o.a.s.d.supervisor SLOT_6700 [INFO] ${sentence}`, 'INFO'],
    ['WebSphere', `[5/3/24 11:20:14:551 UTC] 0000004c SystemOut     O ${sentence}`, 'info'],
    ['JBoss', `2024-05-03 11:20:14,551 ERROR [com.acme.Ledger] (default task-1) ${sentence}`, 'ERROR'],
    ['Solr', `${time} INFO  (qtp1-56) [c:orders s:shard1 x:orders_1] o.a.s.c.S.Request ${sentence}`, 'INFO'],
    ['ClickHouse', `2024.05.03 11:20:14.551123 [ 4411 ] {0b1c-77} <Error> executeQuery: ${sentence}`, 'Error'],
    ['Elixir', `${time} request_id=F8ab [error] ${sentence}`, 'error'],
    ['Sidekiq', `2024-05-03T11:20:14.551Z 4411 TID-oabc SyncJob JID-77d1 INFO: ${sentence}`, 'INFO'],
    ['Ceph', `2024-05-03T11:20:14.551+0000 7f8a3c0d4700 -1 ${sentence}`, 'error'],
    ['Asterisk', `[2024-05-03 11:20:14] ERROR[4411][C-00000042]: chan_sip.c:42 handle: ${sentence}`, 'ERROR'],
    ['Squid', `2024/05/03 11:20:14 kid1| ${sentence}`, undefined],
    ['CockroachDB', `E240503 11:20:14.971234 57 cli/start.go:681 ⋮ [n1] 12  ${sentence}`, 'E'],
    ['journalctl', `Fri 2024-05-03 11:20:14 UTC host1 billing[4411]: ${sentence}`, undefined],
    ['pipes', `${time}|INFO|worker-3|com.acme.billing.Invoice|${sentence}`, 'INFO'],
    ['date and clock in two columns', `2024-05-03;11:20:14;ERROR;billing;thread-1;${sentence}`, 'ERROR'],
    ['number signs', `${time}#ERROR#billing#thread-1#${sentence}`, 'ERROR'],
    ['double colons', `${time} :: ERROR :: billing :: worker-1 :: ${sentence}`, 'ERROR'],
    ['arrows', `${time} -> ERROR -> billing -> ${sentence}`, 'ERROR'],
    ['brackets', `${time} [INFO] [billing] [main] [tx-0] ${sentence}`, 'INFO'],
    ['a context in braces', `${time} {tenant-1} WARN billing - ${sentence}`, 'WARN'],
    ['pairs before the level', `${time} user=u1 trace=ab1 ERROR ${sentence}`, 'ERROR'],
    ['a location in the source', `${time} ERROR ledger.c:121 ${sentence}`, 'ERROR'],
    ['a thread in hexadecimal', `${time} 0x7f8a3c0d4701 ERROR ${sentence}`, 'ERROR'],
    ['names before the time', `web01 billing ${time} ERROR ${sentence}`, 'ERROR'],
    ['logrus on a terminal', `ERRO[0012] ${sentence}`, 'ERRO'],
    ['a thread beside the level', `${time} [main/ERROR] ${sentence}`, 'ERROR'],
  ])('leaves the message of %s alone', (_, text, level) => {
    const [record] = read(text);
    expect(record).toMatchObject({ message: sentence, ...(level === undefined ? {} : { level }) });
  });

  it.each([
    [`${time} UPDATE_FAILED stack-7 ERROR rollback`, ['UPDATE_FAILED', 'stack-7', 'rollback']],
    ['Fri May  3 11:20:14 2024 192.0.2.4:5010 TLS Error: TLS handshake failed', ['192.0.2.4:5010', 'TLS Error']],
  ])('keeps every word before the level in %s', (text, words) => {
    const found = JSON.stringify(read(text)[0]);
    for (const word of words) expect(found).toContain(word);
  });

  it.each(['7/15/2021 ?? 2:07:27 started', `on 99.99.2024 11:20:14 ERROR x`])(
    'makes up no day for a clock behind what it cannot read: %s',
    (text) => {
      expect(read(text)[0]?.timestampMs).toBeUndefined();
    },
  );

  it('keeps the text of rows whose table nobody knows', () => {
    const rows = read('#Fields: id name state note', '7 ledger ERROR lost', 'plain words here now');
    expect(rows.map(({ message }) => message)).toEqual(['7 ledger ERROR lost', 'plain words here now']);
  });

  it('takes names before a level for header only where the line is a row', () => {
    expect(read(`${time} db1 billing worker-2 INFO ${sentence}`)[0]).toMatchObject({
      message: sentence,
      level: 'INFO',
    });
    expect(read(`${time} billing    WARN   ${sentence}`)[0]).toMatchObject({ message: sentence, level: 'WARN' });
    expect(read(`${time} Received ERROR from peer`)[0]?.message).toBe('Received ERROR from peer');
  });

  it('leaves the columns of a message in the message', () => {
    const [record] = read(`${time} | 200 | 1.2ms | 192.0.2.4 | GET "/a"`);
    expect(record?.message).toContain('200');
  });

  it('reads quoted columns without their quotes', () => {
    expect(read(`"${time}","INFO","db1","He said ""no"", then left"`)[0]?.message).toBe('He said "no", then left');
  });

  it('begins a record at a level that is padded on the left', () => {
    const rows = read(` INFO [main] ${time} one`, ` WARN [main] ${time} two`, '   at c.a.B(B.java:1)');
    expect(rows.map(({ message }) => message.split('\n')[0])).toEqual(['one', 'two']);
  });

  it('gives a line without a time that of the dated line before it', () => {
    const [dated, undated] = read(`${time} INFO one`, 'two');
    expect(undated?.timestampMs).toBe(dated?.timestampMs);
  });
});

describe('a name, number or zone of a header', () => {
  it.each<[string, string, object]>([
    ['a level before a bar', 'error  | it broke', { level: 'error', message: 'it broke' }],
    ['a second level column', `ERROR|billing|WARN|${sentence}`, { level: 'ERROR', message: `WARN|${sentence}` }],
    [
      'numbers behind the time of no Ceph',
      `${time} 12345678 12 items were sent`,
      { message: '12345678 12 items were sent' },
    ],
    [
      "SAP's zone",
      `#2.0#2024 05 03 11:20:14:551#-0330#Error#com.acme.Ledger#${sentence}`,
      { timestampMs: Date.UTC(2024, 4, 3, 14, 50, 14, 551) },
    ],
    [
      "Squid's fraction",
      `2024/05/03 11:20:14.123 kid1| ${sentence}`,
      { timestampMs: Date.UTC(2024, 4, 3, 11, 20, 14, 123) },
    ],
    [
      'a number that begins a message of CockroachDB',
      'E240503 11:20:14.971234 57 a/b.go:681 ⋮ [n1]  42 items',
      { message: '42 items' },
    ],
    [
      'a counter of CockroachDB',
      'E240503 11:20:14.971234 57 a/b.go:681 ⋮ [n1] 12  42 items',
      { message: '42 items', attributes: { 'labels.counter': '12' } },
    ],
    [
      'a syslog header that is indented',
      `  May  3 11:20:14 web app[12]: ${sentence}`,
      { message: sentence, attributes: { 'process.name': 'app' } },
    ],
    [
      'structured data',
      `<134>1 2024-05-03T11:20:14Z web app p7 - [a b="c"] ${sentence}`,
      { message: sentence, attributes: { 'log.syslog.structured_data': '[a b="c"]', 'service.node.name': 'p7' } },
    ],
    [
      "a client's ident",
      '192.0.2.4 idx bob [03/May/2024:11:20:14 +0000] "GET / HTTP/1.1" 200 5 "-" "x" "more" 0.1',
      { attributes: { 'labels.ident': 'idx', 'labels.rest': 'more 0.1' } },
    ],
    [
      'what a client says that it forwards',
      'at=info method=GET path="/" fwd="10.9.9.9, 192.0.2.4" status=200',
      { attributes: { 'source.ip': '192.0.2.4' } },
    ],
    [
      'words that share the bracket of a time',
      `[${time} INFO ledger main tx-1] ${sentence}`,
      { attributes: { 'log.logger': 'ledger', 'labels.context': 'main tx-1' } },
    ],
  ])('is read as what it is: %s', (_, text, found) => {
    expect(read(text)[0]).toMatchObject(found);
  });

  it('keeps more context than 400 characters', () => {
    const words = Array.from({ length: 6 }, (_, index) => `[${String(index).repeat(90)}]`);
    expect(JSON.stringify(read(`${time} INFO ${words.join(' ')} ${sentence}`)[0])).toContain('5'.repeat(90));
  });

  it('keeps the streams of dynos apart', () => {
    const line = (dyno: string, text: string): string => `2024-05-03T11:20:14.551Z app[${dyno}]: ${text}`;
    const records = read(line('web.1', `${time} ERROR boom`), line('web.2', '\tat a.B(C.java:1)'));
    expect(records).toHaveLength(2);
  });
});

describe('what wraps a line', () => {
  const json = '{"level":"error","msg":"boom"}';

  it.each([
    ['a CloudWatch export', `2024-05-03T11:20:14.551Z ${json}`],
    ['docker compose', `web-1  | ${json}`],
    ['kubectl', `[pod/web-7d9/app] ${json}`],
    ['pm2', `0|api  | ${json}`],
    ['a syslog header', `<134>1 2024-05-03T11:20:14.551Z web app 12 - - ${json}`],
    ['@cee', `May  3 11:20:14 web app[12]: @cee: ${json}`],
    ['a container runtime', `2024-05-03T11:20:14.551123456Z stdout F ${json}`],
    ['a shipper', JSON.stringify({ '@timestamp': '2024-05-03T11:20:14Z', message: json })],
    ['an export of a node that ran containers', `2024-05-03T11:20:14.6Z 2024-05-03T11:20:14.5Z stdout F ${json}`],
  ])('is taken off: %s', (_, text) => {
    expect(read(text)[0]).toMatchObject({ message: 'boom', level: 'error' });
  });

  it('joins pieces and stack traces behind the wrapping', () => {
    const head = '2024-05-03T11:20:14.551123456Z stderr';
    expect(read(`${head} P {"level":"error","msg":"long `, `${head} F text"}`)[0]?.message).toBe('long text');
    const [trace, next] = read(
      `${head} F ${time} ERROR [main] c.a.B - boom`,
      `${head} F java.lang.IllegalStateException: settle failed`,
      `${head} F \tat com.acme.Ledger.settle(Ledger.java:42)`,
      `${head} F ${time} INFO [main] c.a.B - next`,
    );
    expect(trace?.message).toContain('Ledger.java:42');
    expect(next?.message).toBe('next');
  });

  it.each([
    ['the body of a request', { level: 'info', method: 'POST', path: '/a', body: '{"level":"fatal","msg":"x"}' }],
    ['the body of a request without a level', { method: 'POST', path: '/a', body: '{"level":"fatal","msg":"x"}' }],
    ['a payload that a program tells of', { level: 'info', message: '{"level":"fatal","msg":"x"}' }],
    ['a message that a program took from a queue', { level: 'info', receiptHandle: 'r', body: '{"level":"fatal"}' }],
  ])('is not %s: a client does not choose the level', (_, document) => {
    expect(read(JSON.stringify(document))[0]?.level).not.toBe('fatal');
  });

  it.each([
    ['docker', { log: 'boom', stream: 'stdout', tag: 'keptone' }],
    ['a shipper', { '@timestamp': '2024-05-03T11:20:14Z', message: json, fields: { team: 'keptone' } }],
    [
      'SNS',
      { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t', Subject: 'keptone', Message: 'boom' },
    ],
    ['SQS', { messageId: 'keptone', receiptHandle: 'r', body: 'boom' }],
  ])('keeps what %s says beside the line', (_, document) => {
    const [record] = read(JSON.stringify(document));
    expect(record?.message).toBe('boom');
    expect(JSON.stringify(record?.attributes)).toContain('keptone');
  });
});

describe('a JSON record', () => {
  it('keeps the values that no field has a name for, as texts that redaction goes over', () => {
    const [record] = read(
      '{"level":"info","msg":"paid","tenant":"t7","card":4111111111111111,"job":{"ids":[1,2]},"a@b.c":1,"host":"web"}',
    );
    expect(record?.attributes).toEqual({
      'host.hostname': 'web',
      'labels.tenant': 't7',
      'labels.card': '4111111111111111',
      'labels.job': '{"ids":[1,2]}',
      'labels.other': '{"a@b.c":1}',
    });
  });

  it('keeps a value beside the name that says what it is', () => {
    const [record] = read('{"msg":"set","name":"DB_PASSWORD","value":"x1"}');
    expect(record?.attributes['labels.other']).toBe('{"name":"DB_PASSWORD","value":"x1"}');
  });
});
