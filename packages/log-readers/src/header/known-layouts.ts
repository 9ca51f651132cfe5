import { digitRun } from '../time/cursor.ts';
import { timestampAt } from '../time/timestamp.ts';
import type { KnownLayout } from './known-layout.ts';
import { productLayouts } from './product-layouts.ts';
import type { Header } from './scan.ts';

/** Ceph logs at -1 what is an error, at 0 and 1 what everyone sees, above that for debugging. */
const cephLevels = { '-2': 'critical', '-1': 'error', '0': 'info', '1': 'info' };
const sambaLevels = { '0': 'error', '1': 'warning', '2': 'notice', '3': 'info' };
const webSphereLevels = {
  F: 'fatal',
  E: 'error',
  W: 'warning',
  A: 'audit',
  I: 'info',
  C: 'config',
  D: 'detail',
  O: 'info',
  R: 'error',
  '1': 'fine',
  '2': 'finer',
  '3': 'finest',
  '>': 'finer',
  '<': 'finer',
};

const layouts: readonly KnownLayout[] = [
  // WebLogic: ####<time> <level> <subsystem> <machine> <server> <thread> <user> <transaction> <context> <epoch> [<tags>] <code> <text>
  {
    signs: '#',
    pattern:
      /^####<(?<time>[^<>]{10,60})> <(?<level>[A-Za-z]{4,12})> <(?<logger>[^<>]{0,100})> <(?<host>[^<>]{0,100})> <(?<context>[^<>]{0,100})> <(?<thread>[^<>]{0,200})> <(?:<[^<>]{0,60}>|[^<>]{0,100})> <[^<>]{0,100}> <[^<>]{0,100}> <\d{10,16}> (?:<(?:\[[^\]<>]{0,60}\] ?){1,8}> )?<(?<code>[^<>]{0,60})> </,
    closing: '>',
  },
  // WebSphere: [5/3/24 11:20:14:551 UTC] 0000004c SystemOut     O text
  {
    signs: '[',
    pattern:
      /^\[(?<time>\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}:\d{2}:\d{3} [A-Z]{1,5})\] (?<thread>[0-9a-f]{8}) (?:id=[0-9a-f]{0,8} )?(?<logger>\S{1,120}) {1,60}(?<level>[FEWAICDOR123<>]) {1,3}/,
    levels: webSphereLevels,
  },
  // Storm: 2024-05-03 11:20:14.551 o.a.s.d.supervisor SLOT_6700 [INFO] text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}) (?<logger>[A-Za-z]\w{0,40}(?:[.$]\w{1,60}){1,12}) (?<thread>[^[\]\n]{1,80}) \[(?<level>[A-Z]{4,5})\] /,
  },
  // Ceph: 2024-05-03T11:20:14.551+0000 7f8a3c0d4700 -1 text; the address of a thread, and a level that fills two columns
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{3,6}(?:[+-]\d{4})?) (?<thread>(?=\d{0,15}[a-f])[0-9a-f]{12,16}) {1,2}(?<level>-\d|(?<= )\d(?= )|\d\d) /,
    levels: cephLevels,
  },
  // Samba: [2024/05/03 11:20:14.551123,  0, pid=4411, effective(0, 0), real(0, 0)] ../source3/smbd/server.c:1801(main)
  {
    signs: '[',
    pattern:
      /^\[(?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?), {1,2}(?<level>\d{1,2})(?:, pid=(?<pid>\d{1,10}))?(?:, [^\]\n]{0,120})?\] (?<logger>[\w./-]{1,120}:\d{1,6}\(\w{1,100}\))/,
    levels: sambaLevels,
  },
  // JBoss and WildFly: 11:20:14,551 INFO  [org.jboss.as] (MSC service thread 1-2) text
  {
    signs: '-:',
    pattern:
      /^(?<time>(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d,\d{3}) (?<level>[A-Z]{4,7}) {1,3}\[(?<logger>[\w.$-]{1,160})\] \((?<thread>[^()\n]{1,120}(?:\([^()\n]{0,40}\))?)\) /,
  },
  // Solr: 2024-05-03 11:20:14.551 INFO  (qtp1-56) [c:orders s:shard1 r:core_node2 x:orders_1] o.a.s.c.S.Request text
  {
    signs: '-',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}Z?) (?<level>[A-Z]{4,5}) {1,3}\((?<thread>[^()\n]{1,200})\) \[(?<context>[^\]\n]{0,200})\] (?<logger>[a-z]\w{0,60}(?:\.[\w$]{1,80}){1,12}) /,
  },
  // Squid's cache.log: 2024/05/03 11:20:14 kid1| text
  {
    signs: '/',
    pattern:
      /^(?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{3})?)(?: (?<thread>kid\d{1,4}))?\| (?:(?<level>WARNING|ERROR|FATAL): )?/,
  },
  // Asterisk: [May  3 11:20:14] ERROR[4411][C-00000042]: chan_sip.c:42 handle: text
  {
    signs: '[',
    pattern:
      /^\[(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{3})?|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})?)\] (?<level>[A-Z]{4,8})\[(?<pid>\d{1,10})\](?:\[(?<context>[\w-]{1,40})\])?:? (?<logger>[\w-]{1,60}\.(?:c|cc|so|lua))(?::\d{1,6})?(?: [\w.]{1,80})?: /,
  },
  // ClickHouse: 2024.05.03 11:20:14.551123 [ 4411 ] {query-id} <Error> executeQuery: text
  {
    signs: '.',
    pattern:
      /^(?<time>\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d(?:\.\d{3,6})?) \[ {0,2}(?<pid>\d{1,10}) {0,2}\] \{(?<context>[^{}\n]{0,80})\} <(?<level>[A-Z][a-z]{3,12})> (?:(?<logger>[\w.-]{1,120}(?: \([\w.-]{1,120}\))?): )?/,
  },
  // GStreamer: 0:00:11.924833335   689   0x25f580 DEBUG     GST_BUS bus.c:12:push:<bus> text
  {
    signs: ':',
    pattern:
      /^\d{1,4}:\d\d:\d\d\.\d{9} {1,8}(?<pid>\d{1,10}) {1,4}(?<thread>0x[0-9a-f]{4,16}) (?<level>[A-Z]{3,7}) {1,16}(?<logger>[\w-]{1,60}) (?<context>[\w./+-]{1,120}:\d{1,6}:[\w:~]{1,120}:)(?:<[^<>\n]{1,80}>)? /,
  },
  // GIN: [GIN] 2024/05/03 - 11:20:14 | 200 | 1.2ms | 192.0.2.4 | GET "/a"
  { signs: '[', pattern: /^\[GIN\] (?<time>\d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d) \| / },
  // SAP and others begin a line with the sign that parts its columns: #2.0#2024-05-03 11:20:14:551#+0000#Error#com.acme.Ledger#text
  {
    signs: '#',
    pattern:
      /^#\d\.\d{1,2}#(?<time>\d{4}[ -]\d\d[ -]\d\d \d\d:\d\d:\d\d[:.]\d{3})#(?<zone>[+-]\d{4})?\d{0,4}#(?<level>[A-Za-z]{4,8})#(?<logger>[\w./$-]{1,160})#/,
  },
  ...productLayouts,
];

const bySign: readonly (readonly KnownLayout[])[] = Array.from({ length: 128 }, (_, code) =>
  layouts.filter(({ signs }) => signs.includes(String.fromCharCode(code))),
);
/** More digits than any layout begins with. */
const maxDigits = 5;

/** The layouts that the first character of `text` that is not a digit allows. */
const layoutsOf = (text: string): readonly KnownLayout[] => bySign[text.charCodeAt(digitRun(text, 0, maxDigits))] ?? [];

/** A time with the zone that stands in a column of its own; its day may be parted by spaces, or end in `::`; its clock may lack seconds. */
const timeOf = (time: string, zone: string | undefined): string =>
  `${time
    .replace(/^(\d{4}) (\d\d) (\d\d)(?= )/, '$1-$2-$3')
    .replace('::', ' ')
    .replace(/^(\d{1,2}:\d\d)(?=[AP]M$)/, '$1:00 ')}${zone ?? ''}`;

/** Words of the header in none of its groups: users, transactions, code locations, the layout's own names. */
const putRest = (header: Header, found: RegExpExecArray): void => {
  let rest = found[0];
  for (const value of Object.values(found.groups ?? {}))
    if (value !== undefined && value !== '') rest = rest.replace(value, () => ' ');
  header.context.push(...rest.split(/[\s<>[\]{}()|#,"]{1,20}/).filter((word) => /[\p{L}\p{N}]/u.test(word)));
};

const put = (header: Header, groups: Readonly<Record<string, string | undefined>>): void => {
  if (groups['pid'] !== undefined) header.pid = Number(groups['pid']);
  if (groups['thread'] !== undefined && groups['thread'] !== '') header.thread = groups['thread'].trim();
  if (groups['logger'] !== undefined && groups['logger'] !== '') header.logger = groups['logger'];
  for (const name of ['host', 'context', 'code'])
    if (groups[name] !== undefined && groups[name].trim() !== '') header.context.push(groups[name].trim());
};

/** Reads the header of a layout known by name into `header`; false when the line has none of them. */
export const takeKnownLayout = (text: string, receivedMs: number, header: Header): boolean => {
  for (const { pattern, levels, closing = '' } of layoutsOf(text)) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const groups = match.groups ?? {};
    const written = groups['time'];
    const time = written === undefined ? undefined : timestampAt(timeOf(written, groups['zone']), 0, receivedMs);
    if (written !== undefined && time === undefined) continue;
    header.timestampMs = time?.ms;
    const level = groups['level'];
    if (level !== undefined) header.level = levels === undefined ? level : (levels[level] ?? 'debug');
    if (levels !== undefined && level !== undefined && /^\w$|^-?\d/.test(level)) header.context.push(level);
    put(header, groups);
    putRest(header, match);
    header.end = match[0].length;
    header.closing = closing;
    return true;
  }
  return false;
};
