import { describe, expect, it } from '@jest/globals';
import { memoryRemediationLedger } from '@bellwether/testkit';
import { dynamoRemediationLedger } from '@bellwether/aws-adapters';
import { describeRemediationLedger } from '../../testkit/src/conformance/index.ts';
import { fakeRemediationTable } from './fake-remediation-table.ts';
import { opened, sdkError } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeRemediationLedger('the memory', async () => ({ store: memoryRemediationLedger(), close }));
describeRemediationLedger('DynamoDB, as far as faked,', async () => ({
  store: dynamoRemediationLedger('counts', opened(fakeRemediationTable())),
  close,
}));

describe('the ledger in DynamoDB', () => {
  const reservation = {
    findingId: 'f',
    playbookId: 'p',
    account: '111122223333',
    region: 'eu-west-1',
    resource: 'r',
  };
  const limits = { perPlaybookHour: 5, perAccountHour: 10 };

  const conflicting = (times: number) => {
    const table = fakeRemediationTable();
    let left = times;
    const transact: typeof table.transact = (input) => {
      left -= 1;
      if (left < 0) return table.transact(input);
      const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }];
      return Promise.reject(sdkError('TransactionCanceledException', { CancellationReasons }));
    };
    return { ...table, transact };
  };

  it('tries again while others write the same items, and gives up after five attempts', async () => {
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    const passing = dynamoRemediationLedger('counts', opened(conflicting(4)), wait);
    expect(await passing.reserve(reservation, limits, 0)).toEqual({ kind: 'reserved' });
    expect(waits).toHaveLength(4);
    const stuck = dynamoRemediationLedger('counts', opened(conflicting(5)), wait);
    await expect(stuck.reserve(reservation, limits, 0)).rejects.toMatchObject({ name: 'PortError', retryable: true });
  });

  it('fails when the table cannot be asked, so that nothing is taken for allowed', async () => {
    const broken = { ...fakeRemediationTable(), get: () => Promise.reject(sdkError('AccessDeniedException')) };
    const ledger = dynamoRemediationLedger('counts', opened(broken));
    await expect(ledger.reserve(reservation, limits, 0)).rejects.toMatchObject({ name: 'PortError' });
  });

  it('writes under keys that begin with remediation# alone', async () => {
    const table = fakeRemediationTable();
    const ledger = dynamoRemediationLedger('counts', opened(table));
    await ledger.reserve(reservation, limits, 0);
    await ledger.release(reservation, 'verified', 0);
    expect([...table.items.values()].every(({ pk }) => pk?.S?.startsWith('remediation#'))).toBe(true);
    // Every item expires.
    expect([...table.items.values()].every(({ ttl }) => Number(ttl?.N) > 0)).toBe(true);
  });
});
