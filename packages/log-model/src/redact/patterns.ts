import { isCardNumber } from './luhn.ts';
import type { RedactionClass } from './redaction-class.ts';

/** One way a class shows itself in a text. Every pattern is linear: bounded repeats, no repeat inside a repeat. */
export interface RedactionPattern {
  readonly found: RedactionClass;
  /** Global; group 1, where there is one, is what stays before the value, group 2 what stays behind it. */
  readonly pattern: RegExp;
  /** Looks closer at a match where the pattern alone is not enough. */
  readonly accepts?: (match: string, before: string) => boolean;
}

/** A key directly before a number that says the number counts or names something, so it is no card. */
const numberKey = /(?:id|seq|sequence|offset|time|timestamp|ts|order|block|trace|span|number|nr|no|#)["']?\s?[=:#]?\s?["']?$/i;

const hasLetterAndDigit = (text: string): boolean => /[A-Za-z]/.test(text) && /\d/.test(text);

const isWorthHiding = (value: string): boolean =>
  !/^[*x.•-]{1,64}$/i.test(value) && !/^(?:null|none|nil|undefined|true|false|yes|no|empty|required|missing|invalid)$/i.test(value);

/** The value behind the last separator of a `key=value` match. */
const valueOf = (match: string): string => /[^\s"'=:>\\]{1,4096}$/.exec(match.replace(/["'\\]{1,8}$/, ''))?.[0] ?? '';

const looksLikeToken = (value: string): boolean => value.length >= 16 || (value.length >= 8 && hasLetterAndDigit(value));

const separator = String.raw`\\{0,3}["']?\s{0,3}(?:=>|[:=])\s{0,3}\\{0,3}["']?`;
const bareValue = String.raw`[^\s"'&,;(){}\[\]<>\\]{1,4096}`;

/** In the order they run: what is longest and surest first, so that a later one finds only marks where it ended. */
export const redactionPatterns: readonly RedactionPattern[] = [
  {
    found: 'private-key',
    pattern: /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.-]{0,16384}(?:-----END [A-Z ]{0,32}PRIVATE KEY-----)?/g,
  },
  { found: 'url-password', pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>]{0,128}:)[^\s@/"'<>[\]]{1,256}(@)/gi },
  { found: 'jwt', pattern: /\beyJ[\w-]{8,4096}\.eyJ[\w-]{4,8192}\.[\w-]{0,4096}/g },
  { found: 'aws-access-key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g },
  {
    found: 'aws-secret-key',
    pattern: new RegExp(
      String.raw`((?:secret[_-]?(?:access[_-]?)?key|aws[_-]?secret)${separator})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])`,
      'gi',
    ),
  },
  {
    // A secret key that directly follows its access key id, as in a pasted credentials file or CSV.
    found: 'aws-secret-key',
    pattern: /(\[redacted:aws-access-key\][\s,:;"']{1,8})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
  },
  { found: 'bearer-token', pattern: /(\bbearer\s{1,3})[\w.~+/-]{8,8192}={0,2}/gi, accepts: (match) => looksLikeToken(match.slice(7)) },
  { found: 'basic-auth', pattern: /(\bbasic\s{1,3})[A-Za-z0-9+/]{8,1024}={0,2}/gi, accepts: (_, before) => /authorization\W{0,6}$/i.test(before) },
  {
    found: 'api-token',
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}|xox[abeoprs]-[A-Za-z0-9-]{10,255}|AIza[\w-]{35}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|npm_[A-Za-z0-9]{36}|glpat-[\w-]{20,64}|SG\.[\w-]{22}\.[\w-]{43}|sk-[A-Za-z0-9_-]{32,255})/g,
  },
  {
    found: 'password',
    pattern: new RegExp(String.raw`((?:password|passwd|passphrase|pwd)${separator})${bareValue}`, 'gi'),
    accepts: (match) => isWorthHiding(valueOf(match)),
  },
  {
    found: 'secret',
    pattern: new RegExp(
      String.raw`((?:secret|credential|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|auth[_-]?key|(?<!next|client|request|continuation|idempotency|page|pagination|sync|cancellation)[_-]?token)${separator})${bareValue}`,
      'gi',
    ),
    accepts: (match) => {
      const value = valueOf(match);
      return looksLikeToken(value) && isWorthHiding(value) && !value.startsWith('arn:');
    },
  },
  { found: 'email', pattern: /(?<![\w.+@/-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])/g },
  {
    found: 'card',
    pattern: /(?<![\w.+-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}[ -]\d{6}[ -]\d{5})(?![\w-]|\.\d)/g,
    accepts: (match, before) => isCardNumber(match.replace(/[ -]/g, '')) && !numberKey.test(before),
  },
  { found: 'phone', pattern: /(?<![\w.+:-])\+[1-9]\d{0,2}(?:[ .-]?\d{2,4}){2,4}(?![\w:])/g },
  { found: 'ip', pattern: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.-]{0,1}\w)/g },
  { found: 'ip', pattern: /(?<![\w:.])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])/gi },
];
