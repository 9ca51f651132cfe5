import type { StatementLine } from './statement-lines.ts';

/** How the lines of one program or system look. Own samples after the documentation that is named. */
export interface Layout {
  readonly name: string;
  readonly write: (line: StatementLine) => string;
  /** The layout itself is the message: every line tells the same. */
  readonly isOneStatement?: boolean;
}

const iso = ({ timeMs }: StatementLine): string => new Date(timeMs).toISOString();
/** `2024-05-03 11:20:14.551` */
const day = (line: StatementLine): string => iso(line).slice(0, 10);
const clock = (line: StatementLine): string => iso(line).slice(11, 23);
const time = (line: StatementLine): string => `${day(line)} ${clock(line)}`;
const comma = (line: StatementLine): string => time(line).replace('.', ',');
const second = (line: StatementLine): string => time(line).slice(0, 19);
const slashes = (line: StatementLine): string => second(line).replaceAll('-', '/');
const micros = ({ number }: StatementLine): string => String((number * 7919) % 1000).padStart(3, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May'];
const month = (line: StatementLine): string => months[new Date(line.timeMs).getUTCMonth()]!;
/** `May  3 11:20:14` */
const bsd = (line: StatementLine): string =>
  `${month(line)} ${String(new Date(line.timeMs).getUTCDate()).padStart(2)} ${clock(line).slice(0, 8)}`;
const weekday = ({ timeMs }: StatementLine): string =>
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(timeMs).getUTCDay()]!;
const short = ({ logger }: StatementLine): string => logger.replace(/\b([a-z])[a-z]*\./g, '$1.');
const className = ({ logger }: StatementLine): string => logger.slice(logger.lastIndexOf('.') + 1);
const component = ({ logger }: StatementLine): string => logger.split('.')[2]!;
const lower = ({ level }: StatementLine): string => level.toLowerCase();
const long = ({ level }: StatementLine): string => (level === 'WARN' ? 'WARNING' : level);
const title = (line: StatementLine): string => line.level.charAt(0) + line.level.slice(1).toLowerCase();
const padded = ({ level }: StatementLine): string => level.padEnd(5);
const codeLocation = (line: StatementLine): string => `${component(line)}.c:${100 + line.statement}`;
const uuid = ({ request }: StatementLine): string => `${request}-1c2d-4e5f-8a9b-${request}${request.slice(0, 4)}`;

const layout = (name: string, write: (line: StatementLine) => string, isOneStatement = false): Layout => ({
  name,
  write,
  isOneStatement,
});

/** Layouts of systems that the public collection of log samples does not hold. */
export const namedLayouts: readonly Layout[] = [
  layout('Storm', (l) => `${time(l)} ${short(l)} ${l.thread} [${l.level}] ${l.message}`),
  layout('WebLogic', (l) => `####<${month(l)} 3, 2024 11:20:14,551 AM UTC> <${title(l)}> <${component(l)}> <${l.host}> <AdminServer> <[ACTIVE] ExecuteThread: '${l.tid}' for queue: 'weblogic.kernel.Default (self-tuning)'> <<WLS Kernel>> <> <${l.request}> <${l.timeMs}> <[severity-value: 64] [rid: 0:${l.number}] > <BEA-${100_000 + l.statement}> <${l.message}>`),
  layout('WebSphere', (l) => `[5/3/24 ${clock(l).replace('.', ':')} UTC] ${l.request} ${className(l).padEnd(13)} ${{ ERROR: 'E', WARN: 'W', INFO: 'I', DEBUG: 'D' }[l.level]} ${l.message}`),
  layout('WebSphere Liberty', (l) => `[5/3/24, ${clock(l).replace('.', ':')} UTC] ${l.request} ${l.logger.padEnd(60)} ${{ ERROR: 'E', WARN: 'W', INFO: 'I', DEBUG: '1' }[l.level]} ${l.message}`),
  layout('JBoss', (l) => `${clock(l).replace('.', ',')} ${padded(l)} [${l.logger}] (${l.thread}) ${l.message}`),
  layout('WildFly', (l) => `${comma(l)} ${padded(l)} [${l.logger}] (ServerService Thread Pool -- ${l.tid}) ${l.message}`),
  layout('Solr', (l) => `${time(l)} ${padded(l)} (qtp${l.tid}-${l.pid}) [c:orders s:shard${l.tid % 3} r:core_node${l.tid % 5} x:orders_shard${l.tid % 3}] ${short(l)} ${l.message}`),
  layout('Solr, no core', (l) => `${time(l)} ${padded(l)} (${l.thread}) [   ] ${short(l)} ${l.message}`),
  layout('Spring Boot', (l) => `${time(l)} ${l.level.padStart(5)} ${l.pid} --- [${l.thread.slice(-15).padStart(15)}] ${short(l).padEnd(40)} : ${l.message}`),
  layout('Spring Boot 3', (l) => `${iso(l)} ${l.level.padStart(5)} ${l.pid} --- [billing] [${l.thread.slice(-15).padStart(15)}] ${short(l).padEnd(40)} : ${l.message}`),
  layout('Spring Cloud Sleuth', (l) => `${time(l)} ${l.level.padStart(5)} [billing,${l.request}${l.request},${l.request}${l.request}] ${l.pid} --- [${l.thread.slice(-15).padStart(15)}] ${short(l).padEnd(40)} : ${l.message}`),
  layout('Elasticsearch', (l) => `[${iso(l).slice(0, 23).replace('.', ',')}][${padded(l)}][${short(l).padEnd(25)}] [${l.host}] ${l.message}`),
  layout('Elasticsearch, index', (l) => `[${iso(l).slice(0, 23).replace('.', ',')}][${padded(l)}][${short(l).padEnd(25)}] [${l.host}] [orders-${l.tid}][${l.tid % 5}] ${l.message}`),
  layout('ClickHouse', (l) => `${time(l).replaceAll('-', '.')}${micros(l)} [ ${l.pid} ] {${l.number % 3 ? uuid(l) : ''}} <${{ ERROR: 'Error', WARN: 'Warning', INFO: 'Information', DEBUG: 'Debug' }[l.level]}> ${className(l)}: ${l.message}`),
  layout('Elixir', (l) => `${clock(l)} request_id=F${l.request} [${lower(l)}] ${l.message}`),
  layout('Elixir, date first', (l) => `${time(l)} [${lower(l)}] ${l.message}`),
  layout('Elixir, metadata', (l) => `${time(l)} pid=<0.${l.pid}.0> module=Acme.${className(l)} request_id=F${l.request} [${lower(l)}] ${l.message}`),
  layout('Sidekiq', (l) => `${iso(l)} ${l.pid} TID-o${l.request.slice(0, 5)} ${className(l)}Job JID-${l.request}${l.request}${l.request} ${l.level}: ${l.message}`),
  layout('Sidekiq 6', (l) => `${iso(l)} pid=${l.pid} tid=o${l.request.slice(0, 4)} class=${className(l)}Job jid=${l.request}${l.request} ${l.level}: ${l.message}`),
  layout('Ceph', (l) => `${iso(l).replace('Z', '+0000')} 7f${l.request}00 ${{ ERROR: '-1', WARN: ' 0', INFO: ' 1', DEBUG: '10' }[l.level]} ${component(l)}.0 ${l.message}`),
  layout('Asterisk', (l) => `[${bsd(l)}] ${long(l)}[${l.pid}][C-${l.request}]: ${codeLocation(l)} handle: ${l.message}`),
  layout('Asterisk, no call', (l) => `[${second(l)}] ${long(l)}[${l.pid}] ${codeLocation(l)}: ${l.message}`),
  layout('Samba', (l) => `[${slashes(l)}.${l.request.slice(0, 6).replace(/\D/g, '1')},  ${{ ERROR: 0, WARN: 1, INFO: 2, DEBUG: 3 }[l.level]}, pid=${l.pid}, effective(0, 0), real(0, 0)] ../source3/smbd/${codeLocation(l)}(${className(l).toLowerCase()})\n  ${l.message}`),
  layout('Squid', (l) => `${slashes(l)} kid${l.tid % 3}| ${l.message}`),
  layout('CockroachDB', (l) => `${l.level.charAt(0).replace('D', 'I')}240503 ${clock(l)}${micros(l)} ${l.tid} ${component(l)}/${codeLocation(l).replace('.c', '.go')} ⋮ [n1,client=10.0.0.${l.tid}:${50_000 + l.pid}] ${l.number}  ${l.message}`),
  layout('GIN', (l) => `[GIN] ${slashes(l).replace(' ', ' - ')} | ${[200, 404, 500][l.tid % 3]} | ${l.pid / 1000}ms | 10.0.0.${l.tid} | GET      "/api/orders/${l.pid}"`, true),
  layout('journalctl short', (l) => `${bsd(l)} ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-iso', (l) => `${second(l).replace(' ', 'T')}+0000 ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-iso-precise', (l) => `${second(l).replace(' ', 'T')}.551${micros(l)}+0000 ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-precise', (l) => `${bsd(l)}.551${micros(l)} ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-monotonic', (l) => `[${String(1200 + l.number).padStart(5)}.551${micros(l)}] ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-unix', (l) => `${Math.floor(l.timeMs / 1000)}.551${micros(l)} ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl short-full', (l) => `${weekday(l)} ${second(l)} UTC ${l.host} billing[${l.pid}]: ${l.message}`),
  layout('journalctl with-unit', (l) => `${weekday(l)} ${second(l)} UTC ${l.host} billing.service[${l.pid}]: ${l.message}`),
  layout('journalctl cat', (l) => l.message),
  layout('journalctl json', (l) => JSON.stringify({ __CURSOR: `s=${l.request}`, __REALTIME_TIMESTAMP: `${l.timeMs}551`, PRIORITY: '6', _HOSTNAME: l.host, _PID: String(l.pid), SYSLOG_IDENTIFIER: 'billing', MESSAGE: l.message })),
  layout('journalctl json-sse', (l) => `data: ${JSON.stringify({ __REALTIME_TIMESTAMP: `${l.timeMs}551`, PRIORITY: '6', _HOSTNAME: l.host, SYSLOG_IDENTIFIER: 'billing', MESSAGE: l.message })}`),
  layout('journalctl json-seq', (l) => `\u001e${JSON.stringify({ __REALTIME_TIMESTAMP: `${l.timeMs}551`, PRIORITY: '6', _HOSTNAME: l.host, SYSLOG_IDENTIFIER: 'billing', MESSAGE: l.message })}`),
  layout('FortiGate', (l) => `date=${day(l)} time=${clock(l).slice(0, 8)} devname="fw1" devid="FG100" logid="01000${20_000 + l.statement}" type="event" subtype="system" level="${lower(l)}" vd="root" eventtime=${l.timeMs}551000 tz="+0000" logdesc="${className(l)}" msg="${l.message.replaceAll('"', '')}"`),
  layout('Minecraft', (l) => `[${clock(l).slice(0, 8)}] [${l.thread}/${l.level}]: ${l.message}`),
  layout('RabbitMQ', (l) => `${time(l)}${micros(l)}+00:00 [${lower(l)}] <0.${l.pid}.0> ${l.message}`),
  layout('Cassandra', (l) => `${padded(l)} [${l.thread}:${l.tid}] ${comma(l)} ${className(l)}.java:${100 + l.statement} - ${l.message}`),
  layout('Cassandra, old', (l) => `${l.level.padStart(5)} [${l.thread}:${l.tid}] ${comma(l)} ${className(l)}.java (line ${100 + l.statement}) ${l.message}`),
  layout('Kafka', (l) => `[${comma(l)}] ${l.level} ${l.message} (${l.logger})`),
  layout('ZooKeeper', (l) => `${comma(l)} [myid:1] - ${padded(l)} [${l.thread}:${className(l)}@${100 + l.statement}] - ${l.message}`),
  layout('Nova', (l) => `${time(l)} ${l.pid} ${l.level} ${l.logger} [req-${uuid(l)} ${l.request}${l.request} ${l.request}${l.request} - - -] ${l.message}`),
  layout('Puma, Rails', (l) => `${l.level.charAt(0)}, [${iso(l).slice(0, 23)}${micros(l)} #${l.pid}] ${l.level.padStart(5)} -- : [${uuid(l)}] ${l.message}`),
  layout('Laravel', (l) => `[${second(l)}] production.${l.level}: ${l.message}`),
  layout('Celery', (l) => `[${comma(l)}: ${long(l)}/ForkPoolWorker-${l.tid % 8}] ${l.message}`),
  layout('uvicorn', (l) => `${long(l)}:     ${l.message}`),
  layout('Python logging', (l) => `${comma(l)} - ${component(l)}.${className(l).toLowerCase()} - ${long(l)} - ${l.message}`),
  layout('loguru', (l) => `${time(l)} | ${long(l).padEnd(8)} | acme.${component(l)}:${className(l).toLowerCase()}:${100 + l.statement} - ${l.message}`),
  layout('Serilog', (l) => `${time(l)} +00:00 [${{ ERROR: 'ERR', WARN: 'WRN', INFO: 'INF', DEBUG: 'DBG' }[l.level]}] ${l.message}`),
  layout('NLog', (l) => `${time(l)}0|${l.level}|${l.logger}|${l.message}`),
  layout('zap, console', (l) => `${iso(l).replace('Z', '+0000')}\t${l.level}\t${component(l)}\t${component(l)}/${codeLocation(l).replace('.c', '.go')}\t${l.message}`),
  layout('Rust env_logger', (l) => `[${iso(l).slice(0, 19)}Z ${padded(l)} acme::${component(l)}] ${l.message}`),
  layout('tracing', (l) => `${iso(l).slice(0, 23)}${micros(l)}Z ${l.level.padStart(5)} acme::${component(l)}: ${l.message}`),
  layout('Envoy', (l) => `[${time(l)}][${l.pid}][${lower(l)}][${component(l)}] [source/common/${codeLocation(l).replace('.c', '.cc')}] ${l.message}`),
  layout('MongoDB 4', (l) => `${iso(l).replace('Z', '+0000')} ${l.level.charAt(0)}  ${className(l).toUpperCase().padEnd(8)} [conn${l.tid}] ${l.message}`),
  layout('Vault', (l) => `${iso(l)} [${padded(l)}] ${component(l)}: ${l.message}`),
  layout('Prometheus', (l) => `ts=${iso(l)} caller=${codeLocation(l).replace('.c', '.go')} level=${lower(l)} component=${component(l)} msg=${JSON.stringify(l.message)}`),
  layout('HealthApp', (l) => `${day(l).replaceAll('-', '')}-${clock(l).replace('.', ':')}|Step_${className(l)}|${30_000_000 + l.pid}|${l.message}`),
  layout('Hadoop', (l) => `${comma(l)} ${l.level} [${l.thread}] ${l.logger}: ${l.message}`),
  layout('Windows CBS', (l) => `${second(l)}, ${title(l).padEnd(21)} ${component(l).toUpperCase().padEnd(6)} ${l.message}`),
  layout('cluster syslog', (l) => `- ${Math.floor(l.timeMs / 1000)} ${day(l).replaceAll('-', '.')} ${l.host} ${bsd(l)} ${l.host}/${l.host} billing(${component(l)})[${l.pid}]: ${l.message}`),
  layout('Mac', (l) => `${bsd(l)} ${l.host} com.acme.agent[${l.pid}] <${title(l)}>: ${l.message}`),
  layout('PostgreSQL', (l) => `${time(l)} UTC [${l.pid}] app@orders ${{ ERROR: 'ERROR', WARN: 'WARNING', INFO: 'LOG', DEBUG: 'DEBUG1' }[l.level]}:  ${l.message}`),
  layout('Oracle WebCenter', (l) => `[${iso(l).replace('Z', '+00:00')}] [AdminServer] [${{ ERROR: 'ERROR', WARN: 'WARNING', INFO: 'NOTIFICATION', DEBUG: 'TRACE' }[l.level]}] [ACME-${10_000 + l.statement}] [${l.logger}] [tid: [ACTIVE].ExecuteThread: '${l.tid}'] [userId: <anonymous>] [ecid: ${uuid(l)},0] ${l.message}`),
]; // prettier-ignore

/** Layouts that nobody has a name for. */
export const strangeLayouts: readonly Layout[] = [
  layout('pipes', (l) => `${time(l)}|${l.level}|${l.thread}|${l.logger}|${l.message}`),
  layout('pipes, spaces', (l) => `${second(l)} | ${padded(l)} | ${l.host} | ${l.pid} | ${component(l)} | ${l.message}`),
  layout('pipes, no level', (l) => `${second(l)}|${l.host}|${component(l)}|${l.request}|${l.message}`),
  layout('semicolons', (l) => `${day(l)};${clock(l).slice(0, 8)};${l.level};${component(l)};${l.thread};${l.message}`),
  layout('number signs', (l) => `${time(l)}#${l.level}#${component(l)}#${l.thread}#${l.message}`),
  layout('double colons', (l) => `${second(l)} :: ${l.level} :: ${component(l)} :: ${l.thread} :: ${l.message}`),
  layout('arrows', (l) => `${second(l)} -> ${l.level} -> ${component(l)} -> ${l.message}`),
  layout('CSV', (l) => `"${second(l)}","${l.level}","${l.host}","${component(l)}","${l.message.replaceAll('"', '""')}"`),
  layout('CSV, no level', (l) => `${iso(l)},${l.host},${component(l)},${l.tid},"${l.message.replaceAll('"', '""')}"`),
  layout('brackets', (l) => `${time(l)} [${l.level}] [${component(l)}] [${l.thread}] [tx-${l.number}] ${l.message}`),
  layout('many brackets', (l) => `[${time(l)}] [${l.host}] [${l.pid}] [${l.thread}] [${l.request}] [${component(l)}] [${l.level}] ${l.message}`),
  layout('brackets, no level', (l) => `[${second(l)}] [${l.host}] [${component(l)}] [${l.request}] ${l.message}`),
  layout('context in braces', (l) => `${time(l)} {tenant=${l.host}, request=${l.request}} ${l.level} ${className(l)} - ${l.message}`),
  layout('pairs before the level', (l) => `${time(l)} user=u${l.tid} trace=${l.request} ${l.level} ${l.message}`),
  layout('pairs behind the level', (l) => `${time(l)} ${l.level} trace=${l.request} span=${l.request.slice(4)} ${className(l)} - ${l.message}`),
  layout('location in the source', (l) => `${time(l)} ${l.level} ${codeLocation(l)} ${l.message}`),
  layout('location before the level', (l) => `${time(l)} ${codeLocation(l)} ${l.level}: ${l.message}`),
  layout('thread in hexadecimal', (l) => `${time(l)} 0x${l.request} ${l.level} ${l.message}`),
  layout('names before the time', (l) => `${l.host} ${component(l)} ${time(l)} ${l.level} ${l.message}`),
  layout('name and thread before the time', (l) => `${component(l)}[${l.pid}] ${iso(l)} ${lower(l)}: ${l.message}`),
  layout('names before the time, no level', (l) => `${l.host} ${component(l)} ${l.pid} ${second(l)} ${l.message}`),
  layout('level first in brackets', (l) => `[${l.level}] ${second(l)} [${component(l)}] ${l.message}`),
  layout('tabs', (l) => `${second(l)}\t${l.host}\t${component(l)}\t${l.level}\t${l.request}\t${l.message}`),
  layout('tabs, no level', (l) => `${second(l)}\t${l.host}\t${component(l)}\t${l.request}\t${l.message}`),
  layout('columns of spaces', (l) => `${second(l)}  ${l.host.padEnd(12)}${component(l).padEnd(10)}${l.level.padEnd(8)}${l.message}`),
  layout('three names and a level', (l) => `${iso(l)} ${l.host} ${component(l)} ${l.thread} ${l.level} ${l.message}`),
  layout('ids between slashes', (l) => `${time(l)} ${l.host}/${component(l)}/${l.request} ${lower(l)} ${l.message}`),
  layout('angle brackets', (l) => `<${time(l)}> <${l.level}> <${component(l)}> <${l.thread}> ${l.message}`),
  layout('parentheses', (l) => `(${second(l)}) (${l.level}) (${component(l)}) ${l.message}`),
  layout('stars', (l) => `${second(l)} *** ${l.level} *** ${component(l)} *** ${l.message}`),
  layout('tildes', (l) => `${second(l)}~${l.level}~${component(l)}~${l.request}~${l.message}`),
  layout('epoch and pipes', (l) => `${l.timeMs}|${lower(l)}|${component(l)}|${l.message}`),
  layout('epoch, brackets', (l) => `${Math.floor(l.timeMs / 1000)}.${l.pid} [${l.tid}] <${lower(l)}> ${component(l)}: ${l.message}`),
  layout('uptime', (l) => `[${(l.number * 1.237).toFixed(6).padStart(12)}] ${component(l)}: ${l.message}`),
  layout('no time, pipes', (l) => `${l.level}|${component(l)}|${l.thread}|${l.message}`),
  layout('day first', (l) => `03.05.2024 ${clock(l).slice(0, 8)} ${component(l).padEnd(8)} ${{ ERROR: 'FEHLER', WARN: 'WARNUNG', INFO: 'INFO', DEBUG: 'DEBUG' }[l.level]} ${l.message}`),
  layout('session and user columns', (l) => `${second(l)} [S:${l.request}] [U:${['alice', 'bob', 'carol', '-'][l.tid % 4]!}] [${component(l)}] ${padded(l)} - ${l.message}`),
  layout('thread with spaces', (l) => `${time(l)} ${padded(l)} [Worker thread ${l.tid}] ${l.logger} - ${l.message}`),
  layout('module and function', (l) => `${time(l)} ${l.level} ${component(l)}.${className(l).toLowerCase()}() ${l.message}`),
]; // prettier-ignore

/** Layouts whose names only many lines together tell from the message: no line says so by itself. */
export const namesAlone: readonly Layout[] = [
  layout('three names, no level', (l) => `${iso(l)} ${l.host} ${component(l)} ${l.tid} ${l.message}`),
  layout('no time, names', (l) => `${l.host} ${component(l)}: ${l.message}`),
  layout('level first', (l) => `${l.level} ${time(l)} ${className(l)} ${l.thread}: ${l.message}`),
]; // prettier-ignore
