/** One part of a pattern with its quantifier. */
interface Term {
  /** Source of a single-character atom; undefined for a group or an assertion. */
  readonly unit?: string;
  readonly group?: readonly (readonly Term[])[];
  readonly min: number;
  readonly max: number;
}

/** Repeats beyond this count as endless. */
const manyTimes = 100;

/** Reads the source of a regular expression into its terms; enough of the syntax for what logs need. */
const parse = (source: string): readonly (readonly Term[])[] => {
  let index = 0;
  const readUnit = (): string => {
    const start = index;
    if (source[index] === '[') {
      index += 1;
      while (source[index] !== ']') index += source[index] === '\\' ? 2 : 1;
      index += 1;
    } else index += source[index] === '\\' ? (source[index + 1] === 'u' ? 6 : 2) : 1;
    return source.slice(start, index);
  };
  const readQuantifier = (): { min: number; max: number } => {
    const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(index));
    if (!found) return { min: 1, max: 1 };
    index += found[0].length;
    if (found[1]) return { min: found[1] === '+' ? 1 : 0, max: found[1] === '?' ? 1 : Infinity };
    const min = Number(found[2]);
    return { min, max: found[3] === undefined ? min : found[4] === '' ? Infinity : Number(found[4]) };
  };
  const readAlternatives = (): readonly (readonly Term[])[] => {
    const alternatives: Term[][] = [[]];
    while (index < source.length && source[index] !== ')') {
      if (source[index] === '|') {
        index += 1;
        alternatives.push([]);
      } else if (source[index] === '(') {
        const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(source.slice(index))?.[0] ?? '(';
        index += opening.length;
        const group = readAlternatives();
        index += 1;
        const isAssertion = /[=!]$/.test(opening);
        const quantifier = readQuantifier();
        if (!isAssertion) alternatives.at(-1)?.push({ group, ...quantifier });
      } else {
        const unit = readUnit();
        const isAssertion = unit === '^' || unit === '$' || unit === '\\b' || unit === '\\B';
        if (!isAssertion) alternatives.at(-1)?.push({ unit, ...readQuantifier() });
      }
    }
    return alternatives;
  };
  return readAlternatives();
};

const unitsOf = (unit: string): ReadonlySet<number> => {
  const pattern = new RegExp(`^(?:${unit})$`, 's');
  return new Set(
    Array.from({ length: 256 }, (_, code) => code).filter((code) => pattern.test(String.fromCharCode(code))),
  );
};
const areDisjoint = (one: string, two: string): boolean => [...unitsOf(one)].every((code) => !unitsOf(two).has(code));

/** Every single-character atom in a sequence that may repeat. */
const repeatsIn = (terms: readonly Term[]): readonly Term[] =>
  terms.flatMap((term) => [
    ...(term.unit !== undefined && term.max > 1 && term.max !== term.min ? [term] : []),
    ...(term.group ?? []).flatMap(repeatsIn),
  ]);

/** Every group that repeats must, in each round, pass a fixed character that nothing repeating in it can be. */
const nestedFaults = (terms: readonly Term[]): readonly string[] =>
  terms.flatMap((term) => {
    const inner = (term.group ?? []).flatMap(nestedFaults);
    if (!term.group || term.max <= 1) return inner;
    const faults = term.group.filter((alternative) => {
      const repeats = repeatsIn(alternative);
      const longest = Math.max(0, ...repeats.map(({ max }) => max));
      if (repeats.length === 0 || term.max * longest <= manyTimes * manyTimes) return false;
      const fixed = alternative.filter(({ unit, min, max }) => unit !== undefined && min >= 1 && min === max);
      return !fixed.some((mark) => repeats.every((repeat) => areDisjoint(mark.unit ?? '', repeat.unit ?? '')));
    });
    return [...inner, ...faults.map(() => 'a repeat inside a repeat')];
  });

/** Two endless repeats side by side must not be able to share a character. */
const neighbourFaults = (terms: readonly Term[]): readonly string[] =>
  terms.flatMap((term, position) => {
    const inner = (term.group ?? []).flatMap(neighbourFaults);
    if (term.unit === undefined || term.max !== Infinity) return inner;
    for (const next of terms.slice(position + 1)) {
      if (next.unit === undefined) break;
      if (next.max === Infinity && !areDisjoint(term.unit, next.unit))
        return [...inner, 'two endless repeats of one character'];
      if (next.min > 0) break;
    }
    return inner;
  });

/** What could make a pattern take more than linear time; empty when nothing can. */
export const findSlowShapes = (source: string): readonly string[] => {
  const alternatives = parse(source);
  return alternatives.flatMap((terms) => [...nestedFaults(terms), ...neighbourFaults(terms)]);
};
