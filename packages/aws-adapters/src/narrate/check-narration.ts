import { plainLine } from '@bellwether/log-model';
import type { NarrationFacts } from '@bellwether/ports';
import * as z from 'zod/mini';

/** Why a model's words are not used. A value: models err routinely. */
export type NarrationFailure =
  | 'call_failed'
  | 'facts_out_of_bounds'
  | 'stopped_early'
  | 'no_text'
  | 'not_json'
  | 'bad_shape'
  | 'unknown_fact'
  | 'unknown_figure'
  | 'link_or_markup'
  | 'critical_unnamed'
  | 'calm_beside_critical';

export const describeNarrationFailure = (failure: NarrationFailure): string => {
  switch (failure) {
    case 'call_failed':
      return 'The model could not be asked.';
    case 'facts_out_of_bounds':
      return 'There are no facts, or more than the model is given at once.';
    case 'stopped_early':
      return 'The model stopped before the end of its answer.';
    case 'no_text':
      return 'The model answered without text.';
    case 'not_json':
      return 'The model did not answer in JSON.';
    case 'bad_shape':
      return "The model's answer does not have the agreed shape.";
    case 'unknown_fact':
      return 'The model cited a fact that does not exist, or none.';
    case 'unknown_figure':
      return 'The model named a figure that is not in the facts it cites.';
    case 'link_or_markup':
      return 'The model wrote a link or markup.';
    case 'critical_unnamed':
      return 'The model did not name every CRITICAL finding.';
    case 'calm_beside_critical':
      return 'The model wrote that all is well beside a CRITICAL finding.';
    default:
      return failure satisfies never;
  }
};

export type NarrationCheck =
  | { readonly ok: true; readonly paragraphs: readonly string[] }
  | { readonly ok: false; readonly failure: NarrationFailure };

const answerShape = z.object({
  paragraphs: z
    .array(
      z.object({
        text: z.string().check(z.minLength(1), z.maxLength(2_000)),
        facts: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200)),
      }),
    )
    .check(z.minLength(1), z.maxLength(12)),
});

const numberWords: ReadonlyMap<string, string> = new Map(
  (
    'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 ' +
    'sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ' +
    'ninety:90 hundred:100 thousand:1000 million:1000000 billion:1000000000 dozen:12 hundreds:100 thousands:1000 ' +
    'millions:1000000 dozens:12 twice:2 double:2 doubled:2 triple:3 tripled:3 half:0.5'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Every figure in a text: runs of digits with their separators, thousands taken out, and spelt-out numbers as digits. */
const figuresOf = (text: string): ReadonlySet<string> => {
  const figures = new Set<string>();
  for (const [run] of text.matchAll(/\d+(?:[.,:]\d+)*/g)) figures.add(run.replaceAll(/,(?=\d{3}(?!\d))/g, ''));
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g)) {
    const figure = numberWords.get(word);
    if (figure !== undefined) figures.add(figure);
  }
  return figures;
};

// Paragraphs are shown as plain text; these forms would still tempt a renderer or a reader.
const linkOrMarkup = /https?:|www\.|:\/\/|<\/?[a-z!]|\]\(|```|\bjavascript:/i;

/** Words that calm, where no fact says so. */
const calm = new RegExp(
  [
    String.raw`\ball (?:is|was|seems|looks|appears|are|were|clear|good|quiet|systems)\b`,
    String.raw`\b(?:everything|nothing) (?:is|was|seems|looks|appears|works|runs|happened|needs|unusual|suspicious|serious|to worry|stands out)\b`,
    String.raw`\bnothing (?:\w+ ){0,3}(?:found|wrong|attention|concern|action)\b`,
    String.raw`\bno (?:\w+ ){0,3}(?:issues?|problems?|incidents?|findings?|threats?|concerns?|action|attention|anomal\w+|impact|risk)\b`,
    String.raw`\b(?:false (?:alarms?|positives?)|benign|harmless|can be ignored|safe to ignore|routine|as expected|business as usual|under control)\b`,
  ].join('|'),
  'i',
);

/** For comparing: in small letters, words parted by one space, without joiners, which could hide a word. */
const normal = (text: string): string =>
  plainLine(text.replace(/[\u200c\u200d]/g, ''))
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** Why a text plays a CRITICAL finding down; undefined when it does not. */
const playsDown = (
  paragraphs: readonly string[],
  { facts }: NarrationFacts,
): Extract<NarrationFailure, 'critical_unnamed' | 'calm_beside_critical'> | undefined => {
  const names = facts.flatMap(({ mustName }) => (mustName === undefined ? [] : [normal(mustName)]));
  if (names.length === 0) return undefined;
  const whole = normal(paragraphs.join(' '));
  if (!names.every((name) => whole.includes(name))) return 'critical_unnamed';
  // A name is the program's own, and may contain such words.
  const rest = names.reduce((text, name) => text.replaceAll(name, ' '), whole);
  return calm.test(rest) ? 'calm_beside_critical' : undefined;
};

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

/**
 * Checks a model's answer against the facts it was given: every paragraph cites facts that exist, and names no figure that its
 * facts (or the title) do not; every CRITICAL finding is named, and nothing beside one says that all is well.
 */
export const checkNarration = (text: string, { title, facts }: NarrationFacts): NarrationCheck => {
  const object = parseObject(text);
  if (object === undefined) return { ok: false, failure: 'not_json' };
  const answer = z.safeParse(answerShape, object);
  if (!answer.success) return { ok: false, failure: 'bad_shape' };
  const sentences = new Map(facts.map(({ id, sentence }) => [id, sentence]));
  const paragraphs: string[] = [];
  for (const paragraph of answer.data.paragraphs) {
    const cited = paragraph.facts.map((id) => sentences.get(id));
    if (cited.length === 0 || cited.includes(undefined)) return { ok: false, failure: 'unknown_fact' };
    if (linkOrMarkup.test(paragraph.text)) return { ok: false, failure: 'link_or_markup' };
    // Ids count as named too: a paragraph may say "F3".
    const known = figuresOf([title, ...paragraph.facts, ...cited].join(' \n '));
    for (const figure of figuresOf(paragraph.text))
      if (!known.has(figure)) return { ok: false, failure: 'unknown_figure' };
    paragraphs.push(plainLine(paragraph.text));
  }
  const failure = playsDown(paragraphs, { title, facts });
  return failure === undefined ? { ok: true, paragraphs } : { ok: false, failure };
};
