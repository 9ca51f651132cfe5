import type { Line } from './line.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Lines of programs that many readers share a grammar with: servers, clusters, frameworks. */
// prettier-ignore
export const programLines: readonly Line[] = [
  {
    format: 'syslog', text: '- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed for user root',
    dataset: 'ec2', time: '2005-11-09T20:01:01.000Z', message: 'session closed for user root', attributes: { 'host.hostname': 'dn228', 'process.name': 'crond(pam_unix)', 'process.pid': 2915, 'user.name': 'root' },
  },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 web sshd[7]: Disconnected from invalid user admin 192.0.2.1 port 22',
    dataset: 'ec2', message: 'Disconnected from invalid user admin 192.0.2.1 port 22', attributes: { 'user.name': 'admin', 'source.ip': '192.0.2.1', 'source.port': 22 },
  },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 web CRON[99]: (backup) CMD (   cd / && run-parts /etc/cron.hourly)',
    dataset: 'ec2', message: '(backup) CMD (   cd / && run-parts /etc/cron.hourly)', attributes: { 'user.name': 'backup', 'process.command_line': 'cd / && run-parts /etc/cron.hourly' },
  },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 web systemd-logind[5]: New session 3 of user bob.smith.',
    dataset: 'ec2', message: 'New session 3 of user bob.smith.', attributes: { 'user.name': 'bob.smith' },
  },
  {
    format: 'klog', text: 'W20220601 10:00:00.123456 12345 foo.cc:12] disk is slow',
    dataset: 'eks', time: '2022-06-01T10:00:00.123Z', level: 'W', message: 'disk is slow', attributes: { 'process.pid': 12345, 'log.origin.file.name': 'foo.cc:12' },
  },
  {
    format: 'text', text: '[2023-06-01T10:00:00.123Z] "GET /api?a=1 HTTP/1.1" 503 UF via_upstream - "-" 0 91 15 - "192.0.2.1,10.0.0.1" "curl/7.68" "a1b2" "example.com" "10.0.0.5:8080" outbound|80||svc 10.0.0.1:1',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', message: '"GET /api?a=1 HTTP/1.1" 503 UF via_upstream - "-" 0 91 15 - "192.0.2.1,10.0.0.1" "curl/7.68" "a1b2" "example.com" "10.0.0.5:8080" outbound|80||svc 10.0.0.1:1',
    attributes: { 'http.request.method': 'GET', 'url.path': '/api', 'http.response.status_code': 503, 'event.outcome': 'failure', 'source.ip': '192.0.2.1', 'user_agent.original': 'curl/7.68', 'http.request.id': 'a1b2', 'url.domain': 'example.com' },
  },
  {
    format: 'text', text: 'INFO:     192.0.2.1:51234 - "GET /items HTTP/1.1" 404 Not Found',
    dataset: 'application', level: 'INFO', message: '192.0.2.1:51234 - "GET /items HTTP/1.1" 404 Not Found', attributes: { 'source.ip': '192.0.2.1', 'source.port': 51234, 'http.response.status_code': 404, 'url.path': '/items' },
  },
  {
    format: 'text', text: '[01/Jun/2023 10:00:00] "POST /admin HTTP/1.1" 200 1234',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', message: '"POST /admin HTTP/1.1" 200 1234', attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
  },
  {
    format: 'api-gateway-access', reader: 'api-gateway-xml',
    text: '<request id="a-1"> <ip>192.0.2.1</ip> <caller>-</caller> <user>bob</user> <requestTime>01/Jun/2023:10:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/a</resourcePath> <status>502</status> <protocol>HTTP/1.1</protocol> <responseLength>12</responseLength> </request>',
    dataset: 'api-gateway', time: '2023-06-01T10:00:00.000Z', message: 'GET /a 502', attributes: { 'source.ip': '192.0.2.1', 'user.name': 'bob', 'http.request.id': 'a-1', 'http.response.status_code': 502, 'event.outcome': 'failure' },
  },
  {
    format: 'json', text: json({ '@t': '2023-06-01T10:00:00.1234567Z', '@mt': 'Hello, {Name}', '@l': 'Warning', Name: 'Bob', SourceContext: 'Acme.App' }),
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'Warning', message: 'Hello, {Name}', attributes: { 'log.logger': 'Acme.App' },
  },
  {
    format: 'json', text: json({ time: '2023-06-01T10:00:00.123Z', level: 'WARN', source: { function: 'main.main', file: 'main.go', line: 12 }, msg: 'hi' }),
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'WARN', message: 'hi', attributes: { 'log.origin.file.name': 'main.go', 'log.origin.file.line': 12, 'log.origin.function': 'main.main' },
  },
  {
    format: 'json', text: json({ __REALTIME_TIMESTAMP: '1685613600123456', PRIORITY: '3', _HOSTNAME: 'web', SYSLOG_IDENTIFIER: 'sshd', _PID: '7', MESSAGE: 'Failed password for root from 192.0.2.1 port 22 ssh2' }),
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: '3', message: 'Failed password for root from 192.0.2.1 port 22 ssh2', attributes: { 'host.hostname': 'web', 'process.name': 'sshd', 'process.pid': 7, 'user.name': 'root', 'source.ip': '192.0.2.1', 'event.outcome': 'failure' },
  },
  {
    format: 'json', text: '{"timestamp":"2023-06-01T10:00:00.123456+0000","event_type":"alert","src_ip":"192.0.2.1","src_port":1,"dest_ip":"10.0.0.5","dest_port":80,"proto":"TCP","msg":"scan"}',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', message: 'scan', attributes: { 'source.ip': '192.0.2.1', 'source.port': 1, 'destination.ip': '10.0.0.5', 'destination.port': 80, 'network.transport': 'tcp' },
  },
  {
    format: 'json', text: '{"ts":1685613600.123,"id.orig_h":"2001:db8::1","id.orig_p":51234,"id.resp_h":"192.0.2.1","id.resp_p":443,"proto":"udp","note":"x","msg":"scan"}',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', message: 'scan', attributes: { 'source.ip': '2001:db8::1', 'source.port': 51234, 'destination.ip': '192.0.2.1', 'destination.port': 443, 'network.transport': 'udp' },
  },
];
