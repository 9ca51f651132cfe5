import { gunzipSync } from 'node:zlib';
import type { Effect, Seen } from './composition.ts';

type Look = Effect['look'];

const distinct = (values: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(values.filter((value) => value !== undefined))].sort();

const callsTo = (seen: Seen, service: string, operation?: string) =>
  seen.sent.filter((call) => call.service === service && (operation === undefined || call.operation === operation));

const tablesIn = ({ input }: Seen['sent'][number]): readonly string[] =>
  typeof input['TableName'] === 'string' ? [input['TableName']] : Object.keys(input['RequestItems'] ?? {});

/** DynamoDB tables that were named, of those whose name begins like this. */
export const tables =
  (prefix: string): Look =>
  (seen) =>
    distinct(callsTo(seen, 'dynamodb').flatMap(tablesIn)).filter((name) => name.startsWith(prefix));

/** A table that takes a name of its own: `counts-one` becomes `counts-two`. */
export const table = (prefix: string): Effect => ({
  changed: `${prefix}-two`,
  look: tables(`${prefix}-`),
  before: [`${prefix}-one`],
  after: [`${prefix}-two`],
});

/** The text field of these calls, without repeats. */
export const fieldOf =
  (service: string, operation: string, field: string): Look =>
  (seen) =>
    distinct(callsTo(seen, service, operation).map(({ input }) => String(input[field])));

/** Buckets that were asked, of those whose name begins like this. */
export const buckets =
  (prefix: string): Look =>
  (seen) =>
    distinct(callsTo(seen, 's3').map(({ path }) => path.split(/[/?]/)[1])).filter((name) => name.startsWith(prefix));

export const puts = (seen: Seen) =>
  callsTo(seen, 's3', 'PUT').map(({ path, headers, body }) => {
    const [, , ...key] = (path.split('?', 1)[0] ?? '').split('/');
    return { key: key.join('/'), headers, body };
  });

/** First folders of the objects that were written, but for the quarantine. */
export const folders: Look = (seen) =>
  distinct(puts(seen).map(({ key }) => key.split('/')[0])).filter((folder) => folder !== 'quarantine');

/** KMS keys that objects were written under. */
export const objectKeys: Look = (seen) =>
  distinct(puts(seen).map(({ headers }) => headers['x-amz-server-side-encryption-aws-kms-key-id']));

/** Which of these texts the archive's lines hold. */
export const archived =
  (...texts: readonly string[]): Look =>
  (seen) => {
    const lines = puts(seen)
      .filter(({ key }) => key.startsWith('events/'))
      .map(({ body }) => gunzipSync(body).toString())
      .join('');
    return texts.filter((text) => lines.includes(text));
  };

/** Which of these texts what was written to DynamoDB holds. */
export const held =
  (...texts: readonly string[]): Look =>
  (seen) => {
    const written = callsTo(seen, 'dynamodb')
      .map(({ input }) => JSON.stringify(input))
      .join('');
    return texts.filter((text) => written.includes(text));
  };

const daySeconds = 86_400;

/** Numbers of DynamoDB anywhere below. */
const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'N' && typeof inner === 'string' ? [Number(inner)] : numbersIn(inner),
  );
};

/** Days until what was written expires: `<table> <days>`, without repeats. */
export const retentions: Look = (seen) =>
  distinct(
    callsTo(seen, 'dynamodb')
      .filter(({ operation }) => operation === 'PutItem' || operation === 'UpdateItem')
      .flatMap((call) =>
        numbersIn(call.input)
          // A time in seconds that is yet to come.
          .filter((number) => number > seen.nowMs / 1_000 + daySeconds / 2 && number < 4_000_000_000)
          .map((number) => `${tablesIn(call)[0]} ${Math.round((number - seen.nowMs / 1_000) / daySeconds)}`),
      ),
  );

/** How many workflows were started, and on which machine. */
export const machines = fieldOf('states', 'StartExecution', 'stateMachineArn');

const parameterPath = '/bellwether/alerts';
const application = 'bellwether/prod';

/** Where settings are read from: nowhere, then where the variable says. */
export const settingsEffects: Readonly<Record<string, Effect>> = {
  SETTINGS_PATH: {
    changed: parameterPath,
    look: fieldOf('ssm', 'GetParametersByPath', 'Path'),
    before: [],
    after: [parameterPath],
  },
  SETTINGS_APP_CONFIG: {
    changed: application,
    look: (seen) =>
      distinct(
        callsTo(seen, 'appconfig', 'POST').map(
          ({ input }) => `${String(input['ApplicationIdentifier'])}/${String(input['EnvironmentIdentifier'])}`,
        ),
      ),
    before: [],
    after: [application],
  },
};

/** The parameter whose key the marks of what is redacted are made with. */
export const markKeyEffect: Effect = {
  changed: '/two/mark-key',
  look: fieldOf('ssm', 'GetParameter', 'Name'),
  before: ['/one/mark-key'],
  after: ['/two/mark-key'],
};
