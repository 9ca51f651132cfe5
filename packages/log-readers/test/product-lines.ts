import type { Line } from './line.ts';

const app = { dataset: 'application' } as const;

/** Lines as the documentation of servers, devices and tools prints them. */
// prettier-ignore
export const productLines: readonly Line[] = [
  {
    format: 'text', ...app, text: '2026-03-04 10:15:16.789012+0000 0x1f2b     Error       0x0                  312    0    WindowServer: (SkyLight) failed',
    time: '2026-03-04T10:15:16.789Z', level: 'error', message: '(SkyLight) failed', attributes: { 'process.pid': 312, 'process.thread.name': '0x1f2b', 'log.logger': 'WindowServer' },
  },
  {
    format: 'text', ...app, text: '2026-03-04T10:15:16.789012Z  INFO request{method=GET uri=/x}: shop::pay: src/pay.rs:12: started',
    time: '2026-03-04T10:15:16.789Z', level: 'INFO', message: 'started', attributes: { 'log.logger': 'shop::pay' },
  },
  {
    format: 'text', ...app, text: '2026-03-04 10:15:16.789 [error] <0.123.0>@shop_pay:pay:12 cannot pay order 7',
    time: '2026-03-04T10:15:16.789Z', level: 'error', message: 'cannot pay order 7', attributes: { 'process.thread.name': '<0.123.0>', 'log.logger': 'shop_pay:pay:12' },
  },
  {
    format: 'text', ...app, text: '=ERROR REPORT==== 4-Mar-2026::10:15:16 ===',
    time: '2026-03-04T10:15:16.000Z', level: 'ERROR', message: '', attributes: { 'labels.context': 'REPORT====' },
  },
  {
    format: 'text', ...app, text: '03-04 10:15:16.789 W/ActivityManager(  812): Slow operation',
    level: 'W', message: 'Slow operation', attributes: { 'process.pid': 812, 'log.logger': 'ActivityManager' },
  },
  {
    format: 'text', ...app, text: 'E/AndroidRuntime( 1234): FATAL EXCEPTION: main',
    level: 'E', message: 'FATAL EXCEPTION: main', attributes: { 'process.pid': 1234, 'log.logger': 'AndroidRuntime' },
  },
  {
    format: 'text', ...app, text: "04-Mar-2026 10:15:16.789 security: error: client 10.0.0.7#51234: zone transfer 'example.org/AXFR/IN' denied",
    time: '2026-03-04T10:15:16.789Z', level: 'error', message: "client 10.0.0.7#51234: zone transfer 'example.org/AXFR/IN' denied", attributes: { 'log.logger': 'security' },
  },
  {
    format: 'text', ...app, text: '[1772619316] unbound[1234:0] error: cannot bind socket',
    time: '2026-03-04T10:15:16.000Z', level: 'error', message: 'cannot bind socket', attributes: { 'process.pid': 1234, 'log.logger': 'unbound' },
  },
  {
    format: 'text', ...app, text: '2026-03-04 10:15:16.789012 98.00% [ERR] mod_sofia.c:123 Cannot bind',
    time: '2026-03-04T10:15:16.789Z', level: 'ERR', message: 'Cannot bind', attributes: { 'log.logger': 'mod_sofia.c:123' },
  },
  {
    format: 'text', ...app, text: 'ERROR 2026-03-04 10:15:16,789 views 1234 140123 Internal Server Error: /orders',
    time: '2026-03-04T10:15:16.789Z', level: 'ERROR', message: 'Internal Server Error: /orders', attributes: { 'process.pid': 1234, 'log.logger': 'views' },
  },
  {
    format: 'text', ...app, text: 'Error,3/4/2026 10:15:16 AM,Service Control Manager,7034,None,The Spooler service terminated unexpectedly.',
    time: '2026-03-04T10:15:16.000Z', level: 'Error', message: 'The Spooler service terminated unexpectedly.', attributes: { 'log.logger': 'Service Control Manager' },
  },
  {
    format: 'text', ...app, text: 'kern  :err   : [12345.678901] EXT4-fs error (device sda1): x',
    level: 'err', message: 'EXT4-fs error (device sda1): x', attributes: { 'log.logger': 'kern', 'labels.context': '12345.678901' },
  },
  {
    format: 'text', ...app, text: '10:15:16.789012345: Error File below /bin opened for writing',
    level: 'Error', message: 'File below /bin opened for writing', attributes: {},
  },
  { format: 'text', ...app, text: '10:15AM ERR cannot pay error="refused"', level: 'error', message: 'cannot pay error="refused"', attributes: {} },
  {
    format: 'text', ...app, text: '[2026-03-04][10:15:16][shop::pay][ERROR] cannot pay',
    time: '2026-03-04T10:15:16.000Z', level: 'ERROR', message: 'cannot pay', attributes: { 'process.thread.name': 'shop::pay' },
  },
  // The number of an event, which is no process.
  {
    format: 'text', ...app, text: 'fail: Acme.Web.Pay[14]',
    level: 'fail', message: '', attributes: { 'log.logger': 'Acme.Web.Pay', 'labels.context': '14' },
  },
  {
    format: 'squid-access', ...app, text: '1772619316.789     12 10.0.0.7 TCP_MISS/503 4321 GET http://shop/x?a=1 - HIER_DIRECT/10.0.0.9 text/html',
    time: '2026-03-04T10:15:16.789Z', message: 'GET /x 503',
    attributes: { 'source.ip': '10.0.0.7', 'destination.ip': '10.0.0.9', 'http.request.method': 'GET', 'http.response.status_code': 503, 'event.outcome': 'failure' },
  },
  {
    format: 'ids-alert', ...app, text: '03/04/2026-10:15:16.789012  [**] [1:2019:1] ET SCAN probe [**] [Classification: Attempted Information Leak] [Priority: 2] {TCP} 10.0.0.7:51234 -> 10.0.0.9:80',
    time: '2026-03-04T10:15:16.789Z', message: 'ET SCAN probe', attributes: { 'source.ip': '10.0.0.7', 'source.port': 51234, 'destination.port': 80, 'network.transport': 'tcp' },
  },
  {
    format: 'device', ...app, text: 'Mar  4 2026 10:15:16 fw1 : %ASA-4-106023: Deny tcp src outside:203.0.113.9/41234 dst inside:10.0.0.5/22 by access-group "in"',
    time: '2026-03-04T10:15:16.000Z', level: 'warning', message: 'Deny tcp src outside:203.0.113.9/41234 dst inside:10.0.0.5/22 by access-group "in"',
    attributes: { 'host.hostname': 'fw1', 'source.ip': '203.0.113.9', 'source.port': 41234, 'destination.ip': '10.0.0.5', 'destination.port': 22, 'network.transport': 'tcp', 'event.outcome': 'failure' },
  },
  // The firewall names the outside first, also where the inside opened the connection.
  {
    format: 'device', ...app, text: '<166>Mar 04 2026 10:15:16: %ASA-6-302013: Built outbound TCP connection 7 for outside:203.0.113.9/443 (203.0.113.9/443) to inside:10.0.0.5/41234 (192.0.2.1/41234)',
    time: '2026-03-04T10:15:16.000Z', level: 'info', message: 'Built outbound TCP connection 7 for outside:203.0.113.9/443 (203.0.113.9/443) to inside:10.0.0.5/41234 (192.0.2.1/41234)',
    attributes: { 'source.ip': '10.0.0.5', 'destination.ip': '203.0.113.9', 'destination.port': 443, 'event.outcome': 'success' },
  },
];
