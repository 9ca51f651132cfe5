import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadRecord, RecordOrigin } from '@bellwether/log-events';
import { vendorRows, findVendorRow } from '../src/readers/vendor/table.ts';
import { parseRow, VendorTable } from '../src/readers/vendor/vendor-row.ts';
import { openStream } from '../src/stream/open-stream.ts';
import { vendedTypes } from './vended-types.ts';

const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };
const receivedMs = Date.UTC(2026, 2, 3);

const readOne = (document: unknown): ReadRecord => {
  const stream = openStream(nowhere, { receivedMs });
  const [first] = [...stream.push({ text: JSON.stringify(document) }, 0), ...stream.flush()];
  if (first?.outcome.kind !== 'record') throw new Error(JSON.stringify(first?.outcome));
  return first.outcome.record;
};

/** A value such as the service would write under a field's name. */
const valueOf = (name: string, service: string): unknown => {
  const key = name.toLowerCase();
  if (key.endsWith('arn')) return `arn:aws:${service}:eu-west-1:111122223333:thing/a`;
  if (/account_?id$|^account$/.test(key)) return '111122223333';
  if (/^event_?timestamp$|timestamp_ms$|^timestamp$/.test(key)) return 1772442900000;
  if (key.endsWith('unixnano')) return '1772442900000000000';
  if (key === 'time' && service === 'cloudfront') return '09:15:00';
  if (/^(?:request_)?time$/.test(key)) return '2026-03-02T09:15:00Z';
  if (key === 'date') return '2026-03-02';
  if (/(?:^|_)ip$|^c-ip$|clientip$|srcaddr|ip_address$/.test(key)) return '192.0.2.10';
  if (/port$/.test(key)) return '443';
  if (/level$/.test(key)) return 'ERROR';
  return 'x';
};

describe('the table of services', () => {
  it('has rows of one format, a known dataset and a signature each', () => {
    expect(vendorRows.length).toBeGreaterThan(150);
    for (const { format, signature, dataset } of vendorRows) {
      expect(format).toMatch(/^[a-z][\w-]+$/);
      expect(dataset).toMatch(/^[a-z0-9-]+$/);
      expect(signature.length).toBeGreaterThan(0);
    }
  });

  it.each(vendedTypes)(
    'reads $resource $logType as a type of its own, with account, region and time',
    ({ service, fields }) => {
      const document = Object.fromEntries(fields.map((name) => [name, valueOf(name, service)]));
      const record = readOne(document);
      expect(['json', 'text', 'plain']).not.toContain(record.format);
      const hasTime = fields.some((name) =>
        /^(?:event_?timestamp|time|timestamp|request_time|message_timestamp_ms|date)$/i.test(name),
      );
      if (hasTime) expect(new Date(record.timestampMs ?? 0).toISOString()).toBe('2026-03-02T09:15:00.000Z');
      const isPlaced = fields.some((name) => /^(?:resource_?arn|account_?id|awsaccountid)$/i.test(name));
      if (isPlaced) expect(record.account).toBe('111122223333');
    },
  );

  it('prefers the row whose signature says most', () => {
    const table = new VendorTable(['a application k', 'b application k,l', 'c application k=1'].map(parseRow));
    expect(table.find({ k: '2' })?.format).toBe('a');
    expect(table.find({ k: '2', l: 3 })?.format).toBe('b');
    expect(table.find({ k: '1' })?.format).toBe('c');
  });

  it('finds no row for an application record, whatever prototypes hold', () => {
    expect(findVendorRow({ level: 'info', msg: 'x', constructor: 'y' })).toBeUndefined();
    expect(
      findVendorRow(JSON.parse('{"__proto__":{"audit_category":"x"}}') as Record<string, unknown>),
    ).toBeUndefined();
  });

  it('keeps a refusal a refusal, whatever the status of the page that says so', () => {
    const record = readOne({
      proxy_name: 'p',
      final_action: 'deny',
      event_timestamp: 1772442900000,
      http_status_code: 200,
    });
    expect(record.attributes['event.outcome']).toBe('failure');
  });

  it('takes `unknown` for no account', () => {
    expect(
      readOne({ resource_arn: 'arn:aws:x:::y', event_timestamp: 1772442900000, account_id: 'unknown' }).account,
    ).toBeUndefined();
  });

  it('reads any object of the keys that rows name, without throwing', () => {
    const keys = [...new Set(vendorRows.flatMap(({ signature }) => signature.map(({ path }) => path[0]!)))];
    const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('arn:aws:', 'x'.repeat(300), '::', '1/2'));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 8 }), (document) => {
        expect(readOne({ a: 1, ...document }).message.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
