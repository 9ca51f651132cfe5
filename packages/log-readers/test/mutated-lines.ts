/** Digits that break what reads them: overflow of a date, of a safe integer, of a double. */
const digitRuns = [
  '99999999999999999999',
  '9'.repeat(17),
  '8640000000000001',
  `1${'0'.repeat(400)}`,
  '253402300800000',
];

/** Values of the wrong type for any field. */
const wrongValues: readonly unknown[] = [
  null,
  [],
  {},
  true,
  -1,
  1e308,
  '',
  'x'.repeat(300),
  [null],
  { a: [{}] },
  '9'.repeat(25),
];

const replacedAt = (text: string, { index, 0: found }: RegExpMatchArray, by: string): string =>
  text.slice(0, index) + by + text.slice((index ?? 0) + found.length);

type Path = readonly string[];

const pathsOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])])
    : [];

const withValue = (value: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest, by);
  return copy;
};

const jsonOf = (text: string): unknown => {
  try {
    return text.startsWith('{') ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

/** A line with each run of digits replaced by each that breaks something, and each JSON field by each wrong type. */
export function* mutatedLines(text: string): Generator<string, void, undefined> {
  for (const match of text.matchAll(/\d+/g)) for (const run of digitRuns) yield replacedAt(text, match, run);
  const document = jsonOf(text);
  for (const path of pathsOf(document))
    for (const wrong of wrongValues) yield JSON.stringify(withValue(document, path, wrong));
}
