import type { PatternRule } from './match/match.ts';
import { exampleOfShape, fragmentOfShape, patternOfShape } from './match/token-shape.ts';
import { contextRules } from './table/context-rules.ts';
import { personalRules } from './table/personal-rules.ts';
import { tokenKinds } from './table/token-kinds.ts';

/** What a token contains besides its fixed part: a capital or a digit, which names of things often lack. */
const isRandom =
  (fixed: string) =>
  (value: string): boolean =>
    /[A-Z\d]/.test(value.replace(fixed, ''));

/** Fewest characters of a fixed part that says enough alone; others are looked at with what follows. */
const strongLength = 6;

/** Two kinds of characters at least, for tokens whose fixed part is short. */
const isMixed =
  (fixed: string) =>
  (value: string): boolean => {
    const rest = value.replace(fixed, '');
    return /\d/.test(rest) && /[A-Za-z]/.test(rest);
  };

const tokenRules: readonly PatternRule[] = tokenKinds.flatMap(({ name, shapes, isLoose, found = 'api-token' }) =>
  shapes.map((shape): PatternRule => {
    const fragment = fragmentOfShape(shape);
    return {
      found,
      name,
      pattern: new RegExp(patternOfShape(shape, isLoose), 'g'),
      accepts: fragment.length < strongLength ? isMixed(fragment) : isRandom(fragment),
      // Case counts: prefixes of tokens are written one way.
      fragments: [fragment],
      isExact: true,
      example: exampleOfShape(shape),
      lookAlike: exampleOfShape(shape, true),
    };
  }),
);

/** How many rules of contexts come before those of tokens: what is longest and surest. */
const isSurest = ({ found }: PatternRule): boolean =>
  found === 'private-key' ||
  found === 'jwt' ||
  found === 'aws-access-key' ||
  found === 'aws-secret-key' ||
  found === 'url-password' ||
  found === 'webhook';

/** Every pattern, in the order they are looked for: a match that overlaps an earlier one takes its class. */
export const patternRules: readonly PatternRule[] = [
  ...contextRules.filter(isSurest),
  ...tokenRules,
  ...contextRules.filter((rule) => !isSurest(rule)),
  ...personalRules,
];
