import { dynamoApprovals } from '@bellwether/aws-adapters';
import type { ApprovalStore } from '@bellwether/ports';
import { fakeRemediationTable } from '../packages/aws-adapters/test/fake-remediation-table.ts';
import { decideRequest } from '../packages/cli/src/remediation/decide-request.ts';
import { contextOfTask, type TaskOverride } from './run-machine.ts';

/** What comes of a question: a person decides it, nobody does, or somebody answers the run who decided nothing. */
export type Answer = 'approved' | 'denied' | 'nobody' | 'forged' | 'forged with a nonce' | 'cannot be kept';

type Item = Parameters<ReturnType<typeof fakeRemediationTable>['items']['set']>[1];

const failed = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/**
 * The task that asks, as Step Functions runs it: it puts the item of the definition into the table and waits until its token is answered.
 * A person then decides by the command line's own core, over DynamoDB's own adapter.
 *
 * @param now  epoch milliseconds UTC
 */
export const askInMemory = (
  answer: Answer,
  now: () => number,
): { readonly approvals: ApprovalStore; readonly ask: TaskOverride } => {
  const table = fakeRemediationTable();
  const approvals = dynamoApprovals('counts', async () => table);
  const ask: TaskOverride = async (input) => {
    const { Item } = input as { readonly Item: Item };
    if (answer === 'cannot be kept') throw failed('DynamoDb.DynamoDbException', 'Throttled.');
    table.items.set(JSON.stringify([Item['pk']?.S, Item['sk']?.S]), Item);
    if (answer === 'nobody') throw failed('States.Timeout', 'Nobody answered.');
    if (answer === 'forged') return 'a nonce that was made up';
    const findingId = String(Item['pk']?.S).replace('remediation#approval#', '');
    const kept = await approvals.get(findingId);
    // Who can read the table and answer the run, and decided nothing.
    if (answer === 'forged with a nonce') return kept?.nonce;
    let output: unknown;
    const isHis = (token: string): 'answered' | 'gone' => (token === contextOfTask.Token ? 'answered' : 'gone');
    await decideRequest(
      {
        approvals,
        answers: {
          succeed: async (token, given) => ((output = given), isHis(token)),
          fail: async (_, error, cause) => Promise.reject(failed(error, cause)),
        },
        caller: async () => 'arn:aws:iam::111122223333:user/alice',
        now,
      },
      findingId,
      kept?.digest ?? '',
      answer,
    );
    return output;
  };
  return { approvals, ask };
};
