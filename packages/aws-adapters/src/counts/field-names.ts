import { severities, type Severity, type Dataset } from '@bellwether/log-model';

// What is billed of an update is the item's size in KB, and most of an item are the names of its fields. So the names that
// ingestion makes are kept short: letters for a word of a fixed list, and the 32 hex digits of an id as 22 characters of base64url. A letter,
// once given, stays: items are read for as long as they are kept.

const severityLetters: Readonly<Record<Severity, string>> = {
  CRITICAL: 'C',
  ERROR: 'E',
  WARNING: 'W',
  INFO: 'I',
  DEBUG: 'D',
  TRACE: 'T',
};

const datasetLetters: Readonly<Record<Dataset, string>> = {
  cloudtrail: 'c',
  'vpc-flow': 'v',
  eks: 'k',
  ec2: 'e',
  lambda: 'l',
  alb: 'b',
  's3-access': 's',
  waf: 'w',
  guardduty: 'g',
  route53: 'r',
  cloudfront: 'f',
  'api-gateway': 'p',
  rds: 'd',
  config: 'o',
  application: 'a',
};

const shortNames: ReadonlyMap<string, string> = new Map([
  ['events', 'e'],
  ...severities.map((severity) => [`severity:${severity}`, severityLetters[severity]] as const),
  ...Object.entries(datasetLetters).flatMap(([dataset, letter]) =>
    severities.map((severity) => [`dataset:${dataset}/${severity}`, letter + severityLetters[severity]] as const),
  ),
]);

const longNames: ReadonlyMap<string, string> = new Map(Array.from(shortNames, ([field, short]) => [short, field]));

/** As `baseField` of the core begins. */
const basePrefix = 'base/';

const packId = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

const unpackId = (packed: string): string => Buffer.from(packed, 'base64url').toString('hex');

/** Characters of a packed id. */
const idLength = 22;

/** A field as it is named in an item. Every field has one name, no two share one, and none is empty. */
export const packField = (field: string): string => {
  if (field.startsWith(basePrefix)) return `~${packField(field.slice(basePrefix.length))}`;
  const short = shortNames.get(field);
  if (short !== undefined) return short;
  const [, template] = /^template:([0-9a-f]{32})$/.exec(field) ?? [];
  if (template !== undefined) return packId(template);
  const [, key = '', what = ''] = /^([0-9a-f]{32})\/(events$|value:)/.exec(field) ?? [];
  if (what === 'events') return `!${packId(key)}`;
  if (what === 'value:') return `=${packId(key)}${field.slice(key.length + 1 + what.length)}`;
  return `:${field}`;
};

/** The field that `packField` named; `undefined` for a name that is not of its making. */
export const unpackField = (name: string): string | undefined => {
  const rest = name.slice(1);
  switch (name[0]) {
    case '~': {
      const unit = unpackField(rest);
      return unit === undefined ? undefined : basePrefix + unit;
    }
    case ':':
      return rest;
    case '!':
      return `${unpackId(rest)}/events`;
    case '=':
      return `${unpackId(rest.slice(0, idLength))}/value:${rest.slice(idLength)}`;
    default:
      return name.length === idLength ? `template:${unpackId(name)}` : longNames.get(name);
  }
};
