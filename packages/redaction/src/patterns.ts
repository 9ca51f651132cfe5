import { isCardNumber } from './luhn.ts';
import type { RedactionClass } from './redaction-class.ts';

/** One way a class shows itself in a text. Every pattern is linear: repeats are bounded, and none can match in two ways. */
export interface RedactionPattern {
  readonly found: RedactionClass;
  /** Global. Group `kept`, where there is one, is what stays before the mark. */
  readonly pattern: RegExp;
  /** Looks closer where the pattern alone is not enough; `before` is what stands in front of the match. */
  readonly accepts?: (value: string, before: string) => boolean;
  /** Small texts of which every match holds one, in any case; a text without them need not be searched. */
  readonly needs?: readonly string[];
}

/** A key directly before a number that says the number counts or names something, so it is no card. */
const numberKey =
  /(?:id|seq|sequence|offset|time|timestamp|ts|order|invoice|ticket|reference|ref|transaction|txn|serial|sku|job|task|build|version|checksum|bytes|size|length|count|total|block|trace|span|number|nr|no|#)["']?\s?[=:#]?\s?["']?$/i;

/** A word before a signed number that says it is a difference, so no phone's. */
const differenceKey = /(?:diff|difference|delta|offset|drift|skew|shift|change|gain|by)["']?\s?[=:]?\s?["']?$/i;

/** Digits of an international number, country code and all. @see ITU-T E.164 */
const isPhoneNumber = (value: string): boolean => {
  const digits = value.replace(/\D/g, '').length;
  const groups = value.split(/[ .-]/, 6).length;
  // `+1.23456789` is a number with a fraction.
  return digits >= 9 && digits <= 15 && groups !== 2;
};

/** What `pwd` stands for in a shell: the folder one is in, not a password. */
const isFolder = (value: string): boolean => /^(?:\/|~(?:\/|$)|[A-Za-z]:[\\/])/.test(value);

const placeholder =
  /^(?:[*x.•-]{1,64}|null|none|nil|undefined|true|false|yes|no|empty|required|missing|invalid|incorrect|expired)$/i;
const isWorthHiding = (value: string): boolean => !placeholder.test(value);

/** Words and short counts behind a key like `token` are no secrets; long values and mixed ones are. */
const looksLikeToken = (value: string): boolean =>
  isWorthHiding(value) &&
  !value.startsWith('arn:') &&
  (value.length >= 16 || (value.length >= 8 && /[A-Za-z]/.test(value) && /\d/.test(value)));

/** What stands before the kind of a resource in its ARN: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:db` names a secret. */
const arnBefore = /\barn:[\w-]{1,16}:[\w-]{1,40}:[\w-]{0,24}:\d{0,12}:$/;

/** Separator between key and value, in `key=value`, YAML, JSON and JSON inside JSON. */
const separator = String.raw`\\{0,3}["']?\s{0,3}(?:=>|[:=])\s{0,3}`;
const notMarked = String.raw`(?!\[redacted:)`;

/** How a value can stand behind its separator: in escaped quotes, quotes, or bare. What opens it is kept. */
const values: readonly (readonly [string, string])[] = [
  [String.raw`\\{1,3}"`, String.raw`[^"\\]{1,4096}`],
  ['"', String.raw`(?:[^"\\]|\\.){1,4096}`],
  ["'", String.raw`[^'\\]{1,4096}`],
  ['', String.raw`[^\s"'&,;(){}\[\]<>\\]{1,4096}`],
];

const keyed = (
  found: RedactionClass,
  keys: string,
  needs: readonly string[],
  accepts: (value: string, before: string) => boolean,
): readonly RedactionPattern[] =>
  values.map(([opening, value]) => ({
    found,
    pattern: new RegExp(`(?<kept>(?:${keys})${separator}${opening})${notMarked}${value}`, 'gi'),
    accepts,
    needs,
  }));

const secretKeys = String.raw`secret[_-]?(?:access[_-]?)?key|aws[_-]?secret`;
const passwordKeys = 'password|passwd|passphrase';
const folderKeys = 'pwd';
/** Tokens that page through results or make a call idempotent open nothing. */
const harmlessTokens = 'next|client|request|continuation|idempotency|page|pagination|sync|cancellation|marker';
const tokenKeys = String.raw`secret|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|(?<!(?:${harmlessTokens})[ _-]?)token`;

/** Names of fields whose whole value is a secret, whatever it looks like or when it looks like one. */
const passwordName = new RegExp(`(?:${passwordKeys}|${folderKeys})$`, 'i');
const folderName = new RegExp(`(?:${folderKeys})$`, 'i');
const tokenName = new RegExp(`(?:${secretKeys}|${tokenKeys})$`, 'i');

/** What names of fields say, remembered: records of a kind have the same ones. */
const classByName = new Map<string, 'password' | 'secret' | 'none'>();
const maxNames = 4_096;
const maxNameLength = 128;

/** The class of a field's whole value by the field's name; undefined when the name says nothing. */
export const classOfField = (name: string, value: string): RedactionClass | undefined => {
  let found = classByName.get(name);
  if (found === undefined) {
    found = passwordName.test(name) ? 'password' : tokenName.test(name) ? 'secret' : 'none';
    if (classByName.size >= maxNames) classByName.clear();
    if (name.length <= maxNameLength) classByName.set(name, found);
  }
  if (found === 'password')
    return isWorthHiding(value) && !(isFolder(value) && folderName.test(name)) ? 'password' : undefined;
  return found === 'secret' && looksLikeToken(value) ? 'secret' : undefined;
};

/**
 * Refuses a value that begins inside a longer word. A mark counts as a part of the word it stands for; without that, a
 * second run would find what the first one left.
 */
const notBehind = (units: string): string => String.raw`(?<![${units}]|\[redacted:[a-z-]{1,16}\])`;

/** In the order they run: what is longest and surest first, so that a later one finds marks where it ended. */
export const redactionPatterns: readonly RedactionPattern[] = [
  {
    found: 'private-key',
    needs: ['private key-----'],
    pattern: /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----(?:[^-]|-(?!-)){0,16384}-----END [A-Z ]{0,32}PRIVATE KEY-----/g,
  },
  {
    found: 'private-key',
    needs: ['private key-----'],
    pattern: /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{0,16384}/g,
  },
  { found: 'aws-access-key', needs: ['akia', 'asia', 'abia', 'acca'], pattern: /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g },
  {
    found: 'url-password',
    needs: ['://'],
    pattern: /(?<kept>[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/"'<>]{0,128}:)(?!\[redacted:)[^\s@/"'<>]{1,256}(?=@)/gi,
  },
  { found: 'jwt', needs: ['eyj'], pattern: /(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g },
  ...keyed('aws-secret-key', secretKeys, ['secret'], (value) => /^[A-Za-z0-9/+]{40}$/.test(value)),
  {
    // A secret key that directly follows its access key id, as in a pasted credentials file.
    found: 'aws-secret-key',
    needs: ['[redacted:aws-access-key]'],
    pattern: /(?<kept>\[redacted:aws-access-key\][\s,:;"']{1,8})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
  },
  {
    found: 'bearer-token',
    needs: ['bearer'],
    pattern: /(?<kept>\bbearer\s{1,3})[\w.~+/-]{8,8192}={0,2}/gi,
    accepts: looksLikeToken,
  },
  {
    found: 'basic-auth',
    needs: ['basic'],
    pattern: /(?<kept>\bauthorization\W{1,6}basic\s{1,3})[A-Za-z0-9+/]{8,1024}={0,2}/gi,
  },
  {
    found: 'api-token',
    pattern:
      /gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}|xox[abeoprs]-[A-Za-z0-9-]{10,255}|AIza[\w-]{35}|\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|npm_[A-Za-z0-9]{36}|glpat-[\w-]{20,64}|\bSG\.[\w-]{22}\.[\w-]{43}|\bsk-[\w-]{32,255}/g,
  },
  ...keyed('password', passwordKeys, ['pass'], isWorthHiding),
  ...keyed('password', folderKeys, ['pwd'], (value) => isWorthHiding(value) && !isFolder(value)),
  ...keyed(
    'secret',
    tokenKeys,
    ['secret', 'credential', 'key', 'token'],
    (value, before) => looksLikeToken(value) && !arnBefore.test(before),
  ),
  {
    found: 'email',
    needs: ['@'],
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+@/-')}(?!git@)[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])`,
      'g',
    ),
  },
  {
    found: 'card',
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+-')}(?:\d{13,19}|\d{4} \d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}-\d{4}|\d{4}[ -]\d{6}[ -]\d{5})(?![\w-]|\.\d)`,
      'g',
    ),
    accepts: (value, before) => isCardNumber(value.replace(/[ -]/g, '')) && !numberKey.test(before),
  },
  {
    found: 'phone',
    needs: ['+'],
    pattern: new RegExp(
      String.raw`${notBehind('\\w.+:-')}\+[1-9](?:\d{0,2}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]\d{2,8}){1,4}|\d{8,14})(?![\w:])`,
      'g',
    ),
    accepts: (value, before) => isPhoneNumber(value) && !differenceKey.test(before),
  },
  { found: 'ip', pattern: new RegExp(String.raw`${notBehind('\\w.-')}(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\w)`, 'g') },
  {
    found: 'ip',
    pattern: new RegExp(String.raw`${notBehind('\\w:.')}(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])`, 'gi'),
  },
];
