import type { RawRecord, Dataset, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { isLevelWord } from '../header/level-word.ts';
import { isAlnumCode, isGapCode, isUpperCode } from '../header/token.ts';
import { badShape } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { digitRun, digitsValue, skipSpaces } from '../time/cursor.ts';
import { anyReceivedMs } from '../time/calendar.ts';
import { timestampAt } from '../time/timestamp.ts';
import { readHostProgram } from './host-program.ts';
import type { SyslogHeader } from './syslog-header.ts';
import { takeDyno, takeLevelTag, takeProgram } from './syslog-program.ts';

const format = 'syslog';

/** Severity words of a PRI value, its lowest three bits. @see RFC 5424, 6.2.1 */
const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const facilities =
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7'.split(
    ' ',
  );

/** `<34>` at the beginning; the index after it, or 0. */
const takePriority = (text: string, header: SyslogHeader): number => {
  if (text.charCodeAt(0) !== 0x3c) return 0;
  const length = digitRun(text, 1, 4);
  if (length === 0 || length > 3 || text.charCodeAt(1 + length) !== 0x3e) return 0;
  const value = digitsValue(text, 1, length);
  if (value > 191) return 0;
  header.level = severities[value & 7]!;
  header.facility = facilities[value >> 3]!;
  return length + 2;
};

const isHostCode = (code: number): boolean =>
  isAlnumCode(code) ||
  code === 0x2d ||
  code === 0x2e ||
  code === 0x5f ||
  code === 0x3a ||
  code === 0x2f ||
  code === 0x40;

const hostEnd = (text: string, at: number): number => {
  let end = at;
  while (end - at < 256 && isHostCode(text.charCodeAt(end))) end += 1;
  return end;
};

/** RFC 5424: `1 TIME HOST APP PROCID MSGID STRUCTURED-DATA MSG`, from after the PRI. */
const takeVersionOne = (text: string, at: number, receivedMs: number, header: SyslogHeader): boolean => {
  const time = timestampAt(text, at, receivedMs);
  const isNilTime = text.startsWith('- ', at);
  if (time === undefined && !isNilTime) return false;
  if (time !== undefined) header.timestampMs = time.ms;
  const fields: string[] = [];
  let index = isNilTime ? at + 2 : time!.end + 1;
  for (let field = 0; field < 4; field += 1) {
    const end = text.indexOf(' ', index);
    if (end < 0 || end - index > 300) return false;
    fields.push(text.slice(index, end));
    index = end + 1;
  }
  const [host, program, processId, messageId] = fields as [string, string, string, string];
  if (host !== '-') header.host = host;
  if (program !== '-') header.program = program;
  if (messageId !== '-') header.messageId = messageId;
  if (digitRun(processId, 0, 11) === processId.length) header.pid = Number(processId);
  else if (processId !== '-') header.process = processId;
  const end = structuredEnd(text, index);
  if (end - index > 1) header.structured = text.slice(index, end);
  header.start = skipSpaces(text, end);
  if (text.charCodeAt(header.start) === 0xfeff) header.start += 1;
  return true;
};

/** Index after `-` or the elements `[id key="value"]…`; `\]` and `\"` inside values are guarded. */
const structuredEnd = (text: string, at: number): number => {
  if (text.charCodeAt(at) === 0x2d) return at + 1;
  let index = at;
  while (text.charCodeAt(index) === 0x5b) {
    let inQuotes = false;
    for (index += 1; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inQuotes = !inQuotes;
      else if (code === 0x5d && !inQuotes) break;
    }
    index += 1;
  }
  return Math.min(index, text.length);
};

/** `- 1131566461 2005.11.09 dn228 `: alert, epoch seconds, date and node, which collectors of clusters put before a line. */
const columns = /^(\S{1,32}) (\d{10}) \d{4}\.\d\d\.\d\d (\S{1,64}) (?=[A-Z][a-z]{2} )/;

/** Splits a syslog header of RFC 5424, RFC 3164 or rsyslog's ISO layout; undefined when the line has none. */
export const splitSyslog = (text: string, receivedMs: number): SyslogHeader | undefined => {
  const header: SyslogHeader = {
    timestampMs: undefined,
    level: undefined,
    facility: undefined,
    host: undefined,
    program: undefined,
    pid: undefined,
    messageId: undefined,
    process: undefined,
    structured: undefined,
    tag: undefined,
    start: 0,
  };
  if (text.charCodeAt(0) === 0x20) return indented(text, receivedMs);
  const code = text.charCodeAt(0);
  if (code === 0x5b) return sinceBoot(text, header);
  const collected = code === 0x2d || isUpperCode(code) ? columns.exec(text) : null;
  let at = collected?.[0].length ?? takePriority(text, header);
  if (
    at > 0 &&
    text.charCodeAt(at) === 0x31 &&
    text.charCodeAt(at + 1) === 0x20 &&
    takeVersionOne(text, at + 2, receivedMs, header)
  )
    return header;
  const hasPriority = at > 0 && collected === null;
  // A priority is one, whatever the rest of the line looks like.
  if (hasPriority) at = skipSpaces(text, at);
  let time = timestampAt(text, at, receivedMs);
  if (time === undefined) return hasPriority ? withoutTime(text, at, header) : undefined;
  header.timestampMs = time.ms;
  // CloudWatch and some relays put their own time before the line's.
  const second = timestampAt(text, skipSpaces(text, time.end), receivedMs);
  if (second !== undefined) time = second;
  // The epoch has the year that the line's own time lacks.
  if (collected !== null) {
    header.timestampMs = Number(collected[2]) * 1000;
    header.tag = /\w/.test(collected[1]!) ? collected[1] : undefined;
  }
  if (!isGapCode(text.charCodeAt(time.end))) return undefined;
  at = skipSpaces(text, time.end);
  const end = hostEnd(text, at);
  if (end === at) return undefined;
  if (text.charCodeAt(end - 1) === 0x3a || text.charCodeAt(end) === 0x5b) {
    // No host: `Jun 14 15:16:01 program[1]: message`, and Heroku's `app[web.1]: message`.
    const named = text.charCodeAt(end) === 0x5b ? takeDyno(text, at, header) : -1;
    const start = named >= 0 ? named : isLevelWord(text.slice(at, end - 1)) ? -1 : takeProgram(text, at, header);
    if (start < 0) return hasPriority ? untagged(header, at) : undefined;
    header.start = skipSpaces(text, start);
    return header;
  }
  if (!isGapCode(text.charCodeAt(end))) return hasPriority ? untagged(header, at) : undefined;
  header.host = collected?.[3] ?? text.slice(at, end);
  // `17/06/09 20:10:40 INFO storage.BlockManager: …` has a level where a host would stand.
  if (header.host === '-' || isLevelWord(header.host)) {
    header.host = undefined;
    return hasPriority ? untagged(header, at) : undefined;
  }
  const tagAt = skipSpaces(text, end);
  const levelEnd = takeLevelTag(text, tagAt, header);
  const start = levelEnd >= 0 ? levelEnd : takeProgram(text, tagAt, header);
  if (start < 0) return hasPriority ? untagged(header, tagAt) : undefined;
  header.start = skipSpaces(text, start);
  return header;
};

/** A header after spaces, which a collector that indents its lines puts there. */
const indented = (text: string, receivedMs: number): SyslogHeader | undefined => {
  const start = skipSpaces(text, 0);
  const header = start > maxIndent ? undefined : splitSyslog(text.slice(start), receivedMs);
  return header === undefined ? undefined : untagged(header, header.start + start);
};

const maxIndent = 16;

/** `[12345.678901] host program[1]: `, as `journalctl -o short-monotonic` and `short-delta` write it; such a line has no time of day. */
const uptime =
  /^\[ {0,8}\d{1,9}\.\d{6}(?: <[\d. ]{1,20}>)?\] (?=[\w.-]{1,255} (?:kernel|[\w./()@-]{1,100}\[\d{1,10}\]): )/;

const sinceBoot = (text: string, header: SyslogHeader): SyslogHeader | undefined => {
  const found = uptime.exec(text);
  if (found === null) return undefined;
  const end = text.indexOf(' ', found[0].length);
  header.host = text.slice(found[0].length, end);
  const start = takeProgram(text, end + 1, header);
  return start < 0 ? undefined : untagged(header, skipSpaces(text, start));
};

/** A header that ends before any program's name. */
const untagged = (header: SyslogHeader, start: number): SyslogHeader => {
  header.start = start;
  return header;
};

/** Behind a priority alone: `<11>program[1]: message`, or the message at once. */
const withoutTime = (text: string, at: number, header: SyslogHeader): SyslogHeader => {
  const start = takeProgram(text, at, header);
  return untagged(header, start < 0 ? at : skipSpaces(text, start));
};

const sourceOf = (context: ReadContext): Dataset => context.dataset ?? 'ec2';

/** Sets what a syslog header says, but for time and level. */
export const putSyslog = (attributes: AttributeSet, header: SyslogHeader): void => {
  if (header.host !== undefined) attributes['host.hostname'] = header.host;
  if (header.program !== undefined) attributes['process.name'] = header.program;
  if (header.pid !== undefined) attributes['process.pid'] = header.pid;
  if (header.facility !== undefined) attributes['log.syslog.facility.name'] = header.facility;
  if (header.messageId !== undefined) attributes['log.syslog.msgid'] = header.messageId;
  if (header.process !== undefined) attributes['service.node.name'] = header.process;
  if (header.structured !== undefined) attributes['log.syslog.structured_data'] = header.structured;
  if (header.tag !== undefined) attributes['labels.tag'] = header.tag;
};

const markedLevel = /^<([A-Z][a-z]{3,10})>: /;

const readSyslog = (raw: RawRecord, context: ReadContext): ReadOutcome => {
  const header = splitSyslog(raw.text, context.receivedMs);
  if (header === undefined) return badShape(format, 'header');
  const attributes: AttributeSet = {};
  putSyslog(attributes, header);
  let message = raw.text.slice(header.start).trimEnd();
  // macOS: `host program[12] <Error>: text`.
  const marked = header.level === undefined && message.startsWith('<') ? markedLevel.exec(message) : null;
  if (marked !== null && isLevelWord(marked[1]!)) {
    header.level = marked[1]!;
    message = message.slice(marked[0].length);
  }
  if (header.program !== undefined) readHostProgram(header.program, message, attributes);
  return buildRecord(raw, {
    format,
    dataset: sourceOf(context),
    message,
    attributes,
    timestampMs: header.timestampMs,
    level: header.level,
  });
};

/** Month name, day and clock, as RFC 3164 has it, or a PRI, or an ISO time, then host and program. */
export const syslogReader: Reader = {
  format,
  dataset: 'ec2',
  recognise(text) {
    const header = splitSyslog(text, anyReceivedMs);
    if (header === undefined) return 0;
    if (header.level !== undefined) return 0.9;
    return (text.charCodeAt(0) | 0x20) >= 97
      ? 0.8
      : header.host !== undefined || header.process !== undefined
        ? 0.6
        : 0;
  },
  read: readSyslog,
};
