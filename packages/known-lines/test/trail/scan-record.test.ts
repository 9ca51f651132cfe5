import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseObject } from '@bellwether/log-readers/fast-path';
import { cloudTrailReader } from '@bellwether/log-readers';
import { decidingFields } from '../../src/trail/record-keys.ts';
import { TrailScan } from '../../src/trail/scan-record.ts';
import { TrailShapes } from '../../src/trail/shapes.ts';
import { anyRecordText, recordText } from './trail-record.ts';

const shared = new TrailScan();

/** Scans a record that stands between others; gives its length where it was accepted. */
const scan = (text: string, by: TrailScan = shared): number | undefined => {
  const bytes = Buffer.from(`[${text},`);
  const behind = by.scan(bytes, 1);
  return behind < 0 ? undefined : behind - 1;
};

const fieldsOf = ({ bytes, starts, ends }: TrailScan): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    decidingFields.flatMap((field, slot): [string, unknown][] => {
      const written = Buffer.from(bytes.subarray(starts[slot], ends[slot])).toString();
      return written === '' ? [] : [[field, JSON.parse(written)]];
    }),
  );

const valueAt = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => {
    const isObject = typeof value === 'object' && value !== null;
    return isObject && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  }, document);

const refused: readonly [string, string][] = [
  ['a key that comes twice', recordText().replace('{', '{"eventName":"StopLogging",')],
  ['a key spelt with an escape', recordText().replace('"eventName"', '"event\\u004eame"')],
  ['a dotted key that rules would find', recordText({ 'userIdentity.type': 'Root' })],
  ['a wrapped record', recordText({ detail: {} })],
  ['an insight', recordText({ insightDetails: {} })],
  ['a list of identities', recordText({ userIdentity: [{ type: 'Root' }] })],
  ['a number for a name', recordText({ eventName: 7 })],
  ['no name', recordText({ eventName: '' })],
  ['no id', recordText({ eventID: undefined })],
  ['no account', recordText({ recipientAccountId: '-' })],
  ['another lineKind of time', recordText({ eventTime: '2026-01-15T12:00:00.000Z' })],
  ['a day that there is not', recordText({ eventTime: '2026-02-30T12:00:00Z' })],
  ['a trailing comma', recordText().replace(/\}$/, ',}')],
  ['a control character in a text', recordText().replace('worker', 'wor\u0001ker')],
  ['a bad escape', recordText().replace('worker', 'wor\\xker')],
  ['a number with a leading zero', recordText().replace(':5,', ':05,')],
  ['a word that is none', recordText().replace('true', 'trua')],
  ['objects nested too deeply', recordText().replace(':5,', `:${'['.repeat(60)}${']'.repeat(60)},`)],
  ['a version that stands too far behind', `{"x":"${'y'.repeat(5_000)}",${recordText().slice(1)}`],
];

describe('TrailScan', () => {
  it('finds the deciding fields, the id, the time and the end of a record', () => {
    const text = recordText({ errorCode: 'AccessDenied', errorMessage: 'no', responseElements: { ConsoleLogin: 'x' } });
    expect(scan(text)).toBe(Buffer.byteLength(text));
    expect(fieldsOf(shared)).toEqual({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      errorCode: 'AccessDenied',
      eventType: 'AwsApiCall',
      readOnly: true,
      recipientAccountId: '111122223333',
      'userIdentity.type': 'AssumedRole',
      'responseElements.ConsoleLogin': 'x',
    });
    expect([shared.hasErrorMessage, shared.timestampMs]).toEqual([true, Date.UTC(2026, 0, 15, 12)]);
  });

  it.each(refused)('refuses %s', (_name, text) => {
    expect(scan(text)).toBeUndefined();
  });

  it.each([
    ['spelt with an escape', '"AwsApi\\u0043all"'],
    ['beyond ASCII', '"Größe"'],
    ['that is a number', '7'],
    ['that is an object', '{}'],
  ])('says that a deciding value %s is not plain', (_name, written) => {
    expect(scan(recordText().replace('"AwsApiCall"', written))).toBeDefined();
    expect(shared.hasPlainValues()).toBe(false);
    expect(new TrailShapes().find(shared)).toBeUndefined();
  });

  it('refuses a record that is cut off anywhere', () => {
    const bytes = Buffer.from(recordText());
    for (let length = 1; length < bytes.length; length += 1) expect(shared.scan(bytes.subarray(0, length), 0)).toBe(-1);
  });

  it('knows an identity again, and one that differs in a byte not', () => {
    const own = new TrailScan();
    const other = recordText().replace('AssumedRole', 'assumedRole');
    const kinds = [recordText(), recordText(), other, recordText(), other].map((text) => {
      expect(scan(text, own)).toBe(Buffer.byteLength(text));
      return fieldsOf(own)['userIdentity.type'];
    });
    expect(kinds).toEqual(['AssumedRole', 'AssumedRole', 'assumedRole', 'AssumedRole', 'assumedRole']);
  });

  it('takes what it takes and notes what it notes whatever stood before in the same bytes', () => {
    const long = 'a value that is long enough to be met again';
    const written = fc
      .constantFrom(
        long,
        `${long}!`,
        `b${long.slice(1)}`,
        `${long}"`,
        `${long}\\`,
        `${long.slice(0, 20)}\u0001${long.slice(21)}`,
      )
      .chain((text) => fc.constantFrom<unknown>(text, { a: text }, { b: text }, [text], 1e24));
    const texts = fc
      .tuple(
        fc.record({ requestParameters: written, userAgent: written, tlsDetails: written }),
        fc.nat(40),
        fc.boolean(),
      )
      .map(([changes, at, isBroken]) => {
        const text = recordText(changes);
        // Takes away one byte after the agent's first: quotes, commas and braces too.
        const cut = text.indexOf('"userAgent"') + 14 + at;
        return isBroken ? text.slice(0, cut) + text.slice(cut + 1) : text;
      });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 2, maxLength: 5 }), (records) => {
        const bytes = Buffer.from(`[${records.join(',')},`);
        const scans = new TrailScan();
        let start = 1;
        for (const text of records) {
          const length = scan(text);
          const behind = scans.scan(bytes, start);
          if (length !== undefined) {
            expect(behind - start).toBe(length);
            expect(parseObject(text)).toBeDefined();
            expect(fieldsOf(scans)).toEqual(fieldsOf(shared));
          }
          start += Buffer.byteLength(text) + 1;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('accepts only what the reader reads as an event with the same fields, id, time and outcome', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyRecordText, (text) => {
        if (scan(text) === undefined) return;
        accepted += 1;
        const document = parseObject(text);
        expect(document).toBeDefined();
        const found = decidingFields.flatMap((field): [string, unknown][] => {
          const value = valueAt(document, field);
          return value === undefined || value === null ? [] : [[field, value]];
        });
        expect(fieldsOf(shared)).toEqual(Object.fromEntries(found));
        expect(cloudTrailReader.recognise(text.slice(0, 16_384))).toBe(0.95);
        const context = { origin: { account: '', region: '', logGroup: '', logStream: '' }, receivedMs: 0 };
        const outcome = cloudTrailReader.read({ text }, context);
        if (outcome.kind !== 'record') throw new Error('The reader refuses what the scan accepted.');
        const { record } = outcome;
        const id = Buffer.from(shared.bytes.subarray(shared.idStart, shared.idEnd)).toString();
        expect([record.format, record.id, record.timestampMs, record.account]).toEqual([
          'cloudtrail',
          id,
          shared.timestampMs,
          valueAt(document, 'recipientAccountId'),
        ]);
        expect(record.attributes['error.message'] !== undefined).toBe(shared.hasErrorMessage);
      }),
      { numRuns: 1_500 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
