/** What the numbers of a slot are. Durations are milliseconds and sizes bytes, whatever unit the log uses. */
export type Unit = 'ms' | 'bytes' | 'number';

/** A position of a template where messages differ. */
export interface Slot {
  /** The words before it, such as `latency`; empty at the beginning of a message. */
  readonly name: string;
  readonly mask: string;
  /** Present where the words around it say what its numbers are. */
  readonly measure?: { readonly unit: Unit; readonly factor: number };
}

const factors: Readonly<Record<string, { readonly unit: Unit; readonly factor: number }>> = {
  ns: { unit: 'ms', factor: 1e-6 },
  us: { unit: 'ms', factor: 1e-3 },
  µs: { unit: 'ms', factor: 1e-3 },
  ms: { unit: 'ms', factor: 1 },
  millis: { unit: 'ms', factor: 1 },
  milliseconds: { unit: 'ms', factor: 1 },
  s: { unit: 'ms', factor: 1_000 },
  sec: { unit: 'ms', factor: 1_000 },
  secs: { unit: 'ms', factor: 1_000 },
  seconds: { unit: 'ms', factor: 1_000 },
  m: { unit: 'ms', factor: 60_000 },
  min: { unit: 'ms', factor: 60_000 },
  mins: { unit: 'ms', factor: 60_000 },
  minutes: { unit: 'ms', factor: 60_000 },
  h: { unit: 'ms', factor: 3_600_000 },
  b: { unit: 'bytes', factor: 1 },
  byte: { unit: 'bytes', factor: 1 },
  bytes: { unit: 'bytes', factor: 1 },
  kb: { unit: 'bytes', factor: 1_000 },
  kib: { unit: 'bytes', factor: 1_024 },
  mb: { unit: 'bytes', factor: 1e6 },
  mib: { unit: 'bytes', factor: 1_048_576 },
  gb: { unit: 'bytes', factor: 1e9 },
  gib: { unit: 'bytes', factor: 1_073_741_824 },
};

const unitNamed = (word: string): Slot['measure'] =>
  Object.hasOwn(factors, word.toLowerCase()) ? factors[word.toLowerCase()] : undefined;

/** Names that say that their numbers are durations in milliseconds, or sizes in bytes, where no unit follows. */
const nameUnits: readonly (readonly [RegExp, Slot['measure']])[] = [
  [/(?:_ns|nanos|^event\.duration)$/i, factors['ns']],
  [/(?:_us|micros)$/i, factors['us']],
  [/(?:[._]ms|millis|Ms)$/, factors['ms']],
  [/(?:[._]sec(?:onds)?|_s)$/i, factors['s']],
  [/(?:bytes|[._]size)$/i, factors['bytes']],
];

/** The unit that a field's name says; undefined for none. */
export const unitOfName = (name: string): Slot['measure'] => nameUnits.find(([pattern]) => pattern.test(name))?.[1];

const anyMask = /<([a-z]{2,8}|\*)\+?>/g;

/** The last word before a slot, without the marks around it. */
const nameBefore = (text: string): string =>
  (/([A-Za-z][\w.-]{0,39})[\s=:"'([{]{0,6}$/.exec(text.slice(-60))?.[1] ?? '').replace(/[._-]+$/, '');

/** The word after a slot; not where it names the number after it: `packets <num> bytes <num>`. */
const unitAfter = (text: string): string => {
  const [whole, word = ''] = /^[\s"']{0,2}([A-Za-zµ]{1,12})(?![\w])/.exec(text) ?? [];
  return whole !== undefined && /^[\s:=]{1,3}<num>/.test(text.slice(whole.length)) ? '' : word;
};

/**
 * The slots of a template's text, in the order of its parameters.
 *
 * @example slotsOf('GET <path> took <num> ms')[1] // { name: 'took', mask: 'num', measure: { unit: 'ms', factor: 1 } }
 */
export const slotsOf = (text: string): readonly Slot[] => {
  const slots: Slot[] = [];
  for (const match of text.matchAll(anyMask)) {
    const [whole, mask = '*'] = match;
    const name = nameBefore(text.slice(0, match.index));
    const after = unitAfter(text.slice(match.index + whole.length));
    const measure = mask === 'num' || mask === '*' ? (unitNamed(after) ?? unitOfName(name)) : undefined;
    slots.push({ name, mask, ...(measure === undefined ? {} : { measure }) });
  }
  return slots;
};

const numberWithUnit = /^([-+]?\d{1,15}(?:\.\d{1,9})?) ?([A-Za-zµ]{0,7})$/;

/**
 * The number that a value of a slot is, in milliseconds or bytes where its unit is known; undefined for other values.
 *
 * @example measureOf({ name: 'took', mask: 'duration' }, '1.5s') // { unit: 'ms', value: 1500 }
 */
export const measureOf = (
  slot: Pick<Slot, 'mask' | 'measure'>,
  text: string,
): { readonly unit: Unit; readonly value: number } | undefined => {
  if (slot.mask !== 'num' && slot.mask !== 'duration' && slot.mask !== 'size' && slot.mask !== '*') return undefined;
  const [, digits, word = ''] = numberWithUnit.exec(text.length > 24 ? '' : text.replaceAll(/,(?=\d{3})/g, '')) ?? [];
  if (digits === undefined) return undefined;
  const own = word === '' ? slot.measure : unitNamed(word);
  if (word !== '' && own === undefined) return undefined;
  const { unit, factor } = own ?? { unit: 'number' as const, factor: 1 };
  return { unit, value: Number(digits) * factor };
};
