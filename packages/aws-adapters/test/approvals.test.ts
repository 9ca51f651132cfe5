import { describe, expect, it } from '@jest/globals';
import { dynamoApprovals, stepFunctionsAnswers, stsCaller } from '@bellwether/aws-adapters';
import { memoryApprovals } from '@bellwether/testkit';
import { describeApprovalStore } from '../../testkit/src/conformance/index.ts';
import { fakeRemediationTable } from './fake-remediation-table.ts';
import { itemOfRequest } from './item-of-request.ts';
import { opened, sdkError } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeApprovalStore('the memory', async () => {
  const store = memoryApprovals();
  return { store, ask: store.ask, close };
});
describeApprovalStore('DynamoDB, as far as faked,', async () => {
  const table = fakeRemediationTable();
  return {
    store: dynamoApprovals('counts', opened(table)),
    ask: async (request) => {
      const item = itemOfRequest(request);
      table.items.set(JSON.stringify([item['pk']?.S, item['sk']?.S]), item);
    },
    close,
  };
});

describe('approvals in DynamoDB', () => {
  const shown = { findingId: 'f', digest: 'd', nonce: 'n' };
  const item = itemOfRequest({ ...shown, playbookId: 'p', steps: ['one'], token: 't', expiresMs: 9_000 });

  it('fail when the table cannot be asked, so that nothing is taken for allowed', async () => {
    const broken = { ...fakeRemediationTable(), get: () => Promise.reject(sdkError('AccessDeniedException')) };
    const store = dynamoApprovals('counts', opened(broken));
    await expect(store.refusalOf(shown, 0)).rejects.toMatchObject({ name: 'PortError', port: 'approvals' });
    await expect(store.get('f')).rejects.toMatchObject({ name: 'PortError' });
  });

  it.each<[string, typeof item]>([
    ['steps that are no list', { ...item, steps: { S: '"one"' } }],
    ['steps that are no texts', { ...item, steps: { S: '[1]' } }],
    ['steps that are no JSON', { ...item, steps: { S: '[' } }],
    ['no time at which it expires', { ...item, expiresMs: { N: 'soon' } }],
    ['no nonce', { ...item, nonce: { S: '' } }],
  ])('fail on an item with %s', async (_, wrong) => {
    const table = fakeRemediationTable();
    table.items.set(JSON.stringify(['remediation#approval#f', 'request']), wrong);
    await expect(dynamoApprovals('counts', opened(table)).get('f')).rejects.toMatchObject({ name: 'PortError' });
  });

  it('read the table as it is now, never as it was a moment ago', async () => {
    const asked: unknown[] = [];
    const table = fakeRemediationTable();
    const get: typeof table.get = (input) => {
      asked.push(input.ConsistentRead);
      return table.get(input);
    };
    await dynamoApprovals('counts', opened({ ...table, get })).refusalOf(shown, 0);
    expect(asked).toEqual([true]);
  });
});

describe('answers of tasks', () => {
  const metadata = { $metadata: {} };

  it('are sent with the token: what an approval gives, or the error that the machine catches', async () => {
    const sent: unknown[] = [];
    const answers = stepFunctionsAnswers(
      opened({
        succeed: async (input) => (sent.push(input), metadata),
        fail: async (input) => (sent.push(input), metadata),
      }),
    );
    expect(await answers.succeed('t', 'nonce')).toBe('answered');
    expect(await answers.fail('t', 'RemediationDenied', 'by alice')).toBe('answered');
    expect(sent).toEqual([
      { taskToken: 't', output: '"nonce"' },
      { taskToken: 't', error: 'RemediationDenied', cause: 'by alice' },
    ]);
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'tell of a run that waits no more: %s',
    async (name) => {
      const refuse = () => Promise.reject(sdkError(name));
      expect(await stepFunctionsAnswers(opened({ succeed: refuse, fail: refuse })).succeed('t', 1)).toBe('gone');
    },
  );

  it('fail when they could not be sent', async () => {
    const refuse = () => Promise.reject(sdkError('AccessDeniedException'));
    const answers = stepFunctionsAnswers(opened({ succeed: refuse, fail: refuse }));
    await expect(answers.fail('t', 'e', 'c')).rejects.toMatchObject({ name: 'PortError' });
  });
});

it('who calls is whom STS names, and nobody is a failure', async () => {
  const named = { $metadata: {}, Arn: 'arn:aws:iam::111122223333:user/alice' };
  expect(await stsCaller(opened({ identify: async () => named }))).toBe(named.Arn);
  await expect(stsCaller(opened({ identify: async () => ({ $metadata: {} }) }))).rejects.toMatchObject({
    name: 'PortError',
  });
});
