import type { PatternSummary } from './analysis-facts.ts';
import type { NumberedPattern } from './joined.ts';

/** Error patterns of one kind: of one exception, or with the same first words in one log source. */
export interface ErrorFamily {
  /** The most frequent first. */
  readonly patterns: readonly PatternSummary[];
  /** Errors: what the same patterns say at a lower severity is left out. */
  readonly errors: number;
  readonly logSources: number;
}

const exception = /\b([A-Z][A-Za-z0-9]{2,60}(?:Exception|Error|Fault|Timeout))\b/;
const words = /[A-Za-z]{2,}/g;

/** What patterns of one family have in common. Placeholders such as `<num>` are left out. */
export const familyKeyOf = ({ text, logSource }: Pick<PatternSummary, 'text' | 'logSource'>): string => {
  const named = exception.exec(text)?.[1];
  if (named !== undefined) return `exception ${named}`;
  const first =
    text
      .slice(0, 200)
      .replace(/<[a-z*]{1,8}\+?>/g, ' ')
      .match(words) ?? [];
  return `${logSource}\n${first.slice(0, 3).join(' ').toLowerCase()}`;
};

/** Families of patterns of errors, those with most events first. */
export const errorFamiliesOf = (patterns: readonly NumberedPattern[]): readonly ErrorFamily[] => {
  const families = new Map<string, PatternSummary[]>();
  for (const { summary } of patterns) {
    if (summary.errors === 0) continue;
    const key = familyKeyOf(summary);
    const family = families.get(key);
    if (family === undefined) families.set(key, [summary]);
    else family.push(summary);
  }
  return [...families.values()]
    .map((family) => ({
      patterns: family.toSorted((a, b) => b.errors - a.errors || (a.key < b.key ? -1 : 1)),
      errors: family.reduce((sum, { errors }) => sum + errors, 0),
      logSources: new Set(family.map(({ logSource }) => logSource)).size,
    }))
    .toSorted((a, b) => b.errors - a.errors || ((a.patterns[0]?.key ?? '') < (b.patterns[0]?.key ?? '') ? -1 : 1));
};
