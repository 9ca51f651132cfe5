/** What is taken out of a text before it is kept, shown or told. Each stands in its mark: `[redacted:jwt]`. */
export const redactionClasses = [
  'private-key',
  'url-password',
  'aws-access-key',
  'aws-secret-key',
  'jwt',
  'bearer-token',
  'basic-auth',
  'api-token',
  'password',
  'secret',
  'email',
  'card',
  'phone',
  'ip',
] as const;
export type RedactionClass = (typeof redactionClasses)[number];

/** Which classes are taken out. */
export type RedactionPolicy = Readonly<Record<RedactionClass, boolean>>;

/** How many of each class were taken out; classes that were not found are absent. */
export type RedactionCounts = Readonly<Partial<Record<RedactionClass, number>>>;

/**
 * Takes out everything that opens a door (keys, tokens, passwords) or names a private person (e-mail, card, phone).
 * Addresses stay: detection, grouping and every answer to "who was it" need them.
 */
export const defaultRedactionPolicy: RedactionPolicy = {
  'private-key': true,
  'url-password': true,
  'aws-access-key': true,
  'aws-secret-key': true,
  jwt: true,
  'bearer-token': true,
  'basic-auth': true,
  'api-token': true,
  password: true,
  secret: true,
  email: true,
  card: true,
  phone: true,
  ip: false,
};

/** What stands in the text instead of a value of the class. */
export const redactionMark = (found: RedactionClass): string => `[redacted:${found}]`;

/** Adds what one text or record lost to a total. */
export const addRedactions = (total: Partial<Record<RedactionClass, number>>, counts: RedactionCounts): void => {
  for (const found of redactionClasses) {
    const count = counts[found];
    if (count !== undefined) total[found] = (total[found] ?? 0) + count;
  }
};
