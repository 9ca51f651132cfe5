import { plainLine } from '@bellwether/log-model';
import type { Faithfulness, Insight, NarrationFacts, StrikeReason } from '@bellwether/ports';
import * as z from 'zod/mini';
import {
  actionsIn,
  calm,
  figuresOf,
  idsIn,
  linkOrMarkup,
  namesIn,
  normalText,
  severitiesIn,
  tripletsIn,
  withoutIds,
} from './claim-words.ts';

/** Why a model's words are not used at all. A value: models err routinely. */
export type NarrationFailure =
  | 'call_failed'
  | 'timed_out'
  | 'facts_out_of_bounds'
  | 'over_budget'
  | 'refused'
  | 'filtered'
  | 'too_long'
  | 'context_exceeded'
  | 'malformed'
  | 'stopped_early'
  | 'no_text'
  | 'not_json'
  | 'bad_shape'
  | 'nothing_left'
  | 'critical_unnamed';

export const describeNarrationFailure = (failure: NarrationFailure): string => {
  switch (failure) {
    case 'call_failed':
      return 'The model could not be asked.';
    case 'timed_out':
      return 'The model did not answer in time.';
    case 'facts_out_of_bounds':
      return 'There are no facts, or more than the model is given at once.';
    case 'over_budget':
      return 'The question would have cost more than is allowed.';
    case 'refused':
      return 'The model declined to answer.';
    case 'filtered':
      return 'A guardrail or filter of the service stepped in.';
    case 'too_long':
    case 'stopped_early':
      return 'The model stopped before the end of its answer.';
    case 'context_exceeded':
      return 'The facts are longer than the model takes.';
    case 'malformed':
      return 'The service could not read what the model wrote.';
    case 'no_text':
      return 'The model answered without text.';
    case 'not_json':
      return 'The model did not answer in JSON.';
    case 'bad_shape':
      return "The model's answer does not have the agreed shape.";
    case 'nothing_left':
      return 'Every claim of the model was struck out.';
    case 'critical_unnamed':
      return 'The model did not name every CRITICAL finding.';
    default:
      return failure satisfies never;
  }
};

export type NarrationCheck =
  | { readonly ok: true; readonly insights: readonly Insight[]; readonly faithfulness: Faithfulness }
  | { readonly ok: false; readonly failure: NarrationFailure; readonly faithfulness?: Faithfulness };

const answerShape = z.object({
  claims: z
    .array(
      z.object({
        section: z.optional(z.string().check(z.maxLength(100))),
        text: z.string().check(z.minLength(1), z.maxLength(2_000)),
        facts: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200)),
      }),
    )
    .check(z.minLength(1), z.maxLength(80)),
});
type Claim = z.output<typeof answerShape>['claims'][number];

/** The first JSON object of a text: models without structured output like to put words or a fence around it. */
const parseObject = (text: string): unknown => {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What claims are checked against. */
interface Known {
  /** Text by id: sentences of facts, and texts of what they refer to. */
  readonly texts: ReadonlyMap<string, string>;
  readonly title: string;
  readonly sections: readonly string[];
  readonly isCritical: boolean;
  /** Names that must be there; they are the program's own, and may contain words that a claim may not. */
  readonly mustNames: readonly string[];
  /** Three words of a log in a row, which no sentence of the program has. */
  readonly quotes: ReadonlySet<string>;
}

const quotesOf = ({ facts, material = [] }: NarrationFacts): ReadonlySet<string> => {
  const own = new Set(facts.flatMap(({ sentence }) => [...tripletsIn(sentence)]));
  const quotes = new Set<string>();
  for (const { quote = '' } of material)
    for (const triplet of tripletsIn(quote)) if (!own.has(triplet)) quotes.add(triplet);
  return quotes;
};

const knownOf = ({ title, facts, material = [], sections = [] }: NarrationFacts): Known => {
  const mustNames = facts.flatMap(({ mustName }) => (mustName === undefined ? [] : [normalText(mustName)]));
  return {
    // What a log says supports nothing.
    texts: new Map([
      ...material.map(({ id, text }) => [id, text] as const),
      ...facts.map(({ id, sentence }) => [id, sentence] as const),
    ]),
    title,
    sections,
    isCritical: mustNames.length > 0,
    mustNames,
    quotes: quotesOf({ title, facts, material }),
  };
};

const isEachIn = (items: Iterable<string>, known: Iterable<string>): boolean => {
  const all = new Set(known);
  for (const item of items) if (!all.has(item)) return false;
  return true;
};

/** Why a claim is struck out; undefined for one that its facts support. */
const strikeOf = ({ section, text, facts }: Claim, known: Known): StrikeReason | undefined => {
  if (facts.length === 0) return 'no_citation';
  const ids = [...facts, ...idsIn(text)];
  const cited = ids.map((id) => known.texts.get(id));
  if (cited.includes(undefined)) return 'unknown_id';
  if (known.sections.length > 0 && (section === undefined || !known.sections.includes(section)))
    return 'unknown_section';
  if (linkOrMarkup.test(text)) return 'link_or_markup';
  // What an id is called is not a figure: "[P3]" supports no claim about three things.
  const said = withoutIds(plainLine(text));
  const support = withoutIds([known.title, ...cited].join(' \n '));
  if (!isEachIn(figuresOf(said), figuresOf(support))) return 'unknown_figure';
  if (!isEachIn(namesIn(said), namesIn(support))) return 'unknown_name';
  for (const triplet of tripletsIn(said)) if (known.quotes.has(triplet)) return 'quotes_log';
  const sentences = withoutIds(facts.map((id) => (id.startsWith('F') ? (known.texts.get(id) ?? '') : '')).join(' \n '));
  // Only the program's own sentences say how severe something is and what to do: texts of logs may not.
  if (!isEachIn(severitiesIn(said), severitiesIn(sentences))) return 'severity_changed';
  if (!isEachIn(actionsIn(said), actionsIn(sentences))) return 'unknown_action';
  const rest = known.mustNames.reduce((left, name) => left.replaceAll(name, ' '), normalText(said));
  return known.isCritical && calm.test(rest) && !calm.test(normalText(sentences)) ? 'calm_beside_critical' : undefined;
};

/**
 * Checks a model's answer against the facts it was given. A claim is kept when it cites ids that exist, and names no figure, no address,
 * no severity and no action that is not in what it cites; others are struck out and counted. The answer is used when a claim is left and
 * every CRITICAL finding is named.
 */
export const checkNarration = (text: string, facts: NarrationFacts): NarrationCheck => {
  const object = parseObject(text);
  if (object === undefined) return { ok: false, failure: 'not_json' };
  const answer = z.safeParse(answerShape, object);
  if (!answer.success) return { ok: false, failure: 'bad_shape' };
  const known = knownOf(facts);
  const insights: Insight[] = [];
  const struck: Partial<Record<StrikeReason, number>> = {};
  for (const claim of answer.data.claims) {
    const reason = strikeOf(claim, known);
    if (reason !== undefined) struck[reason] = (struck[reason] ?? 0) + 1;
    else insights.push({ section: claim.section ?? '', text: plainLine(claim.text), cites: [...new Set(claim.facts)] });
  }
  const faithfulness = { claims: answer.data.claims.length, kept: insights.length, struck };
  if (insights.length === 0) return { ok: false, failure: 'nothing_left', faithfulness };
  const whole = normalText(insights.map((insight) => insight.text).join(' '));
  if (!known.mustNames.every((name) => whole.includes(name)))
    return { ok: false, failure: 'critical_unnamed', faithfulness };
  return { ok: true, insights, faithfulness };
};
