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

const format = 'syslog';

/** Severity words of a PRI value, its lowest three bits. @see RFC 5424, 6.2.1 */
const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const facilities =
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7'.split(
    ' ',
  );

/** What a syslog header says, and where the message begins. */
export interface SyslogHeader {
  timestampMs: number | undefined;
  level: string | undefined;
  facility: string | undefined;
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;
  /** RFC 5424 only. */
  messageId: string | undefined;
  start: number;
}

/** `<34>` at the beginning; the index behind it, or 0. */
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

const maxProgramLength = 100;

/** `user.info` of busybox, and the `1.4.1` of `syslogd 1.4.1: restart`. */
const isFacility = (word: string): boolean => /^[a-z0-7]{2,9}\.[a-z]{3,7}$/.test(word);
const isVersion = (word: string): boolean => /^v?\d[\w.-]{0,20}$/.test(word);

/** Length of a program's name, which may hold spaces only when `[pid]:` follows, as macOS writes it. */
const programEnd = (text: string, at: number): number => {
  let depth = 0;
  for (let index = at; index < at + maxProgramLength; index += 1) {
    const code = text.charCodeAt(index);
    if (Number.isNaN(code) || code === 0x0a) return -1;
    if (code === 0x28) depth += 1;
    else if (code === 0x29) depth -= 1;
    else if (depth === 0 && code === 0x5b && digitRun(text, index + 1, 11) > 0) return index;
    else if (depth === 0 && code === 0x3a && isGapCode(text.charCodeAt(index + 1))) return index;
    else if (code === 0x3d || code === 0x22 || code === 0x2c) return -1;
  }
  return -1;
};

/** `program[pid]: `, `program: `, `-- root[12]: `, `program[1] (com.apple.x): `; the index behind it, or -1. */
const takeProgram = (text: string, at: number, header: SyslogHeader): number => {
  const end = programEnd(text, at);
  if (end <= at) return -1;
  const name = text.slice(at, end);
  const words = name.split(' ');
  let next = end;
  if (text.charCodeAt(end) === 0x5b) {
    const length = digitRun(text, end + 1, 11);
    if (text.charCodeAt(end + 1 + length) !== 0x5d) return -1;
    header.pid = digitsValue(text, end + 1, length);
    next = end + 2 + length;
    if (text.charCodeAt(next) === 0x20 && text.charCodeAt(next + 1) === 0x28) {
      const close = text.indexOf(')', next);
      if (close > 0 && close - next < 160 && text.charCodeAt(close + 1) === 0x3a) next = close + 1;
    }
    if (text.charCodeAt(next) === 0x3a) next += 1;
    else if (!isGapCode(text.charCodeAt(next))) return -1;
    if (words.length > 4) return -1;
  } else {
    // Without a process id only one word counts, beside a `--` or a `user.info` before it.
    if (
      words.length > 2 ||
      (words.length === 2 && words[0] !== '--' && !isFacility(words[0]!) && !isVersion(words[1]!))
    )
      return -1;
    next = end + 1;
  }
  header.program = words[0] === '--' || (words.length === 2 && isFacility(words[0]!)) ? words.slice(1).join(' ') : name;
  return next;
};

/** RFC 5424: `1 TIME HOST APP PROCID MSGID STRUCTURED-DATA MSG`, from behind the PRI. */
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
  header.start = skipSpaces(text, structuredEnd(text, index));
  if (text.charCodeAt(header.start) === 0xfeff) header.start += 1;
  return true;
};

/** Index behind `-` or the elements `[id key="value"]…`; `\]` and `\"` inside values are guarded. */
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
const columns = /^\S{1,32} (\d{10}) \d{4}\.\d\d\.\d\d (\S{1,64}) (?=[A-Z][a-z]{2} )/;

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
    start: 0,
  };
  const code = text.charCodeAt(0);
  const collected = code === 0x2d || isUpperCode(code) ? columns.exec(text) : null;
  let at = collected?.[0].length ?? takePriority(text, header);
  if (
    at > 0 &&
    text.charCodeAt(at) === 0x31 &&
    text.charCodeAt(at + 1) === 0x20 &&
    takeVersionOne(text, at + 2, receivedMs, header)
  )
    return header;
  let time = timestampAt(text, at, receivedMs);
  if (time === undefined) return undefined;
  header.timestampMs = time.ms;
  // CloudWatch and some relays put their own time before the line's.
  const second = timestampAt(text, skipSpaces(text, time.end), receivedMs);
  if (second !== undefined) time = second;
  // The epoch has the year that the line's own time lacks.
  if (collected !== null) header.timestampMs = Number(collected[1]) * 1000;
  if (!isGapCode(text.charCodeAt(time.end))) return undefined;
  at = skipSpaces(text, time.end);
  const end = hostEnd(text, at);
  if (end === at) return undefined;
  if (text.charCodeAt(end - 1) === 0x3a || text.charCodeAt(end) === 0x5b) {
    // No host: `Jun 14 15:16:01 program[1]: message`.
    const start = takeProgram(text, at, header);
    if (start < 0) return undefined;
    header.start = skipSpaces(text, start);
    return header;
  }
  if (!isGapCode(text.charCodeAt(end))) return undefined;
  header.host = collected?.[2] ?? text.slice(at, end);
  // `17/06/09 20:10:40 INFO storage.BlockManager: …` has a level where a host would stand.
  if (header.host === '-' || isLevelWord(header.host)) return undefined;
  const start = takeProgram(text, skipSpaces(text, end), header);
  if (start < 0) return undefined;
  header.start = skipSpaces(text, start);
  return header;
};

const sourceOf = (context: ReadContext): Dataset => context.dataset ?? 'ec2';

const readSyslog = (raw: RawRecord, context: ReadContext): ReadOutcome => {
  const header = splitSyslog(raw.text, context.receivedMs);
  if (header === undefined) return badShape(format, 'header');
  const attributes: AttributeSet = {};
  if (header.host !== undefined) attributes['host.hostname'] = header.host;
  if (header.program !== undefined) attributes['process.name'] = header.program;
  if (header.pid !== undefined) attributes['process.pid'] = header.pid;
  if (header.facility !== undefined) attributes['log.syslog.facility.name'] = header.facility;
  if (header.messageId !== undefined) attributes['log.syslog.msgid'] = header.messageId;
  const message = raw.text.slice(header.start).trimEnd();
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
    return (text.charCodeAt(0) | 0x20) >= 97 ? 0.8 : header.host !== undefined ? 0.6 : 0;
  },
  read: readSyslog,
};
