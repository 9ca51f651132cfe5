/**
 * How tokens are written in the table: text as it is, and runs as `{alphabet:count}` or `{alphabet:min-max}`.
 *
 * `glpat-{url:20}` is `glpat-` and at least 20 letters, digits, `-` or `_`. The last run of a shape takes whatever goes on in its
 * alphabet, so that nothing of a longer token stays.
 */
const alphabets = {
  digit: '0-9',
  hex: '0-9a-f',
  anyhex: '0-9A-Fa-f',
  upper: 'A-Z0-9',
  lower: 'a-z0-9',
  letter: 'A-Za-z',
  alnum: 'A-Za-z0-9',
  word: String.raw`\w`,
  url: String.raw`\w-`,
  dotted: String.raw`\w.=-`,
  base64: 'A-Za-z0-9+/',
} as const;
type Alphabet = keyof typeof alphabets;

/** A token as an example has it: letters and digits of each alphabet by turns. */
const samples: Readonly<Record<Alphabet, string>> = {
  digit: '7294816350',
  hex: '9c2e4f7a1b8d3065',
  anyhex: '9c2E4f7A1b8D3065',
  upper: 'Q7K2ZD9MX4',
  lower: 'q7k2zd9mx4',
  letter: 'QkTzVdWmXb',
  alnum: 'q7K2zD9mX4',
  word: 'q7K2zD9m_4',
  url: 'q7K2zD-m_4',
  dotted: 'q7K2zD-m_4',
  base64: 'q7K2zD9mX4',
};

interface Run {
  readonly alphabet: Alphabet;
  readonly min: number;
  readonly max: number;
}
type Part = string | Run;

/** The longest token that is taken out whole; UTF-16 units. */
const maxRun = 4096;

const isAlphabet = (name: string | undefined): name is Alphabet => name !== undefined && Object.hasOwn(alphabets, name);

const partsOf = (shape: string): readonly Part[] =>
  shape.split(/(\{[a-z0-9]{1,10}:\d{1,4}(?:-\d{1,4})?\})/).flatMap((piece): Part[] => {
    const found = /^\{([a-z0-9]+):(\d+)(?:-(\d+))?\}$/.exec(piece);
    if (found === null) return piece === '' ? [] : [piece];
    const [, alphabet, min, max] = found;
    if (!isAlphabet(alphabet)) throw new RangeError(`${shape} names no alphabet: ${alphabet}.`);
    return [{ alphabet, min: Number(min), max: max === undefined ? Number(min) : Number(max) }];
  });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Before a token that begins with a letter or digit there is no other, but for the letter of an escaped line end. */
const boundary = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))`;

/** Source of the pattern of a shape. @param isLoose  whether it is found inside a longer word too */
export const patternOfShape = (shape: string, isLoose = false): string => {
  const parts = partsOf(shape);
  const source = parts.map((part, index) => {
    if (typeof part === 'string') return escaped(part);
    const isLast = index === parts.length - 1;
    const max = isLast ? maxRun : part.max;
    return `[${alphabets[part.alphabet]}]{${part.min}${max === part.min ? '' : `,${max}`}}`;
  });
  const padding = parts.some((part) => typeof part !== 'string' && part.alphabet === 'base64') ? '={0,2}' : '';
  return (isLoose ? '' : boundary) + source.join('') + padding;
};

/** The longest constant part of a shape: every token of it contains that text. */
export const fragmentOfShape = (shape: string): string =>
  partsOf(shape).reduce<string>(
    (best, part) => (typeof part === 'string' && part.length > best.length ? part : best),
    '',
  );

/** A token of the shape; with `isShort`, its longest run is cut to two characters, so that it is none. */
export const exampleOfShape = (shape: string, isShort = false): string => {
  const parts = partsOf(shape);
  const longest = Math.max(...parts.map((part) => (typeof part === 'string' ? 0 : part.min)));
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const length = isShort && part.min === longest ? 2 : part.min;
      return samples[part.alphabet].repeat(Math.ceil(length / samples[part.alphabet].length)).slice(0, length);
    })
    .join('');
};
