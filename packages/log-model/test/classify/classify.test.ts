import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Classifiable } from '../../src/classify/classification.ts';
import { classify, dependsOnNumbers } from '../../src/classify/classify.ts';
import { severityOfLevel } from '../../src/classify/level.ts';
import { type Category, type Severity, severities } from '@bellwether/log-events';

const record = (message: string, more: Partial<Classifiable> = {}): Classifiable => ({
  message,
  attributes: {},
  dataset: 'application',
  format: 'text',
  ...more,
});
const severityOf = (message: string): Severity => classify(record(message)).severity;

describe('classify', () => {
  it.each<[Severity, string]>([
    ['INFO', "duration: 7000 ms  statement: INSERT INTO log VALUES ('fatal error: out of memory')"],
    ['INFO', "SELECT * FROM events WHERE kind = 'fatal error' AND failed = 1"],
    ['INFO', 'executing "UPDATE jobs SET state=\'error\'"'],
    ['INFO', "Query: delete from errors where msg like '%exception%'"],
    ['INFO', "insert into audit (kind, text) values ('it''s a failure', 'panic')"],
    ['WARNING', "slow query 5200ms: SELECT * FROM jobs WHERE note = 'fatal error'"],
    ['ERROR', 'SELECT * FROM jobs failed: deadlock detected'],
    ['ERROR', 'SELECT id FROM jobs; connection refused'],
    ['ERROR', 'failed to run "INSERT INTO x VALUES (1)"'],
    ['ERROR', 'failed to select a leader from the candidates'],
  ])('reads %s of a statement of SQL and what surrounds it: %j', (severity, message) => {
    expect(severityOf(message)).toBe(severity);
  });

  it.each<[Severity, string]>([
    ['INFO', 'completed without error'],
    ['INFO', 'no error'],
    ['INFO', '0 failed, 12 passed'],
    ['INFO', 'error: 0, warnings: 0'],
    ['INFO', 'failed over successfully'],
    ['INFO', 'retry after failure ok'],
    ['INFO', '{"level":"info","msg":"retry after failure ok"}'],
    ['WARNING', '[WARN] error budget fine'],
    ['INFO', 'error budget fine'],
    ['INFO', 'critical-path rendering done in 3ms'],
    ['INFO', 'not critical'],
    ['INFO', '0 errors found'],
    ['INFO', 'errors=0'],
    ['INFO', 'error_count=0'],
    ['INFO', 'GET /errors/404 served'],
    ['INFO', '/errors/404'],
    ['INFO', 'ErrorHandler registered'],
    ['INFO', 'cache error corrected'],
    ['ERROR', '3 errors found'],
    ['ERROR', 'error_count=3'],
    ['ERROR', 'java.lang.NullPointerException'],
    ['ERROR', 'ValueError: bad'],
    ['ERROR', 'Traceback (most recent call last)'],
    ['ERROR', 'Task timed out after 3.00 seconds'],
    ['ERROR', 'RequestId: 6f Process exited before completing request'],
    ['ERROR', '… 503 12'],
    ['ERROR', '10.0.0.1 "GET /a HTTP/1.1" 503 12'],
    ['ERROR', 'ERR timeout'],
    ['ERROR', 'connection timed out'],
    ['CRITICAL', 'OutOfMemoryError'],
    ['CRITICAL', 'java.lang.OutOfMemoryError: Java heap space'],
    ['CRITICAL', 'panic: runtime error: index out of range [3] with length 3'],
    ['CRITICAL', 'Critical system failure'],
    ['WARNING', 'disk usage exceeded 80 %'],
    ['WARNING', '"GET /a HTTP/1.1" 429 0'],
    ['INFO', '"GET /a HTTP/1.1" 404 0'],
    ['INFO', 'all is well'],
  ])('reads %s in %j', (severity, message) => {
    expect(severityOf(message)).toBe(severity);
  });

  it.each<[Severity, string]>([
    ['ERROR', '[ERROR] it broke'],
    ['WARNING', 'time="x" level=warning msg="y"'],
    ['ERROR', 'E0101 12:00:00.0 1 x.go:1] bad'],
    ['ERROR', '<11>Oct 1 host app: y'],
    ['DEBUG', '2024-01-01 00:00:00 DEBUG [main] all errors are fine'],
    ['INFO', '[core:notice] [pid 1] error log opened'],
    ['TRACE', '[TRC] failed'],
  ])('believes the level %s at the head of %j more than the words', (severity, message) => {
    expect(severityOf(message)).toBe(severity);
  });

  it.each([
    'served GET /a?x=OOMKilled in 3 ms',
    'served "GET /SIGSEGV HTTP/1.1" 200 5 "-" "SIGKILL"',
    '"GET /a?q=\\" SIGSEGV core dumped" 200 5',
    '"SIGKILL / HTTP/1.1" 200 5',
    'request ua="kernel panic" done',
    'request ua=Mozilla/5.0 (X11; SIGSEGV) OOMKilled/1.0 done',
    'request user_agent="curl/8 fatal error: x" done',
    '{"ua":"SIGKILL","user_agent":"failed"}',
    'agent "curl/8.1 (SIGSEGV)" came',
    `served "GET /${'a'.repeat(80)} SIGSEGV ${'a'.repeat(2000)}" 200`,
    `served "GET /${'a'.repeat(80)} [ERROR] ${'a'.repeat(2000)}" 200`,
    'Hello to user SIGKILL from 192.0.2.1 port 22',
    'got payload "{\\"level\\":\\"fatal\\"}" of 5 bytes',
    'got "x level=fatal now" of 5 bytes',
    '{"request":{"level":"debug"},"n":5}',
    'served "GET /a?status=503 b 500 c" and waited',
    'GET /a?status=503',
    '{"url":"/a?status=503","n":5}',
  ])('lets no client choose the severity in %j', (message) => {
    expect(severityOf(message)).toBe('INFO');
  });

  it.each<[Severity, string]>([
    ['ERROR', 'level="error" of all'],
    ['ERROR', '{"n":5,"level":"error"}'],
    ['ERROR', 'POST /orders 503 12 ms'],
    ['ERROR', '"POST /orders HTTP/1.1" answered with status 502'],
    ['CRITICAL', 'GET /a: worker 3 exited on signal 11'],
    ['ERROR', '"POST /a" failed: "connection refused"'],
    ['CRITICAL', 'pod web-1 was OOMKilled'],
    ['CRITICAL', '/srv/run.sh: line 5:  4321 Killed                  ./worker --all'],
  ])('still reads %s in %j', (severity, message) => {
    expect(severityOf(message)).toBe(severity);
  });

  it('looks away from what a reader says the client chose', () => {
    const attributes = { 'http.request.method': 'SIGKILL', 'url.original': '/x', 'http.response.status_code': 200 };
    expect(classify(record('SIGKILL /x 200', { attributes })).severity).toBe('INFO');
  });

  it('says that anything may change where a signal is a signal by its number alone', () => {
    for (const message of ['worker exited on signal 9', 'worker exited on signal 900'])
      for (const level of ['INFO', undefined]) {
        const read = record(message, level === undefined ? {} : { level });
        expect(dependsOnNumbers(read, classify(read))).toBe('any');
      }
  });

  it('believes the level of the record more than the words', () => {
    expect(classify(record('failed to do it', { level: 'INFO' }))).toMatchObject({
      severity: 'INFO',
      confidenceScore: 1,
    });
    expect(classify(record('all is well', { level: '50' })).severity).toBe('ERROR');
  });

  it('believes the platform more than a level below ERROR', () => {
    const message = 'Task timed out after 3.00 seconds';
    expect(classify(record(message, { level: 'info' })).severity).toBe('ERROR');
    expect(classify(record(message, { level: 'fatal' })).severity).toBe('CRITICAL');
  });

  it('reads the HTTP status of the record', () => {
    const status = (code: number): Severity =>
      classify(record('served', { attributes: { 'http.response.status_code': code } })).severity;
    expect([200, 404, 403, 500].map(status)).toEqual(['INFO', 'INFO', 'WARNING', 'ERROR']);
  });

  it.each<[Category, string]>([
    ['timeout', 'connection to db timed out'],
    ['memory', 'java.lang.OutOfMemoryError: Java heap space'],
    ['throttling', 'Rate exceeded (Service: AmazonEC2)'],
    ['throttling', 'ThrottlingException: slow down'],
    ['auth', 'Failed password for root from 10.0.0.1'],
    ['storage', 'No space left on volume 3'],
    ['database', 'deadlock found in transaction 5'],
    ['network', 'socket closed by peer'],
    ['deploy', 'rollout of web finished'],
    ['health', 'target became unhealthy'],
    ['lifecycle', 'service started'],
    ['performance', 'request took 5 ms'],
    ['access', '10.0.0.1 "GET /a HTTP/1.1" 200 12'],
    ['error', 'it failed'],
    ['general', 'hello there'],
  ])('puts %s on %j', (category, message) => {
    expect(classify(record(message)).category).toBe(category);
  });

  it('lets a source that writes about one thing decide', () => {
    expect(classify(record('connection refused', { dataset: 'cloudtrail' })).category).toBe('audit');
  });

  it('gives a severity and a score in [0, 1] to any text', () => {
    const levels = fc.option(fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('__proto__', 'constructor')), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), levels, (message, level) => {
        const { severity, confidenceScore } = classify(record(message, level === undefined ? {} : { level }));
        expect(severities).toContain(severity);
        expect(confidenceScore).toBeGreaterThanOrEqual(0);
        expect(confidenceScore).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('severityOfLevel', () => {
  it.each<[string, string, Severity]>([
    ['log4j', 'FATAL', 'CRITICAL'],
    ['java.util.logging', 'SEVERE', 'ERROR'],
    ['java.util.logging', 'FINEST', 'TRACE'],
    ['pino', '30', 'INFO'],
    ['pino', '60', 'CRITICAL'],
    ['syslog', '3', 'ERROR'],
    ['syslog', '<165>', 'INFO'],
    ['syslog', 'local0.err', 'ERROR'],
    ['httpd', 'core:notice', 'INFO'],
    ['httpd', 'rewrite:trace3', 'TRACE'],
    ['klog', 'W', 'WARNING'],
    ['logcat', 'V', 'TRACE'],
    ['postgresql', 'LOG', 'INFO'],
    ['postgresql', 'DEBUG5', 'DEBUG'],
    ['mysql', 'Note', 'INFO'],
    ['redis', '#', 'WARNING'],
    ['redis', '.', 'DEBUG'],
    ['nats', '[ERR]', 'ERROR'],
    ['winston', 'silly', 'TRACE'],
    ['opentelemetry', '17', 'ERROR'],
    ['windows', '1', 'CRITICAL'],
  ])('reads the level of %s %j as %s', (format, level, severity) => {
    expect(severityOfLevel(level, format)).toBe(severity);
  });

  it.each(['', 'banana', '__proto__', 'x'.repeat(100)])('knows no level %j', (level) => {
    expect(severityOfLevel(level)).toBeUndefined();
  });
});
