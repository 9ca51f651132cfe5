import { digitRun, letterRun, twoDigits } from './cursor.ts';

export interface ZoneMatch {
  /** East of Greenwich is positive. */
  readonly offsetMinutes: number;
  readonly end: number;
}

/**
 * Zone abbreviations that logs carry, in minutes east of Greenwich. Some are ambiguous (IST, CST, BST); the reading here
 * is that of the tz database's most populous use in server logs.
 */
const abbreviations: Readonly<Record<string, number>> = {
  Z: 0, UTC: 0, GMT: 0, UT: 0, WET: 0, WEST: 60, BST: 60, CET: 60, CEST: 120, MEZ: 60, MESZ: 120, EET: 120, EEST: 180, SAST: 120,
  MSK: 180, TRT: 180, AST: -240, ADT: -180, EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420,
  AKST: -540, AKDT: -480, HST: -600, BRT: -180, ART: -180, GST: 240, PKT: 300, IST: 330, ICT: 420, WIB: 420, HKT: 480, SGT: 480,
  AWST: 480, JST: 540, KST: 540, ACST: 570, ACDT: 630, AEST: 600, AEDT: 660, NZST: 720, NZDT: 780,
}; // prettier-ignore

const plus = 0x2b;
const minus = 0x2d;
const colon = 0x3a;

/** Minutes of `+02:00`, `+0200`, `-02` at an index; a sign must not be a separator or the start of a negative number. */
const numericZone = (text: string, at: number): ZoneMatch | undefined => {
  const sign = text.charCodeAt(at) === minus ? -1 : 1;
  const length = digitRun(text, at + 1, 5);
  if (length !== 2 && length !== 4) return undefined;
  const hours = twoDigits(text, at + 1);
  if (hours > 14) return undefined;
  if (length === 4) return { offsetMinutes: sign * (hours * 60 + twoDigits(text, at + 3)), end: at + 5 };
  if (text.charCodeAt(at + 3) !== colon) return { offsetMinutes: sign * hours * 60, end: at + 3 };
  const minutes = digitRun(text, at + 4, 3) === 2 ? twoDigits(text, at + 4) : -1;
  return minutes < 0 ? undefined : { offsetMinutes: sign * (hours * 60 + minutes), end: at + 6 };
};

/** The zone that follows a time: `Z`, `+02:00`, ` +0200`, ` CEST`, ` GMT+02:00`; undefined when none does, which means UTC. */
export const zoneAt = (text: string, at: number): ZoneMatch | undefined => {
  const start = text.charCodeAt(at) === 32 ? at + 1 : at;
  const code = text.charCodeAt(start);
  if (code === plus || code === minus) return numericZone(text, start);
  if (code < 65 || code > 90) return undefined;
  const length = letterRun(text, start, 6);
  if (length > 4 || (length === 1 && start !== at)) return undefined;
  const word = text.slice(start, start + length);
  if (!Object.hasOwn(abbreviations, word)) return undefined;
  const next = text.charCodeAt(start + length);
  // `CST_job` or `IST=1` is a name, not a zone.
  if (next === 0x5f || next === 0x3d || (next >= 48 && next <= 57)) return undefined;
  if (next === plus || next === minus) {
    const numeric = numericZone(text, start + length);
    if (numeric !== undefined) return numeric;
  }
  return { offsetMinutes: abbreviations[word]!, end: start + length };
};
