import { timestampAt } from '@bellwether/log-readers';

/** What a number has to be to stand for an instant; as `epochAt` has it. */
const earliestMs = 1e12;
const latestMs = 4e12;

/** Units of a clock that are read by their position, with what one of each is in milliseconds and the last of them. */
const clockUnits = [
  { unitMs: 3_600_000, last: 23 },
  { unitMs: 60_000, last: 59 },
  { unitMs: 1_000, last: 59 },
] as const;

/** Where the parts of a timestamp stand that change from line to line, counted from its beginning. */
export interface TimeLayout {
  /** Length of the whole timestamp. */
  readonly length: number;
  /** What one is in milliseconds, when the whole timestamp is a number since 1970; 0 otherwise. */
  readonly epochMs: number;
  /** Positions of two digits each: hours, minutes, seconds; -1 for what is not read by its position. */
  readonly clock: readonly [number, number, number];
  readonly fractionAt: number;
  readonly fractionDigits: number;
  /** Every other position: lines with the same text there are of one day, or of one minute where there is no hour. */
  readonly fixed: readonly number[];
}

const put = (text: string, at: number, digits: string): string =>
  text.slice(0, at) + digits + text.slice(at + digits.length);

/** Instants of a timestamp with other digits; NaN where it ends elsewhere then. */
type Probe = (text: string) => number;

const isClockAt = (text: string, at: number, probe: Probe, unit: (typeof clockUnits)[number]): boolean => {
  const base = probe(put(text, at, '00'));
  const samples = [1, 9, 10, 12, 13, unit.last];
  return samples.every((value) => probe(put(text, at, String(value).padStart(2, '0'))) - base === value * unit.unitMs);
};

/** Digits of a fraction after the seconds: how many there are, when the first three are what it counts by. */
const fractionBehind = (text: string, at: number, probe: Probe): number => {
  const digits = /^[.,:](\d{1,9})/.exec(text.slice(at))?.[1]?.length ?? 0;
  if (digits === 0) return 0;
  const base = probe(put(text, at + 1, '0'.repeat(digits)));
  const counts = ['1', '09', '009', '999', '0009'].every((sample) => {
    const fraction = sample.padEnd(digits, '0').slice(0, digits);
    return probe(put(text, at + 1, fraction)) - base === Number(fraction.padEnd(3, '0').slice(0, 3));
  });
  return counts ? digits : 0;
};

/** Numbers that may stand after a timestamp and be taken for a part of it: a year, a zone. */
const numbersBehind = ['1', '02', '012', '0100', '2005', '12345'];

/** Whether what the line says after a timestamp has no part in it, whichever numbers stand there. */
const isAlone = (text: string, end: number, receivedMs: number): boolean => {
  const behind = /^ ?([-+](?=\d))?(\d*)/.exec(text.slice(end));
  if (behind === null || behind[1] !== undefined) return false;
  const digits = behind[2] ?? '';
  if (digits === '') return true;
  const at = end + behind[0].length - digits.length;
  const own = timestampAt(text, 0, receivedMs)?.ms;
  return numbersBehind.every((number) => {
    const found = timestampAt(text.slice(0, at) + number + text.slice(at + digits.length), 0, receivedMs);
    return found?.ms === own && found?.end === end;
  });
};

/**
 * Finds out by trial which digits of a timestamp are its hours, minutes, seconds and fraction.
 *
 * @param text  the timestamp and the text after it
 * @returns undefined when nothing of it can be read by its position
 */
export const timeLayoutOf = (text: string, length: number, receivedMs: number): TimeLayout | undefined => {
  if (!isAlone(text, length, receivedMs)) return undefined;
  const probe: Probe = (changed) => {
    const found = timestampAt(changed, 0, receivedMs);
    return found?.end === length ? found.ms : Number.NaN;
  };
  if (/^(?:\d{10}|\d{13})$/.test(text.slice(0, length)) && text[length] !== '.')
    return {
      length,
      epochMs: length === 10 ? 1000 : 1,
      clock: [-1, -1, -1],
      fractionAt: -1,
      fractionDigits: 0,
      fixed: [],
    };
  const clock: [number, number, number] = [-1, -1, -1];
  clockUnits.forEach((unit, index) => {
    for (let at = 0; at + 2 <= length; at += 1) {
      if (!/^\d\d$/.test(text.slice(at, at + 2)) || !isClockAt(text, at, probe, unit)) continue;
      clock[index] = at;
      return;
    }
  });
  const [, , seconds] = clock;
  if (seconds < 0) return undefined;
  const fractionDigits = fractionBehind(text, seconds + 2, probe);
  const fractionAt = fractionDigits === 0 ? -1 : seconds + 3;
  const isVaried = (at: number): boolean =>
    clock.some((position) => position >= 0 && (at === position || at === position + 1)) ||
    (fractionAt >= 0 && at >= fractionAt && at < fractionAt + fractionDigits);
  const fixed = Array.from({ length }, (_, at) => at).filter((at) => !isVaried(at));
  return { length, epochMs: 0, clock, fractionAt, fractionDigits, fixed };
};

/** The number that two digits stand for; -1 when they are none. */
const twoDigitsAt = (bytes: Uint8Array, at: number): number => {
  const high = bytes[at]! - 48;
  const low = bytes[at + 1]! - 48;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1;
};

/**
 * Reads the timestamps of one layout from bytes. Of each day the first is read as any text is; those after it differ in
 * digits whose positions are known.
 *
 * Invariant: `read` gives what `timestampAt` gives, or NaN when that gives nothing or ends elsewhere.
 */
export class LineTime {
  readonly layout: TimeLayout;
  readonly #fixed: Uint8Array;
  readonly #known: Uint8Array;
  #hasDay = false;
  #isLinear = false;
  #receivedMs = Number.NaN;
  #dayMs = 0;

  readonly #hourAt: number;
  readonly #minuteAt: number;
  readonly #secondAt: number;
  readonly #fractionAt: number;
  readonly #fractionDigits: number;
  readonly #isEpoch: boolean;

  constructor(layout: TimeLayout) {
    this.layout = layout;
    [this.#hourAt, this.#minuteAt, this.#secondAt] = layout.clock;
    this.#fractionAt = layout.fractionAt;
    this.#fractionDigits = layout.fractionDigits;
    this.#isEpoch = layout.epochMs !== 0;
    this.#fixed = Uint8Array.from(layout.fixed);
    this.#known = new Uint8Array(layout.fixed.length);
  }

  /**
   * @param lineEnd     where the line ends; nothing is read from there on
   * @param receivedMs  when the line arrived, epoch milliseconds UTC
   */
  read(bytes: Buffer, at: number, lineEnd: number, receivedMs: number): number {
    if (this.#isEpoch) return this.#readEpoch(bytes, at);
    const fixed = this.#fixed;
    const known = this.#known;
    let isKnown = this.#hasDay && receivedMs === this.#receivedMs;
    for (let index = 0; index < fixed.length && isKnown; index += 1)
      isKnown = bytes[at + fixed[index]!] === known[index];
    if (!isKnown) this.#openDay(bytes, at, lineEnd, receivedMs);
    const ms = this.#isLinear ? this.#sinceDay(bytes, at) : Number.NaN;
    return ms >= 0 ? this.#dayMs + ms : this.#readWhole(bytes, at, lineEnd, receivedMs);
  }

  #readEpoch(bytes: Buffer, at: number): number {
    const { length, epochMs } = this.layout;
    let value = 0;
    for (let position = at; position < at + length; position += 1) {
      const digit = bytes[position]! - 48;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      value = value * 10 + digit;
    }
    return value * epochMs >= earliestMs && value * epochMs <= latestMs ? value * epochMs : Number.NaN;
  }

  /** Milliseconds since the day began; negative when a part is out of its range. */
  #sinceDay(bytes: Uint8Array, at: number): number {
    let ms = 0;
    if (this.#hourAt >= 0) {
      const hours = twoDigitsAt(bytes, at + this.#hourAt);
      if (hours < 0 || hours > 23) return -1;
      ms = hours * 3_600_000;
    }
    if (this.#minuteAt >= 0) {
      const minutes = twoDigitsAt(bytes, at + this.#minuteAt);
      if (minutes < 0 || minutes > 59) return -1;
      ms += minutes * 60_000;
    }
    const seconds = twoDigitsAt(bytes, at + this.#secondAt);
    if (seconds < 0 || seconds > 59) return -1;
    ms += seconds * 1_000;
    let weight = 100;
    for (let position = 0; position < this.#fractionDigits; position += 1) {
      const value = bytes[at + this.#fractionAt + position]! - 48;
      if (value < 0 || value > 9) return -1;
      ms += value * weight;
      weight = weight === 100 ? 10 : weight === 10 ? 1 : 0;
    }
    return ms;
  }

  #textAt(bytes: Buffer, at: number, lineEnd: number): string {
    return bytes.toString('latin1', at, Math.min(lineEnd, at + this.layout.length + 40));
  }

  #readWhole(bytes: Buffer, at: number, lineEnd: number, receivedMs: number): number {
    const found = timestampAt(this.#textAt(bytes, at, lineEnd), 0, receivedMs);
    return found?.end === this.layout.length ? found.ms : Number.NaN;
  }

  /** Finds when the day of a line begins, and whether its last millisecond is as far from there as it should be. */
  #openDay(bytes: Buffer, at: number, lineEnd: number, receivedMs: number): void {
    const { clock, fractionAt, fractionDigits, length } = this.layout;
    const text = this.#textAt(bytes, at, lineEnd);
    const instantOf = (filled: string): number => {
      const found = timestampAt(filled, 0, receivedMs);
      return found?.end === length ? found.ms : Number.NaN;
    };
    const fill = (isLast: boolean): string => {
      let filled = text;
      clock.forEach((position, index) => {
        if (position >= 0) filled = put(filled, position, isLast ? String(clockUnits[index]!.last) : '00');
      });
      return fractionAt < 0 ? filled : put(filled, fractionAt, (isLast ? '9' : '0').repeat(fractionDigits));
    };
    const lastMs =
      clock.reduce(
        (sum, position, index) => sum + (position < 0 ? 0 : clockUnits[index]!.last * clockUnits[index]!.unitMs),
        0,
      ) + Number('9'.repeat(Math.min(fractionDigits, 3)).padEnd(3, '0'));
    this.#dayMs = instantOf(fill(false));
    // Without a year or a day the time of day may decide which one is meant.
    this.#isLinear = instantOf(fill(true)) - this.#dayMs === lastMs;
    this.#receivedMs = receivedMs;
    this.#hasDay = true;
    for (let index = 0; index < this.#fixed.length; index += 1) this.#known[index] = bytes[at + this.#fixed[index]!]!;
  }
}
