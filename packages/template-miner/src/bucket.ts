import { BucketIndex } from './bucket-index.ts';
import { generaliseWord, isSameNumbered } from './generalise.ts';
import type { Shape } from './lists.ts';
import { isVariable } from './masks.ts';
import type { Bucket, LiveTemplate, PreparedShape } from './live-template.ts';
import { isAccountName, isRequest, isValuePosition, neededValues } from './positions.ts';
import { commonRoute, isRoute } from './routes.ts';

/** Templates of a bucket that are compared one by one. */
const fewTemplates = 24;
/** A family needs some 18 values at most, so the members of one that grows are among the last. */
const maxRecent = 128;

export const emptyBucket = (generation: number): Bucket => ({
  templates: new Set(),
  recent: new Set(),
  generation,
  index: undefined,
});

export const enterBucket = (bucket: Bucket, template: LiveTemplate): void => {
  bucket.templates.add(template);
  bucket.recent.add(template);
  if (bucket.recent.size > maxRecent) {
    for (const oldest of bucket.recent) {
      bucket.recent.delete(oldest);
      break;
    }
  }
  if (bucket.index) bucket.index.add(template);
  else if (bucket.templates.size > fewTemplates) {
    bucket.index = new BucketIndex();
    for (const known of bucket.templates) bucket.index.add(known);
  }
};

export const leaveBucket = (bucket: Bucket, template: LiveTemplate): void => {
  bucket.templates.delete(template);
  bucket.recent.delete(template);
  bucket.index?.remove(template);
};

export const prepare = (shape: Shape): PreparedShape => ({
  words: shape.words,
  gaps: shape.gaps,
  varies: shape.words.map(isVariable),
  isValue: shape.words.map((_, position) => isValuePosition(shape, position)),
});

/** How a message stands to a template of its bucket. */
interface Comparison {
  /** Positions where both differ and nothing yet says that a value stands there. */
  readonly conflicts: readonly number[];
  /** Constant words in common. */
  readonly sharedWords: number;
  /** True when the template already stands for the message as it is. */
  readonly isCovered: boolean;
}

const isPlainWord = (word: string): boolean => {
  const unit = word.charCodeAt(0) | 32;
  return unit >= 97 && unit <= 122 && !word.includes('<');
};

const noConflicts: readonly number[] = [];

const compare = (template: Shape, message: PreparedShape, maxConflicts: number): Comparison | undefined => {
  let conflicts = noConflicts as number[];
  let sharedWords = 0;
  let isCovered = true;
  for (let position = 0; position < message.words.length; position += 1) {
    const known = template.words[position] ?? '';
    const seen = message.words[position] ?? '';
    if (known === seen) {
      if (message.varies[position] !== true && isPlainWord(known)) sharedWords += 1;
      continue;
    }
    const isKnownVariable = known.includes('<') && isVariable(known);
    if (isKnownVariable && (known === '<*>' || generaliseWord(known, seen) === known)) continue;
    isCovered = false;
    if (isSameNumbered(known, seen) || commonRoute(known, seen) !== undefined) {
      sharedWords += 1;
      continue;
    }
    const isVaried = isKnownVariable && message.varies[position] === true && !isRoute(known);
    if (message.isValue[position] === true || isAccountName(known) || isVaried) continue;
    if (conflicts.length >= maxConflicts) return undefined;
    if (conflicts === noConflicts) conflicts = [];
    conflicts.push(position);
  }
  return { conflicts, sharedWords, isCovered };
};

/** Whether any constant word is common to both: asked first, since mostly none is. */
const hasSharedWord = (template: Shape, message: PreparedShape): boolean => {
  for (let position = 0; position < message.words.length; position += 1) {
    const seen = message.words[position] ?? '';
    if (template.words[position] === seen && message.varies[position] !== true && isPlainWord(seen)) return true;
  }
  return false;
};

/** A template that stands for a message, or may after generalising values. */
export interface Found {
  readonly template: LiveTemplate;
  /** True when the template stands for the message as it is. */
  readonly isCovered: boolean;
}

/** Finds the template that stands for a message, the one with most words in common; ties go to the smaller id. */
export const findTemplate = (bucket: Bucket, message: PreparedShape): Found | undefined => {
  let best: LiveTemplate | undefined;
  let bestCovered = false;
  let bestShared = -1;
  for (const template of bucket.index?.candidates(message) ?? bucket.templates) {
    const comparison = compare(template, message, 0);
    if (!comparison) continue;
    const { isCovered, sharedWords } = comparison;
    if (!isCovered && sharedWords === 0) continue;
    const isTie = isCovered === bestCovered && sharedWords === bestShared;
    const isBetter = isCovered === bestCovered ? sharedWords > bestShared : isCovered;
    if (best && !isBetter && !(isTie && template.id < best.id)) continue;
    best = template;
    bestCovered = isCovered;
    bestShared = sharedWords;
  }
  return best && { template: best, isCovered: bestCovered };
};

interface Family {
  readonly conflicts: readonly number[];
  readonly members: LiveTemplate[];
  sharedWords: number;
}

/** Values a position has shown, the message's among them; a position that already varies in one member has shown many. */
const countValues = (family: Family, message: Shape, position: number): number => {
  const values = new Set(family.members.map((member) => member.words[position]));
  values.add(message.words[position]);
  const hasMask = [...values].some((value) => value !== undefined && isVariable(value));
  return values.size + (hasMask ? 2 : 0);
};

/** How much more has to be seen when little of the message is constant. */
const caution = (sharedWords: number): number => (sharedWords >= 3 ? 0 : sharedWords === 2 ? 2 : 6);

/**
 * Finds the templates that, with the message, are one: they differ from it in the same few positions, and each of these
 * positions has shown enough different words. The fewer positions the better.
 */
export const findFamily = (bucket: Bucket, message: PreparedShape): readonly LiveTemplate[] => {
  const plainWords = message.words.filter(isPlainWord).length;
  // One constant word is enough where many names stood at each position beside it.
  const maxConflicts = isRequest(message) ? 1 : plainWords === 3 ? 2 : Math.floor(plainWords / 2);
  if (maxConflicts === 0) return [];
  const families = new Map<string, Family>();
  for (const template of bucket.recent) {
    if (!hasSharedWord(template, message)) continue;
    const comparison = compare(template, message, maxConflicts);
    if (!comparison || comparison.sharedWords === 0) continue;
    const key = comparison.conflicts.join(',');
    const family = families.get(key);
    if (family) {
      family.members.push(template);
      family.sharedWords = Math.min(family.sharedWords, comparison.sharedWords);
    } else
      families.set(key, { conflicts: comparison.conflicts, members: [template], sharedWords: comparison.sharedWords });
  }
  let best: Family | undefined;
  for (const family of families.values()) {
    if (best && best.conflicts.length <= family.conflicts.length) continue;
    const extra = caution(family.sharedWords);
    const isVaried = family.conflicts.every(
      (position) => countValues(family, message, position) >= neededValues(message, position) + extra,
    );
    if (isVaried) best = family;
  }
  return best?.members ?? [];
};

/** The templates among the last ones that another stands for as they are. */
export const findCovered = (bucket: Bucket, template: LiveTemplate): readonly LiveTemplate[] =>
  [...bucket.recent].filter((one) => one !== template && compare(template, prepare(one), 0)?.isCovered === true);

/** True when a list template stands for a message whose lists are collapsed, or may after generalising values. */
export const canJoinList = (template: Shape, message: PreparedShape): boolean => {
  const comparison = compare(template, message, 0);
  return comparison !== undefined && comparison.sharedWords > 0;
};
