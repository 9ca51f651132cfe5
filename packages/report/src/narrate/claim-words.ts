import { plainLine } from '@bellwether/log-model';

const numberWords: ReadonlyMap<string, string> = new Map(
  (
    'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 ' +
    'sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ' +
    'ninety:90 hundred:100 thousand:1000 million:1000000 billion:1000000000 dozen:12 hundreds:100 thousands:1000 ' +
    'millions:1000000 dozens:12 twice:2 double:2 doubled:2 triple:3 tripled:3 half:0.5 halved:0.5 third:3 quarter:4'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Ids that sentences name other things by, such as `[P3]` or `F2`. */
const mark = /\[?\b[FPDA]\d{1,6}\b\]?/g;

/** The ids that a text names. */
export const idsIn = (text: string): readonly string[] =>
  (text.match(mark) ?? []).map((id) => id.replace(/[[\]]/g, ''));

export const withoutIds = (text: string): string => text.replace(mark, ' ');

/** Every figure in a text: runs of digits with their separators, thousands taken out, and spelt-out numbers as digits. */
export const figuresOf = (text: string): ReadonlySet<string> => {
  const figures = new Set<string>();
  for (const [run] of text.matchAll(/\p{Nd}+(?:[.,:]\p{Nd}+)*/gu)) figures.add(run.replaceAll(/,(?=\d{3}(?!\d))/g, ''));
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g)) {
    const figure = numberWords.get(word);
    if (figure !== undefined) figures.add(figure);
  }
  return figures;
};

// Claims are shown as plain text; these forms would still tempt a renderer or a reader.
export const linkOrMarkup = /https?:|www\.|:\/\/|<\/?[a-z!]|\]\(|```|\bjavascript:|!\[|<[@#!]|&lt;|\bdata:/i;

/** Words that calm, where no fact says so. */
export const calm = new RegExp(
  [
    String.raw`\ball (?:is|was|seems|looks|appears|are|were|clear|good|quiet|systems)\b`,
    String.raw`\b(?:everything|nothing) (?:is|was|seems|looks|appears|works|runs|happened|needs|unusual|suspicious|serious|to worry|stands out)\b`,
    String.raw`\bnothing (?:\w+ ){0,3}(?:found|wrong|attention|concern|action)\b`,
    String.raw`\bno (?:\w+ ){0,3}(?:issues?|problems?|incidents?|findings?|threats?|concerns?|action|attention|anomal\w+|impact|risk)\b`,
    String.raw`\b(?:false (?:alarms?|positives?)|benign|harmless|can be ignored|safe to ignore|routine|as expected|business as usual|under control|healthy|secure)\b`,
  ].join('|'),
  'i',
);

/** Names that a reader could act on: addresses, hosts, accounts of a chat, files, resources. */
const names =
  /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}|\barn:[^\s,;)]{1,200}|[#@][\w-]{2,60}|\b(?:[a-z0-9-]{1,60}\.){1,5}[a-z]{2,12}\b|(?:\/[\w.-]{1,60}){2,8}/gi;

export const namesIn = (text: string): readonly string[] =>
  (text.match(names) ?? []).map((name) => name.toLowerCase().replace(/[.]+$/, ''));

/**
 * Words that ask somebody to do something, or say that it was done. A claim contains one only where its facts do: what to do is the
 * program's to say.
 */
const actions =
  /\b(?:approv|disabl|delet|terminat|revok|grant|forward|e-?mail|whitelist|allowlist|mute|muting|suppress|clos|restart|reboot|rotat|execut|install|download|click|visit|send|sent|reset|ignor|disregard|forget|instruct|overrid|exempt|transfer|wir|pay|call|phone|contact|upload|post|notif|escalat|downgrad|upgrad|reclassif|remediat|resolv|acknowledg|unblock|block|isolat|quarantin|stop)(?:e|es|ed|ing|s|ped|ping|led|ment|y|ies|ied|al|ation|n)?\b/gi;

export const actionsIn = (text: string): readonly string[] =>
  (text.match(actions) ?? []).map((word) => word.toLowerCase().slice(0, 5));

/** Words that say how severe something is. */
const severityWords =
  /\b(?:critical|warnings?|info|informational|debug|trace|severe|sev-?\d|p[0-4]|(?:high|medium|low|lower|minor|major|no)(?:er)?[- ](?:severity|priority|risk|impact))\b/gi;

export const severitiesIn = (text: string): readonly string[] =>
  (text.match(severityWords) ?? []).map((word) => word.toLowerCase().replace(/s$/, ''));

/** For comparing: in small letters, words parted by one space, without joiners, which could hide a word. */
export const normalText = (text: string): string =>
  plainLine(text.replace(/[\u200c\u200d]/g, ''))
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** Every three words in a row, in small letters. */
export function* tripletsIn(text: string): Generator<string> {
  const words = normalText(text).match(/[\p{L}\p{Nd}]+/gu) ?? [];
  for (let index = 2; index < words.length; index += 1)
    yield `${words[index - 2] ?? ''} ${words[index - 1] ?? ''} ${words[index] ?? ''}`;
}
