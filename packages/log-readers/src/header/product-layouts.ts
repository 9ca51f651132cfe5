import type { KnownLayout } from './known-layout.ts';

/** Default is what `log show` calls a notice; a fault is a bug in the system itself. */
const macLevels = {
  Default: 'notice',
  Info: 'info',
  Debug: 'debug',
  Error: 'error',
  Fault: 'critical',
  Activity: 'info',
};
const consoleLevels = {
  TRC: 'trace',
  DBG: 'debug',
  INF: 'info',
  WRN: 'warn',
  ERR: 'error',
  FTL: 'fatal',
  PNC: 'panic',
};

/** Layouts of servers, devices and tools, each with a mark that no other program's lines have. */
export const productLayouts: readonly KnownLayout[] = [
  // macOS, `log show`: 2026-03-04 10:15:16.789012+0000 0x1f2b     Error       0x0    312    0    WindowServer: (SkyLight) text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}[+-]\d{4}) {1,2}(?<thread>0x[0-9a-f]{1,12}) {1,12}(?<level>Default|Info|Debug|Error|Fault|Activity) {1,12}(?<context>0x[0-9a-f]{1,16}) {1,20}(?<pid>\d{1,10}) {1,8}\d{1,6} {1,6}(?<logger>[^:\n]{1,100}): /,
    levels: macLevels,
  },
  // Rust's tracing with spans: 2026-03-04T10:15:16.789012Z  INFO request{method=GET}: shop::pay: text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z) {1,2}(?<level>[A-Z]{4,5}) (?<context>(?:[\w.:-]{1,80}\{[^{}\n]{0,400}\}:){1,8}) (?<logger>[A-Za-z_]\w{0,60}(?:::\w{1,60}){0,12}): (?:[\w./-]{1,100}\.rs:\d{1,6}: )?/,
  },
  // Erlang's lager: 2026-03-04 10:15:16.789 [error] <0.123.0>@shop_pay:pay:12 text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) \[(?<level>[a-z]{4,9})\] (?<thread><\d{1,6}\.\d{1,10}\.\d{1,6}>)@(?<logger>\w{1,80}:\w{1,80}:\d{1,6}) /,
  },
  // Erlang's own reports: =ERROR REPORT==== 4-Mar-2026::10:15:16 ===
  {
    signs: '=',
    pattern:
      /^=(?<level>[A-Z]{4,8}) REPORT==== (?<time>\d{1,2}-[A-Z][a-z]{2}-\d{4}::\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: UTC)? ===/,
  },
  // Android's brief and time forms: 03-04 10:15:16.789 W/ActivityManager(  812): text
  {
    signs: '-VDIWEFA',
    pattern:
      /^(?:(?<time>\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) )?(?<level>[VDIWEFA])\/(?<logger>[^\s(]{1,60}) {0,20}\( {0,6}(?<pid>\d{1,7})\): /,
  },
  // BIND: 04-Mar-2026 10:15:16.789 security: error: text
  {
    signs: '-',
    pattern:
      /^(?<time>\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d\.\d{3}) (?:(?<logger>[a-z][a-z-]{2,30}): )?(?<level>critical|error|warning|notice|info|debug)(?: \d{1,2})?: /,
  },
  // Unbound and NSD: [1772619316] unbound[1234:0] error: text
  {
    signs: '[',
    pattern:
      /^\[(?<time>\d{10}(?:\.\d{3})?)\] (?<logger>[a-z][\w-]{2,30})\[(?<pid>\d{1,10}):(?<thread>[0-9a-f]{1,8})\] (?<level>fatal error|error|warning|notice|info|debug): /,
  },
  // FreeSWITCH: 2026-03-04 10:15:16.789012 98.00% [ERR] mod_sofia.c:123 text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}) (?:(?<context>\d{1,3}\.\d\d%) )?\[(?<level>[A-Z]{3,7})\] (?<logger>[\w-]{1,60}\.(?:c|cpp):\d{1,6}) /,
  },
  // Django's verbose formatter: ERROR 2026-03-04 10:15:16,789 views 1234 140123 text
  {
    signs: 'DIWEC',
    pattern:
      /^(?<level>[A-Z]{4,8}) (?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (?<logger>[A-Za-z_]\w{0,60}) (?<pid>\d{1,10}) (?<thread>\d{1,20}) /,
  },
  // The Event Viewer's CSV: Error,3/4/2026 10:15:16 AM,Service Control Manager,7034,None,"text"
  {
    signs: 'EWICV',
    pattern:
      /^(?<level>Error|Warning|Information|Critical|Verbose),(?<time>\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d [AP]M),(?<logger>[^,\n]{1,120}),(?<code>\d{1,6}),(?<context>[^,\n]{0,80}),"?/,
  },
  // dmesg -x: kern  :err   : [12345.678901] text
  {
    signs: 'kudasl',
    pattern:
      /^(?<logger>kern|user|daemon|auth|syslog|local\d) {0,6}:(?<level>emerg|alert|crit|err|warn|notice|info|debug) {0,4}: (?:\[ {0,6}(?<context>\d{1,10}\.\d{6})\] )?/,
  },
  // Falco: 10:15:16.789012345: Error text
  {
    signs: ':',
    pattern:
      /^(?<time>\d\d:\d\d:\d\d\.\d{9}): (?<level>Emergency|Alert|Critical|Error|Warning|Notice|Informational|Debug) /,
  },
  // zerolog's console: 10:15AM ERR text
  { signs: ':', pattern: /^(?<time>\d{1,2}:\d\d[AP]M) (?<level>TRC|DBG|INF|WRN|ERR|FTL|PNC) /, levels: consoleLevels },
];
