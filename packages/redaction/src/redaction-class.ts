/** What is known about a class of values that are taken out. */
interface ClassFacts {
  /** Whether the class is taken out when no policy says otherwise. */
  readonly isOn: boolean;
  /** What a mark says beside the class: a keyed hash, so that people can group by it, the last four characters, or nothing. */
  readonly shows: 'hash' | 'last-four' | 'nothing';
  /** For the documentation. */
  readonly meaning: string;
}

const facts = {
  'private-key': {
    isOn: true,
    shows: 'nothing',
    meaning: 'private keys (PEM, OpenSSH, PGP, PuTTY), also over several records',
  },
  'url-password': { isOn: true, shows: 'nothing', meaning: 'the password in the address of a database, queue or site' },
  'aws-access-key': { isOn: true, shows: 'last-four', meaning: 'access key ids of AWS; the last four characters stay' },
  'aws-secret-key': { isOn: true, shows: 'nothing', meaning: 'secret access keys of AWS' },
  jwt: { isOn: true, shows: 'nothing', meaning: 'JSON Web Tokens' },
  'bearer-token': {
    isOn: true,
    shows: 'nothing',
    meaning: 'what follows `Bearer` and the other schemes of an `Authorization` header',
  },
  'basic-auth': { isOn: true, shows: 'nothing', meaning: 'user and password of an `Authorization: Basic` header' },
  'api-token': { isOn: true, shows: 'nothing', meaning: 'tokens of services, known by their prefix' },
  webhook: { isOn: true, shows: 'nothing', meaning: 'the secret part of webhook addresses' },
  signature: { isOn: true, shows: 'nothing', meaning: 'signatures of signed requests and addresses' },
  session: { isOn: true, shows: 'hash', meaning: 'session ids and cookies' },
  password: {
    isOn: true,
    shows: 'nothing',
    meaning: 'values beside a key such as `password`, and passwords on a command line or in SQL',
  },
  secret: {
    isOn: true,
    shows: 'nothing',
    meaning: 'values beside a key such as `client_secret`, `api_key` or `token` that look like one',
  },
  email: { isOn: true, shows: 'hash', meaning: 'e-mail addresses' },
  card: { isOn: true, shows: 'hash', meaning: 'payment card numbers with a valid check digit' },
  iban: { isOn: true, shows: 'hash', meaning: 'bank accounts: IBAN by its check digits, others beside a key' },
  'national-id': {
    isOn: true,
    shows: 'hash',
    meaning: 'national ids by their form and check digit, or beside a key; passports beside a key',
  },
  'birth-date': { isOn: true, shows: 'nothing', meaning: 'dates of birth beside a key' },
  phone: {
    isOn: true,
    shows: 'hash',
    meaning: 'telephone numbers, international or in the North American form; others beside a key',
  },
  mac: {
    isOn: false,
    shows: 'hash',
    meaning: 'hardware (MAC) addresses; off unless asked for, since they name machines and detection needs them',
  },
  vin: { isOn: true, shows: 'hash', meaning: 'vehicle identification numbers' },
  ip: {
    isOn: false,
    shows: 'hash',
    meaning: 'IPv4 and IPv6 addresses; off unless asked for, since detection and every answer need them',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;

export type RedactionClass = keyof typeof facts;

/** What is taken out of a text before it is kept, shown or sent. Each stands in its mark: `[redacted:jwt]`. */
export const redactionClasses = Object.keys(facts) as readonly RedactionClass[];

export const factsOf = (found: RedactionClass): ClassFacts => facts[found];

/** Which classes are taken out, and the key of the hashes in their marks. */
export type RedactionPolicy = Readonly<Record<RedactionClass, boolean>> & {
  /** Key of the hashes in marks; without it marks name the class alone. */
  readonly hashKey?: string;
};

/** How many of each class were taken out; classes that were not found are absent. */
export type RedactionCounts = Readonly<Partial<Record<RedactionClass, number>>>;

/**
 * Takes out everything that opens a door (keys, tokens, passwords) or names a private person (e-mail, card, phone).
 * Addresses stay: detection, grouping and every answer to "who was it" need them.
 */
export const defaultRedactionPolicy: RedactionPolicy = Object.freeze(
  Object.fromEntries(redactionClasses.map((found) => [found, facts[found].isOn])) as Record<RedactionClass, boolean>,
);

/** Adds what one text or record lost to a total. */
export const addRedactions = (total: Partial<Record<RedactionClass, number>>, counts: RedactionCounts): void => {
  for (const found of redactionClasses) {
    const count = counts[found];
    if (count !== undefined) total[found] = (total[found] ?? 0) + count;
  }
};
