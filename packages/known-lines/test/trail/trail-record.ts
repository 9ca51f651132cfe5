import fc from 'fast-check';

/** A CloudTrail record as JSON text; `changes` replaces fields, `undefined` takes one away. */
export const recordText = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEPRINCIPAL1:session-of-a-worker',
      arn: 'arn:aws:sts::111122223333:assumed-role/worker/session-of-a-worker',
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: { type: 'Role', userName: 'worker' },
        attributes: { mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2026-01-15T12:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.7',
    requestParameters: { maxResults: 5, filter: [{ name: 'größe "x"', on: true }, null, -1.5e3] },
    responseElements: null,
    eventID: '00000000-0000-4000-8000-000000000002',
    readOnly: true,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    ...changes,
  });

const word = fc.constantFrom(
  'AccessDenied',
  '',
  '-',
  'x',
  'größe',
  'a"b',
  'Failure',
  'signin.amazonaws.com',
  'StopLogging',
);
const value = fc.oneof(
  word,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.constant(undefined),
  fc.array(word, { maxLength: 2 }),
);
const time = fc.constantFrom(
  '2026-01-15T12:00:00Z',
  '2026-02-29T12:00:00Z',
  '2024-02-29T23:59:59Z',
  '2026-01-15T24:00:00Z',
  '2026-01-15T12:00:00.5Z',
  'now',
  5,
);

const change = (name: string, of: fc.Arbitrary<unknown>): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  of.map((changed) => ({ [name]: changed }));

const changeOfOne = fc.oneof(
  ...['eventSource', 'eventName', 'errorCode', 'errorMessage', 'eventType', 'readOnly'].map((name) =>
    change(name, value),
  ),
  change('errorMessage', fc.constant('You are "not" allowed')),
  change('recipientAccountId', fc.oneof(value, fc.constant('444455556666'))),
  change('eventTime', time),
  change('eventID', fc.oneof(value, fc.uuid())),
  change('userIdentity', value),
  change('userIdentity', fc.record({ type: value, invokedBy: value, accountId: value }, { requiredKeys: [] })),
  change('requestParameters', fc.record({ omitted: value, name: word }, { requiredKeys: [] })),
  change('responseElements', fc.oneof(value, fc.record({ ConsoleLogin: value }))),
  change('detail', fc.constant({ eventName: 'x' })),
  change('userIdentity.type', fc.constant('Root')),
);

/** Changes of a few of a record's deciding fields, now and then to what a trail would not write. */
export const anyChanges = fc
  .array(changeOfOne, { maxLength: 3 })
  .map((changes) => Object.assign({}, ...changes) as Readonly<Record<string, unknown>>);

/** Record texts: spaced, with a key twice, escaped, cut or with a byte changed. */
export const anyRecordText = fc
  .tuple(
    anyChanges,
    fc.constantFrom(0, 0, 2),
    fc.option(fc.tuple(fc.nat(1_000), fc.constantFrom('"', '\\', '{', ',', '\u0001', 'é', '-', '')), {
      freq: 2,
      nil: undefined,
    }),
  )
  .map(([changes, indent, edit]) => {
    const text = JSON.stringify(JSON.parse(recordText(changes)), null, indent);
    if (edit === undefined) return text;
    const at = edit[0] % text.length;
    return text.slice(0, at) + edit[1] + text.slice(at + 1);
  });
