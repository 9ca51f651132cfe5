import { severities } from '@bellwether/log-model';
import type { CitableFact, NarrationFacts, NarrationMaterial } from '@bellwether/ports';
import { countTokens, factLines, systemPrompt } from '@bellwether/report';
import { number, plural } from '@bellwether/report/figures';
import { oneLine } from '@bellwether/log-model';
import { sections, type AnalysisFacts, type PatternSummary } from '../summary/analysis-facts.ts';
import { familyKeyOf } from '../summary/error-families.ts';
import { nameOfSource } from '../summary/joined.ts';
import { actorMaterial, findingMaterial, hasRareValue, patternMaterial } from './item-text.ts';

export interface CompressOptions {
  /** Tokens of the whole question, with the words that go before the facts. */
  readonly maxTokens: number;
  readonly count?: (text: string) => number;
}

export interface Compressed {
  readonly facts: NarrationFacts;
  /** Tokens of the question, by the counter that was given. */
  readonly tokens: number;
  /** Patterns that are in it, of all. */
  readonly shownPatterns: number;
}

/** What is around the facts: the tag with its salt, twice, and the last sentence. */
const wrapper = `<facts-00000000-0000-0000-0000-000000000000>\n\n</facts-00000000-0000-0000-0000-000000000000>\nWord these facts.`;
/** Shares of the budget that facts, and findings with actors, take at most. */
const factShare = 0.4;
const findingShare = 0.15;
/** For the sentence that says what is left out. */
const omittedTokens = 100;
/** Characters of a pattern's text: the longest with which all that is rare finds room is taken. */
const textLengths = [200, 140, 100, 72];
/** Patterns of one family that come before those of others. */
const maxOfFamily = 2;

/** Short names of log sources, which patterns name them by. */
const sourceNames = ({ logSources }: AnalysisFacts): ReadonlyMap<string, string> =>
  new Map(logSources.map(({ logSource }, index) => [logSource, `S${index + 1}`]));

/** A budget from which lines are paid. */
const purse = (maxTokens: number, count: (text: string) => number) => {
  let spent = 0;
  return {
    pay: (line: string, limit = maxTokens): boolean => {
      // A line break costs at most one more.
      const cost = count(line) + 1;
      if (spent + cost > Math.min(limit, maxTokens)) return false;
      spent += cost;
      return true;
    },
    spent: () => spent,
  };
};

/** The most telling first: what is rare, new or gone, then what has a rare value, then errors, then the rest; of a family at most two, then the rest of it. */
const inOrder = (patterns: readonly PatternSummary[]): readonly PatternSummary[] => {
  const telling = patterns.filter((pattern) => pattern.state !== 'known' || hasRareValue(pattern));
  const known = patterns.filter((pattern) => !telling.includes(pattern));
  const seen = new Map<string, number>();
  const [first, later]: [PatternSummary[], PatternSummary[]] = [[], []];
  for (const pattern of telling) {
    const key = familyKeyOf(pattern);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    (before < maxOfFamily ? first : later).push(pattern);
  }
  return [...first, ...later, ...known];
};

/** What is left out, by kind: nothing is dropped without a word. */
const omittedText = (
  left: readonly PatternSummary[],
  { furtherPatterns, findings }: AnalysisFacts,
  shownFindings: number,
): string => {
  const byKind = new Map<string, { patterns: number; events: number }>();
  for (const { severity, state, count } of left) {
    const kind = `${state} ${severity}`;
    const sum = byKind.get(kind) ?? { patterns: 0, events: 0 };
    byKind.set(kind, { patterns: sum.patterns + 1, events: sum.events + count });
  }
  const order = (kind: string): number => severities.findIndex((severity) => kind.endsWith(severity));
  const kinds = [...byKind]
    .toSorted(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
    .map(([kind, { patterns, events }]) => `${number(patterns)} ${kind} (${number(events)} events)`);
  const others = furtherPatterns.patterns === 0 ? [] : [`${plural(furtherPatterns.patterns, 'further pattern')}`];
  const rest = findings.length - shownFindings;
  return `not shown: patterns ${[...kinds, ...others].join(', ') || 'none'}${rest > 0 ? `; ${plural(rest, 'finding')}` : ''}`;
};

/**
 * Writes an analysis as the material of one question that costs at most so many tokens: sentences of facts, findings, actors, then patterns,
 * the rarest and most severe first, with their values. What finds no room is counted by kind.
 *
 * @throws RangeError when not even the title finds room
 * @example compress(facts, { maxTokens: 8_000 }).tokens // 7_912
 */
export const compress = (analysis: AnalysisFacts, { maxTokens, count = countTokens }: CompressOptions): Compressed => {
  const names = sourceNames(analysis);
  const budget = purse(maxTokens, count);
  const base: NarrationFacts = { title: analysis.title, facts: [], sections: [...sections] };
  if (!budget.pay([systemPrompt, wrapper, ...factLines(base)].join('\n')) || budget.spent() + omittedTokens > maxTokens)
    throw new RangeError(`A prompt of ${maxTokens} tokens has no room for facts.`);
  const limit = maxTokens - omittedTokens;
  const facts: CitableFact[] = [];
  for (const { id, section, sentence, mustName } of analysis.facts) {
    const fact = { id, section, sentence, ...(mustName === undefined ? {} : { mustName }) };
    const [, , line = ''] = factLines({ ...base, facts: [fact] });
    if (budget.pay(line, limit * factShare)) facts.push(fact);
  }
  const material: NarrationMaterial[] = [];
  const lineOf = ({ id, text, quote }: NarrationMaterial): string => `${id} ${text}: ${quote ?? ''}`;
  const add = (id: string, item: Omit<NarrationMaterial, 'id'>, upTo = limit): boolean => {
    const isPaid = budget.pay(lineOf({ id, ...item }), upTo);
    if (isPaid) material.push({ id, ...item });
    return isPaid;
  };
  const findingLimit = Math.min(limit, budget.spent() + limit * findingShare);
  const shownFindings = analysis.findings.filter((finding) =>
    add(finding.number, findingMaterial(finding), findingLimit),
  ).length;
  for (const actor of analysis.actors.slice(0, 12)) add(actor.id, actorMaterial(actor), findingLimit);

  const ordered = inOrder(analysis.patterns);
  const telling = ordered.filter((pattern) => pattern.state !== 'known' || hasRareValue(pattern));
  const sourceOf = ({ logSource }: PatternSummary): string => names.get(logSource) ?? 'S0';
  const cost = (maxText: number): number =>
    telling.reduce(
      (sum, pattern) =>
        sum +
        count(lineOf({ id: pattern.id, ...patternMaterial(pattern, { maxText, source: sourceOf(pattern) }) })) +
        1,
      0,
    );
  // Names of log sources are paid with the first pattern of each.
  const named = new Set<string>();
  const nameCost = [...new Set(telling.map(({ logSource }) => logSource))].reduce(
    (sum, logSource) => sum + count(`${names.get(logSource) ?? ''} = ${oneLine(nameOfSource(logSource), 80)}`) + 1,
    0,
  );
  const room = limit - budget.spent() - nameCost;
  const maxText = textLengths.find((length) => cost(length) <= room) ?? textLengths.at(-1) ?? 72;
  const shown = new Set<PatternSummary>();
  for (const pattern of ordered) {
    const source = sourceOf(pattern);
    if (!named.has(source)) {
      if (!add(source, { text: `= ${oneLine(nameOfSource(pattern.logSource), 80)}` })) continue;
      named.add(source);
    }
    if (add(pattern.id, patternMaterial(pattern, { maxText, source }))) shown.add(pattern);
  }
  const omitted = omittedText(
    analysis.patterns.filter((pattern) => !shown.has(pattern)),
    analysis,
    shownFindings,
  );
  const narration: NarrationFacts = { ...base, facts, material, omitted: oneLine(omitted, 300) };
  return {
    facts: narration,
    tokens: count([systemPrompt, wrapper, ...factLines(narration)].join('\n')),
    shownPatterns: shown.size,
  };
};
