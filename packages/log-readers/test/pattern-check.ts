/** One element of a pattern: a set of characters, or a group of alternatives, with how often it stands. */
interface Element {
  readonly source: string;
  readonly alternatives?: readonly (readonly Element[])[];
  readonly min: number;
  readonly max: number;
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** Characters that a single-character element takes; assertions take none. */
const charactersOf = (source: string): ReadonlySet<string> => {
  if (/^(?:\\b|\\B|\^|\$)$/.test(source)) return new Set();
  const pattern = new RegExp(`^${source}$`, 's');
  return new Set(ascii.filter((character) => pattern.test(character)));
};

const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/;

class Parser {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  alternatives(): readonly (readonly Element[])[] {
    const all: Element[][] = [[]];
    while (this.at < this.text.length && this.text[this.at] !== ')') {
      if (this.text[this.at] === '|') {
        this.at += 1;
        all.push([]);
      } else all[all.length - 1]!.push(this.element());
    }
    return all;
  }

  private element(): Element {
    const start = this.at;
    let inner: readonly (readonly Element[])[] | undefined;
    if (this.text[start] === '(') {
      this.at += /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(this.text.slice(start))![0].length;
      inner = this.alternatives();
      this.at += 1;
    } else if (this.text[start] === '[') {
      this.at += /^\[(?:[^\]\\]|\\.)*\]/.exec(this.text.slice(start))![0].length;
    } else if (this.text[start] === '\\') {
      this.at += /^\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/.exec(this.text.slice(start))![0].length;
    } else this.at += 1;
    const source = this.text.slice(start, this.at);
    const times = quantifier.exec(this.text.slice(this.at));
    if (times === null) return { source, min: 1, max: 1, ...(inner === undefined ? {} : { alternatives: inner }) };
    this.at += times[0].length;
    const [min, max] = this.bounds(times);
    return { source, min, max, ...(inner === undefined ? {} : { alternatives: inner }) };
  }

  private bounds(times: RegExpExecArray): readonly [number, number] {
    if (times[1] !== undefined) return [times[1] === '+' ? 1 : 0, times[1] === '?' ? 1 : Infinity];
    const min = Number(times[2]);
    if (times[3] === undefined) return [min, min];
    return [min, times[4] === '' ? Infinity : Number(times[4])];
  }
}

const parse = (pattern: string): readonly (readonly Element[])[] => new Parser(pattern).alternatives();

const everyElement = (alternatives: readonly (readonly Element[])[]): readonly Element[] =>
  alternatives
    .flat()
    .flatMap((element) => [element, ...(element.alternatives === undefined ? [] : everyElement(element.alternatives))]);

/** Whether anything is repeated without bound. */
export const hasUnbounded = (pattern: string): boolean =>
  everyElement(parse(pattern)).some(({ max }) => max === Infinity);

/** How often anything is repeated at most. */
export const maxRepeat = (pattern: string): number =>
  Math.max(1, ...everyElement(parse(pattern)).map(({ max }) => max));

/** Characters that a sequence may begin with. */
const firstOf = (sequence: readonly Element[]): ReadonlySet<string> => {
  const first = new Set<string>();
  for (const element of sequence) {
    const own =
      element.alternatives === undefined
        ? charactersOf(element.source)
        : element.alternatives.flatMap((inner) => [...firstOf(inner)]);
    for (const character of own) first.add(character);
    const isAssertion = element.alternatives === undefined && first.size === 0;
    if (element.min > 0 && !isAssertion) break;
  }
  return first;
};

const overlap = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  [...left].some((character) => right.has(character));

/** Whether a sequence that is repeated can be cut into rounds in one way only, so that failing tries nothing twice. */
const isUnambiguous = (sequence: readonly Element[]): boolean => {
  if (sequence.every(({ min }) => min === 0)) return false;
  return sequence.every((element, index) => {
    if (element.min === element.max) return true;
    const next = firstOf([...sequence.slice(index + 1), ...sequence]);
    const own =
      element.alternatives === undefined ? charactersOf(element.source) : firstOf(element.alternatives.flat());
    return !overlap(own, next);
  });
};

/** The first group that is repeated and could match one text in several ways; undefined when there is none. */
export const ambiguousRepeat = (pattern: string): string | undefined =>
  everyElement(parse(pattern)).find(({ alternatives, max }) => {
    if (alternatives === undefined || max <= 1) return false;
    const firsts = alternatives.map(firstOf);
    const isDistinct = firsts.every((first, index) => firsts.slice(index + 1).every((other) => !overlap(first, other)));
    return !isDistinct || !alternatives.every(isUnambiguous);
  })?.source;
