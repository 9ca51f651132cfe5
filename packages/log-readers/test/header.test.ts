import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitHeader } from '../src/header/split-header.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);

describe('splitHeader', () => {
  it.each([
    [
      '2023-06-01 10:00:00,978 INFO [main] org.acme.App: Started',
      'INFO',
      'Started',
      { thread: 'main', logger: 'org.acme.App' },
    ],
    [
      '2023-06-01 10:00:00,747 - WARN  [Worker:7@88] - Send - leaving',
      'WARN',
      'Send - leaving',
      { thread: 'Worker:7@88' },
    ],
    ['23/06/01 10:00:00 INFO executor.Backend: Registered', 'INFO', 'Registered', { logger: 'executor.Backend' }],
    [
      '230601 100000 148 INFO dfs.Node$Responder: Block 7',
      'INFO',
      'Block 7',
      { pid: 148, logger: 'dfs.Node$Responder' },
    ],
    [
      '06-01 10:00:00.811  1702  2395 D PowerManager: [x] acquire',
      'D',
      '[x] acquire',
      { pid: 1702, tid: 2395, logger: 'PowerManager' },
    ],
    [
      '2023-06-01 10:00:00.000  INFO 12 --- [   main] c.e.App    : Started',
      'INFO',
      'Started',
      { pid: 12, thread: 'main', logger: 'c.e.App' },
    ],
    [
      '10:00:00.123 [main] INFO com.acme.Bar - message here',
      'INFO',
      'message here',
      { thread: 'main', logger: 'com.acme.Bar' },
    ],
    ['2023-06-01 10:00:00,123 - my.module - WARNING - it happened', 'WARNING', 'it happened', { logger: 'my.module' }],
    ['[2023-06-01 10:00:00 +0000] [1234] [INFO] Booting worker', 'INFO', 'Booting worker', { pid: 1234 }],
    ['I, [2023-06-01T10:00:00.123456 #77]  INFO -- : GET "/"', 'INFO', 'GET "/"', { pid: 77 }],
    ['[Thu Jun 01 10:00:00 2023] [notice] child init 3', 'notice', 'child init 3', {}],
    [
      '[2023-06-01T10:00:00,029][INFO ][o.e.n.Node    ][t-1] started',
      'INFO',
      'started',
      { logger: 'o.e.n.Node', thread: 't-1' },
    ],
    ['[2023-06-01T10:00:00Z INFO  my_crate] hello', 'INFO', 'hello', { logger: 'my_crate' }],
    ['2023-06-01T10:00:00.000Z  INFO my_crate::module: served', 'INFO', 'served', { logger: 'my_crate::module' }],
    ['2023-06-01 10:00:00.000 +00:00 [INF] Request finished', 'INF', 'Request finished', {}],
    ['2023-06-01T10:00:00.000Z\tINFO\tcontroller\tmain.go:12\tstarting', 'INFO', 'starting', { logger: 'controller' }],
    [
      '20230601-10:00:00:606|Step_LSC|30002|onChanged 3579',
      undefined,
      'onChanged 3579',
      { pid: 30002, logger: 'Step_LSC' },
    ],
    ['2023-06-01 10:00:00, Info                  CBS    Loaded stack', 'Info', 'Loaded stack', { logger: 'CBS' }],
    [
      'web-1 2023-06-01 10:00:00.008 25746 INFO a.b.wsgi [req-1 - -] GET /x',
      'INFO',
      'GET /x',
      { pid: 25746, logger: 'a.b.wsgi', thread: 'req-1 - -' },
    ],
    ['2023/06/01 10:00:00 listening on :8080', undefined, 'listening on :8080', {}],
    ['2023-06-01 10:00:00 1234 things happened', undefined, '1234 things happened', {}],
    ['2023-06-01 10:00:00 Connection lost', undefined, 'Connection lost', {}],
    ['WARNING:root:careful now', 'WARNING', 'careful now', { logger: 'root' }],
    ['ERROR: relation missing', 'ERROR', 'relation missing', {}],
    [
      '2023-06-01 10:00:00 ERROR [main] (App.java:42) - refused',
      'ERROR',
      'refused',
      { thread: 'main', logger: 'App.java:42' },
    ],
    [
      '2023-06-01 10:00:00 WARN  [main] zk.Cnxn (Cnxn.java:start(10)) - lost',
      'WARN',
      'lost',
      { thread: 'main', logger: 'zk.Cnxn' },
    ],
    ['[2023-06-01 10:00:00,123] {task.py:12} INFO - Executing', 'INFO', 'Executing', { logger: 'task.py:12' }],
    ['2023-06-01 10:00:00 INFO (retry 3) later', 'INFO', '(retry 3) later', {}],
    ['2023-06-01 10:00:00 INFO {"a":1}', 'INFO', '{"a":1}', {}],
    [
      '2023-06-01 10:00:00.000  INFO 12 --- [shop] [   main] c.e.App    : Started',
      'INFO',
      'Started',
      { pid: 12, thread: 'main', logger: 'c.e.App' },
    ],
    [
      '2023-06-01 10:00:00.000  INFO 12 --- [shop] [exec-1] [64a1b2c3d4e5f60718293a4b5c6d7e8f-64a1b2c3d4e5f607] c.e.App    : Started',
      'INFO',
      'Started',
      { pid: 12, thread: 'exec-1', logger: 'c.e.App' },
    ],
    [
      '[01/Jun/2023 10:00:00] WARNING [django.request:241] Not Found',
      'WARNING',
      'Not Found',
      { logger: 'django.request:241' },
    ],
    ['[2023-06-01 10:00:00,123: INFO/MainProcess] Connected', 'INFO', 'Connected', { thread: 'MainProcess' }],
    ['[INFO] 192.0.2.1:51234 - 12345 "A IN example.com."', 'INFO', '192.0.2.1:51234 - 12345 "A IN example.com."', {}],
    ['2023-06-01 10:00:00,123 - util.py[DEBUG]: running', 'DEBUG', 'running', { logger: 'util.py' }],
  ])('splits %j', (line, level, message, parts) => {
    const header = splitHeader(line, receivedMs);
    expect(header && line.slice(header.end)).toBe(message);
    expect(header!.level).toBe(level);
    const { pid, tid, thread, logger } = header!;
    expect({ pid, tid, thread, logger }).toEqual({
      pid: undefined,
      tid: undefined,
      thread: undefined,
      logger: undefined,
      ...parts,
    });
  });

  it.each([
    ['hello world'],
    ['TypeError: x is undefined'],
    ['Error: connect ECONNREFUSED'],
    ['[1/3] building'],
    ['[0] cpu.local: [1685613600.123456789, {"cpu_p"=>0.5}]'],
    [''],
    ['   '],
  ])('leaves %j whole', (line) => {
    expect(splitHeader(line, receivedMs)).toBeUndefined();
  });

  it('ends inside the line, whatever the line is', () => {
    const word = fc.constantFrom(
      '2023-06-01 10:00:00',
      'INFO',
      '[main]',
      '[',
      '(',
      '-',
      '|',
      ':',
      'a.b.C:',
      '17',
      'x',
      '\t',
      '1117838570',
      '---',
    );
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', ''), (words, gap) => {
        const line = words.join(gap);
        const header = splitHeader(line, receivedMs);
        if (header !== undefined) expect(header.end).toBeLessThanOrEqual(line.length);
      }),
      { numRuns: 2000 },
    );
  });
});
