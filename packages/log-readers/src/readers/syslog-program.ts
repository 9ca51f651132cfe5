import { isLevelWord } from '../header/level-word.ts';
import { isGapCode } from '../header/token.ts';
import { digitRun, digitsValue } from '../time/cursor.ts';
import type { SyslogHeader } from './syslog-header.ts';

const maxProgramLength = 100;

/** `user.info` of busybox, and the `1.4.1` of `syslogd 1.4.1: restart`. */
const isFacility = (word: string): boolean => /^[a-z0-7]{2,9}\.[a-z]{3,7}$/.test(word);
const isVersion = (word: string): boolean => /^v?\d[\w.-]{0,20}$/.test(word);

/** Length of a program's name, which may contain spaces only when `[pid]:` follows, as macOS writes it. */
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

/** A level where a program's name would stand: `web01 ERROR: late`. */
export const takeLevelTag = (text: string, at: number, header: SyslogHeader): number => {
  const end = text.indexOf(':', at);
  if (end <= at || end - at > 14 || !isGapCode(text.charCodeAt(end + 1))) return -1;
  const word = text.slice(at, end);
  if (!isLevelWord(word)) return -1;
  header.level = word;
  return end + 1;
};

/** Heroku's process, `web.1` in `app[web.1]: `; the index after the colon, or -1. */
export const takeDyno = (text: string, at: number, header: SyslogHeader): number => {
  const found = dyno.exec(text.slice(at, at + 120));
  if (found === null) return -1;
  header.program = found[1]!;
  header.process = found[2]!;
  return at + found[0].length;
};

const dyno = /^([a-z][\w-]{0,40})\[([a-z][\w-]{0,40}(?:\.\w{1,40})?)\]: /;

/** `program[pid]: `, `program: `, `-- root[12]: `, `program[1] (com.apple.x): `; the index after it, or -1. */
export const takeProgram = (text: string, at: number, header: SyslogHeader): number => {
  const end = programEnd(text, at);
  if (end <= at) return -1;
  const name = text.slice(at, end);
  // A level is never a program's name.
  if (isLevelWord(name)) return -1;
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
