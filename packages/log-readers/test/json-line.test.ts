import { describe, expect, it } from '@jest/globals';
import type { RawRecord, ReadRecord } from '@bellwether/log-events';
import { jsonLineReader } from '../src/readers/json-line.ts';

const receivedMs = Date.UTC(2026, 5, 15, 12);

const read = (document: object): ReadRecord => {
  const raw: RawRecord = { text: JSON.stringify({ time: '2026-06-15T10:00:00Z', ...document }) };
  const outcome = jsonLineReader.read(raw, { receivedMs } as Parameters<typeof jsonLineReader.read>[1]);
  if (outcome.kind !== 'record') throw new Error(JSON.stringify(outcome));
  return outcome.record;
};

describe('account and region of a structured line', () => {
  it.each([
    [{ accountId: '111122223333', awsRegion: 'eu-west-1' }, '111122223333', 'eu-west-1'],
    [{ aws_account_id: 111122223333, aws_region: 'us-gov-east-1' }, '111122223333', 'us-gov-east-1'],
    [{ account: '111122223333', region: 'us-east-1' }, '111122223333', 'us-east-1'],
    [{ resourceArn: 'arn:aws:dms:eu-west-1:111122223333:rep:ABC' }, '111122223333', 'eu-west-1'],
    [{ cloud: { account: { id: '111122223333' }, region: 'eu-west-1' } }, '111122223333', 'eu-west-1'],
    [{ ownerId: '111122223333', region: 'us-east-1' }, '111122223333', 'us-east-1'],
    // A customer's account of a bank, a number that is too short, a place, and the role of whoever called.
    [{ account: '123456789012', msg: 'transfer' }, undefined, undefined],
    [{ account_id: 42, region: 'EMEA' }, undefined, undefined],
    [{ accountId: 'unknown', region: 'north' }, undefined, undefined],
    [{ roleArn: 'arn:aws:iam::999988887777:role/x' }, undefined, undefined],
  ])('%j gives %s and %s', (document, account, region) => {
    const record = read(document);
    expect(record.account).toBe(account);
    expect(record.region).toBe(region);
    expect(record.attributes['cloud.account.id']).toBe(account);
    expect(record.attributes['cloud.region']).toBe(region);
  });
});

describe('outcome of a structured line', () => {
  it.each([
    [{ status: 'FAILED' }, 'failure'],
    [{ outcome: 'success' }, 'success'],
    [{ success: false }, 'failure'],
    [{ result: 'NON_COMPLIANT' }, 'failure'],
    [{ statusCode: 503 }, 'failure'],
    [{ status: 204 }, 'success'],
    [{ http: { status_code: 404 } }, 'failure'],
    // A refusal that is sent as a page is a refusal.
    [{ outcome: 'blocked', statusCode: 200 }, 'failure'],
    [{ event: { action: 'access_denied' } }, 'failure'],
    [{ state: 'RUNNING' }, undefined],
    [{ result: 'the fallback of the failed call was taken, and everything went on as it should have' }, undefined],
  ])('%j gives %s', (document, outcome) => {
    expect(read({ msg: 'done', ...document }).attributes['event.outcome']).toBe(outcome);
  });
});
