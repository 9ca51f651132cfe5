import type { Shape } from './lists.ts';
import { isRoute } from './routes.ts';

/** Words after which a name of someone or something follows in any log: "user root", "host db1". */
const introducesName =
  /^(?:user|username|uid|account|role|host|hostname|client|server|node|database|table|bucket|queue|topic|tenant|owner)$/i;

/** Accounts that every system has; where one stands another may stand. */
const accounts = new Set('root admin administrator guest nobody anonymous system daemon operator test'.split(' '));
const accountLengths = new Set([...accounts].map(({ length }) => length));

export const isAccountName = (word: string): boolean =>
  accountLengths.has(word.length) && accounts.has(word.toLowerCase());

/** Keys whose values are words of a few: what happened, or how a thing stands. They are kept until many were seen. */
const namesState =
  /(?:^|[._-])(?:action|category|code|component|decision|event|kind|level|method|mode|module|op|operation|outcome|phase|reason|result|stage|state|status|step|type|verdict)$/i;

/** True for a key such as `status`, `job_state`, `action`. */
export const isStateKey = (word: string): boolean => namesState.test(word);

/** True for a plain word after such a key: `state=PENDING`, `action:deny`. */
const isStateWord = (shape: Shape, position: number): boolean =>
  position > 0 &&
  isStateKey(shape.words[position - 1] ?? '') &&
  /^[A-Za-z][A-Za-z_-]*$/.test(shape.words[position] ?? '');

/** The name of an AWS service, and the call after it: what a record of a trail tells. */
const isServiceName = (word: string): boolean => /^[a-z0-9-]{1,40}\.amazonaws\.com$/.test(word);

const methods = /^(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)$/;

/** True for a request by its method, its route and its status alone. */
export const isRequest = ({ words }: Shape): boolean => words.length === 3 && methods.test(words[0] ?? '');

/** True where one word alone stands between quotation marks. */
const isQuoted = (shape: Shape, position: number): boolean => {
  const before = shape.gaps[position] ?? '';
  const after = shape.gaps[position + 1] ?? '';
  return (before.endsWith('"') && after.startsWith('"')) || (before.endsWith("'") && after.startsWith("'"));
};

/**
 * True for a quoted key, column or file: `KeyError: 'user_id'`, `relation "orders" does not exist`. A quoted word that
 * begins with a capital is more often a state or a kind: `in state 'Active'`.
 */
const isQuotedName = (shape: Shape, position: number): boolean =>
  isQuoted(shape, position) &&
  (/^[a-z_$]/.test(shape.words[position] ?? '') || (shape.gaps[position] ?? '').startsWith(': '));

/** True where the text itself says that a value stands: after `=`, after a `key:` without space, after `user`. */
export const isValuePosition = (shape: Shape, position: number): boolean => {
  const gap = shape.gaps[position] ?? '';
  if (gap.endsWith('=') || gap === ':' || gap.endsWith('= ')) return !isStateWord(shape, position);
  if (isAccountName(shape.words[position] ?? '') || isQuotedName(shape, position)) return true;
  return gap === ' ' && position > 0 && introducesName.test(shape.words[position - 1] ?? '');
};

/** True where one word alone stands between brackets. */
const isBracketed = (shape: Shape, position: number): boolean => {
  const before = shape.gaps[position] ?? '';
  const after = shape.gaps[position + 1] ?? '';
  return (
    (/\($/.test(before) && /^\)/.test(after)) ||
    (/\[$/.test(before) && /^\]/.test(after)) ||
    (/\{$/.test(before) && /^\}/.test(after))
  );
};

/** True for a name in a hierarchy: `com.acme.web`, `a/b.c`. */
const isQualified = (word: string): boolean => /\w[./]\w{1,64}[./]\w/.test(word) || /^\w{1,64}\/\.?\w/.test(word);

/** True for a word spelt like the name of a thing, `eth0`, `user_a`, `a@b`, and not like a word of a sentence. */
export const isNameLike = (word: string): boolean => /[\d._@/\\$-]/.test(word);

/** Routes of one method that are told apart; a scanner asks for more than any service has. */
const maxRoutes = 100;

/**
 * Different values a position must have shown before it counts as variable, when most of the message is constant.
 *
 * A word of a sentence mostly names a state, of which things have few ("link is up", "link is down"), so it takes many;
 * a name in a hierarchy is one of many by its nature. The first word says what happened, so it takes most.
 */
export const neededValues = (shape: Shape, position: number): number => {
  const word = shape.words[position] ?? '';
  if (isServiceName(word) || (position > 0 && isServiceName(shape.words[position - 1] ?? '')))
    return Number.POSITIVE_INFINITY;
  if (isRequest(shape) && isRoute(word)) return maxRoutes;
  if (isRequest(shape) && position === 2) return Number.POSITIVE_INFINITY;
  if (isQualified(word)) return position === 0 ? 3 : 2;
  if (isQuoted(shape, position)) return 3;
  const base = isBracketed(shape, position) ? 3 : isNameLike(word) ? 4 : 6;
  return position === 0 ? base * 2 : base;
};
